import { nearestName } from '../text/nearest-name.js'
import { UsageError } from './usage-error.js'

/** Every option of the command line, whatever it belongs to. */
export const options = {
  'postfix-version': { type: 'string' },
  profile: { type: 'string' },
  preset: { type: 'string' },
  rule: { type: 'string', multiple: true },
  'from-version': { type: 'string' },
  'to-version': { type: 'string' },
  'from-profile': { type: 'string' },
  'to-profile': { type: 'string' },
  policy: { type: 'string', multiple: true },
  config: { type: 'string' },
  'allow-plugins': { type: 'boolean' },
  'no-config': { type: 'boolean' },
  root: { type: 'string' },
  'no-host': { type: 'boolean' },
  'no-tables': { type: 'boolean' },
  format: { type: 'string', multiple: true },
  'output-file': { type: 'string', multiple: true },
  quiet: { type: 'boolean', short: 'q' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  'max-warnings': { type: 'string' },
  statistics: { type: 'boolean' },
  watch: { type: 'boolean', short: 'w' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'boolean' },
  cache: { type: 'boolean' },
  'cache-location': { type: 'string' },
  'changed-since': { type: 'string' },
  recursive: { type: 'boolean', short: 'r' },
  jobs: { type: 'string', short: 'j' },
  'exit-zero': { type: 'boolean' },
  check: { type: 'boolean' },
  diff: { type: 'boolean' },
  fix: { type: 'boolean' },
  'fix-unsafe': { type: 'boolean' },
  'fix-dry-run': { type: 'boolean' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  json: { type: 'boolean' },
  all: { type: 'boolean' },
  stdio: { type: 'boolean' },
  ci: { type: 'string', multiple: true },
  force: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  affected: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const

/** A name of one of them. */
export type OptionName = keyof typeof options

/** The options of one command line; each has the type that `options` says. */
export type Given = {
  readonly [Name in OptionName]?: (typeof options)[Name] extends { multiple: true }
    ? string[]
    : (typeof options)[Name] extends { type: 'boolean' }
      ? boolean
      : string
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name)
}

/** Says what is wrong with one option as it is written. @throws UsageError */
export function checkOption(
  name: string,
  written: string,
  value: string | undefined,
  inline: boolean | undefined,
): void {
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

/** One of a few words. @throws UsageError */
export function oneOf<const Word extends string>(option: string, written: string, words: readonly Word[]): Word {
  const found = words.find(word => word === written)
  if (found !== undefined) return found
  throw new UsageError(`\`${option}\` takes ${words.map(word => `\`${word}\``).join(', ')}, not \`${written}\``)
}
