import type { CSources } from './c-source.js'
import { stringValue } from './c-tokens.js'
import type { Fields } from './facts.js'
import { splitAtCommas } from './parameter-tables.js'

/** Programs that master(8) starts: those that call one of its skeletons. */
export function readPrograms(sources: CSources): ReadonlyMap<string, Fields> {
  const programs = new Map<string, Fields>()
  for (const source of sources.containing('_server_main')) {
    const [call, skeleton] =
      /\b(single|multi|event|trigger|dgram)_server_main\s*\(\s*argc\b(?:"(?:[^"\\]|\\.)*"|[^;"])*;/.exec(source.text) ??
      []
    if (call === undefined || skeleton === undefined || source.folder === 'master') continue
    const has = (flag: string): boolean => new RegExp(`\\b(?:CA_)?MAIL_SERVER_${flag}\\b`).test(call)
    programs.set(source.folder, { skeleton, privileged: Number(has('PRIVILEGED')), single: Number(has('SOLITARY')) })
  }
  return programs
}

/** The names that postconf(1) makes of a service name: suffix, and the parameter that has the default. */
export function readSuffixes(sources: CSources): ReadonlyMap<string, Fields> {
  const source = sources.read('src/postconf/postconf_service.c')
  const body = /\bPCF_STRING_NV\s+\w+\s*\[\]\s*=\s*\{([^;]*)\}\s*;/.exec(source?.text ?? '')?.[1]
  if (!source || body === undefined) return new Map()
  const texts = splitAtCommas(source.expand(body)).map(stringValue)
  const suffixes = new Map<string, Fields>()
  for (let at = 0; at + 1 < texts.length; at += 2) {
    const suffix = texts[at]
    if (suffix === undefined) break
    suffixes.set(suffix, { inherits: texts[at + 1] ?? null })
  }
  return suffixes
}

/** Names that postconf(1) warns about, and the words it says instead (`src/postconf/postconf_unused.c`). */
export function readDeprecated(sources: CSources): ReadonlyMap<string, Fields> {
  const source = sources.read('src/postconf/postconf_unused.c')
  const body = /\bpcf_depr_param_info\s*\[\]\s*=\s*\{((?:"(?:[^"\\]|\\.)*"|[^;"])*)\}\s*;/.exec(source?.text ?? '')?.[1]
  if (!source || body === undefined) return new Map()
  const texts = splitAtCommas(source.expand(body)).map(stringValue)
  return new Map(
    texts.flatMap((text, at) =>
      at % 2 === 0 && text !== undefined && !text.startsWith('deleted-test') ? [[text, {}] as const] : [],
    ),
  )
}
