import type { PemObject } from '../src/config/host/pem.js'
import type { Example } from '../src/rules/define.js'
import { civilDate } from '../src/text/civil-date.js'

type GivenFile = NonNullable<Example['files']>[string]

/** What an example takes as known of the host and the judgement, each in words. */
export function givenOf(example: Example): readonly string[] {
  const { version, profile, host, files } = example
  const addresses = host?.addresses?.map(({ address }) => `\`${address}\``)
  return [
    ...(version === undefined ? [] : [`with \`--postfix-version ${version}\``]),
    ...(profile === undefined ? [] : [`with \`--profile ${profile}\``]),
    ...(addresses === undefined ? [] : [`the host has the addresses ${addresses.join(', ')}`]),
    ...Object.entries(files ?? {}).map(([path, fact]) => `\`${path}\` ${describe(fact)}`),
  ]
}

function describe(fact: GivenFile): string {
  if (fact === 'missing') return 'does not exist'
  const { kind = 'file', mode, uid, real, entries, pem } = fact
  const details = [
    ...(kind === 'file' ? [] : [`a ${kind}`]),
    ...(mode === undefined ? [] : [`mode ${mode.toString(8).padStart(4, '0')}`]),
    ...(uid === undefined ? [] : [`owner ${uid}`]),
    ...(real === undefined ? [] : [`leads to \`${real}\``]),
    ...(entries === undefined ? [] : [entries.length === 0 ? 'empty' : `with ${entries.join(', ')}`]),
    ...(pem === undefined
      ? []
      : [pem.length === 0 ? 'without any key or certificate' : `with ${pem.map(object).join(', ')}`]),
  ]
  return details.length === 0 ? 'is there' : `is there (${details.join('; ')})`
}

function object(pem: PemObject): string {
  switch (pem.type) {
    case 'certificate':
      return `a certificate for ${pem.names.join(' ')} until ${civilDate(pem.notAfter)}`
    case 'key':
      return pem.encrypted ? 'a key behind a pass phrase' : 'a key'
    case 'parameters':
      return `parameters of ${pem.bits} bits`
    case 'other':
      return pem.label
  }
  return pem satisfies never
}
