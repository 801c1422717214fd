import { parseArgs } from 'node:util'
import type { SeveritySetting } from '../lint/severities.js'
import type { Preset } from '../rules/define.js'
import { nearestName } from '../text/nearest-name.js'
import { UsageError } from './usage-error.js'

const options = {
  'postfix-version': { type: 'string' },
  profile: { type: 'string' },
  preset: { type: 'string' },
  rule: { type: 'string', multiple: true },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  root: { type: 'string' },
  'no-host': { type: 'boolean' },
  format: { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  'max-warnings': { type: 'string' },
  'exit-zero': { type: 'boolean' },
  fix: { type: 'boolean' },
  'fix-unsafe': { type: 'boolean' },
  'fix-dry-run': { type: 'boolean' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  stdio: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const

type OptionName = keyof typeof options

/** Forms of output. */
export const formats = ['pretty', 'json'] as const
export type Format = (typeof formats)[number]

/** What `postfix-lint [options] [path ...]` was asked to do. */
export interface LintArguments {
  readonly command: 'lint'
  readonly paths: readonly string[]
  readonly postfixVersion?: string
  readonly profile?: string
  readonly preset?: Preset
  readonly rules: Readonly<Record<string, SeveritySetting>>
  readonly config?: string
  readonly noConfig: boolean
  readonly root?: string
  readonly noHost: boolean
  readonly format: Format
  readonly quiet: boolean
  readonly color?: boolean
  readonly maxWarnings?: number
  readonly exitZero: boolean
  readonly fix: 'none' | 'safe' | 'unsafe'
  readonly dryRun: boolean
  readonly stdin: boolean
  readonly stdinFilename?: string
}

/** What the command line asks for. */
export type Arguments =
  | LintArguments
  | { readonly command: 'help' | 'version' | 'lsp' }
  | { readonly command: 'rules'; readonly format: Format; readonly color?: boolean }
  | { readonly command: 'explain'; readonly name: string; readonly postfixVersion?: string; readonly color?: boolean }

type Given = {
  readonly [Name in OptionName]?: (typeof options)[Name] extends { multiple: true }
    ? string[]
    : (typeof options)[Name] extends { type: 'boolean' }
      ? boolean
      : string
}

/** Reads a command line. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments {
  const { values, tokens, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'option') checkOption(token.name, token.rawName, token.value, token.inlineValue)
  }
  // Not strict, to give better messages than parseArgs does; checked above: each value has the type its option says.
  const given = values as Given
  if (given.help) return { command: 'help' }
  if (given.version) return { command: 'version' }
  const color = given['no-color'] ? { color: false } : given.color ? { color: true } : {}
  const format = oneOf('--format', given.format ?? 'pretty', formats)
  const version = given['postfix-version'] === undefined ? {} : { postfixVersion: given['postfix-version'] }
  const [first, ...rest] = positionals
  // `./rules` names a directory; `rules` the command.
  if (first === 'help') return { command: 'help' }
  if (first === 'lsp') return { command: 'lsp' }
  if (first === 'rules' && rest.length === 0) return { command: 'rules', format, ...color }
  if (first === 'explain') {
    const [name] = rest
    if (name === undefined || rest.length > 1) {
      throw new UsageError(
        '`explain` takes one name: that of a rule, or of a parameter, restriction, service or table type',
      )
    }
    return { command: 'explain', name, ...version, ...color }
  }
  if (given.stdio) throw new UsageError('`--stdio` belongs to `postfix-lint lsp`')
  return {
    command: 'lint',
    paths: positionals,
    ...version,
    ...(given.profile !== undefined && { profile: given.profile }),
    ...(given.preset !== undefined && { preset: oneOf('--preset', given.preset, ['recommended', 'strict', 'all']) }),
    rules: readRules(given.rule ?? []),
    ...(given.config !== undefined && { config: given.config }),
    noConfig: given['no-config'] ?? false,
    ...(given.root !== undefined && { root: given.root }),
    noHost: given['no-host'] ?? false,
    format,
    quiet: given.quiet ?? false,
    ...color,
    ...(given['max-warnings'] !== undefined && { maxWarnings: readCount('--max-warnings', given['max-warnings']) }),
    exitZero: given['exit-zero'] ?? false,
    fix: given['fix-unsafe'] ? 'unsafe' : given.fix || given['fix-dry-run'] ? 'safe' : 'none',
    dryRun: given['fix-dry-run'] ?? false,
    stdin: given.stdin ?? false,
    ...(given['stdin-filename'] !== undefined && { stdinFilename: given['stdin-filename'] }),
  }
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name)
}

function checkOption(name: string, written: string, value: string | undefined, inline: boolean | undefined): void {
  if (!isOption(name)) {
    const near = nearestName(name, Object.keys(options))
    const hint = near === undefined ? 'see `postfix-lint --help`' : `did you mean \`--${near}\`?`
    throw new UsageError(`there is no option \`${written}\`: ${hint}`)
  }
  const takesValue = options[name].type === 'string'
  const isMissing = value === undefined || value === '' || (inline === false && value.startsWith('-'))
  if (takesValue && isMissing) throw new UsageError(`\`--${name}\` needs a value`)
  if (!takesValue && value !== undefined) throw new UsageError(`\`--${name}\` takes no value`)
}

function oneOf<const Word extends string>(option: string, written: string, words: readonly Word[]): Word {
  const found = words.find(word => word === written)
  if (found !== undefined) return found
  throw new UsageError(`\`${option}\` takes ${words.map(word => `\`${word}\``).join(', ')}, not \`${written}\``)
}

function readCount(option: string, written: string): number {
  if (!/^\d{1,9}$/.test(written)) throw new UsageError(`\`${option}\` takes a whole number, not \`${written}\``)
  return Number(written)
}

function readRules(written: readonly string[]): Readonly<Record<string, SeveritySetting>> {
  const rules: [string, SeveritySetting][] = written.map(text => {
    const equals = text.indexOf('=')
    if (equals <= 0)
      throw new UsageError(`\`--rule\` takes \`id=severity\`, such as \`--rule bad-boolean=warning\`, not \`${text}\``)
    const severity = oneOf('--rule id=severity', text.slice(equals + 1), ['error', 'warning', 'info', 'off'])
    return [text.slice(0, equals), severity]
  })
  return Object.fromEntries(rules)
}
