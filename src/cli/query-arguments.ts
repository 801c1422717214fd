import { parseArgs } from 'node:util'
import { nearestName } from '../text/nearest-name.js'
import { UsageError } from './usage-error.js'

/** Options of `query`, which has a command line of its own. */
export const queryOptions = {
  'config-directory': { type: 'string', short: 'c' },
  'postfix-version': { type: 'string' },
  profile: { type: 'string' },
  aliases: { type: 'boolean' },
  'no-fold': { type: 'boolean', short: 'f' },
  explain: { type: 'boolean' },
  'no-explain': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** A name of one of them. */
export type QueryOptionName = keyof typeof queryOptions

/** What `postfix-lint query [options] TABLE KEY` was asked to do. */
export interface QueryArguments {
  readonly table: string
  /** `-`: the keys are the lines of standard input. */
  readonly key: string
  readonly directory?: string
  readonly postfixVersion?: string
  readonly profile?: string
  /** As postalias(1). */
  readonly aliases: boolean
  readonly foldsKeys: boolean
  readonly explain?: boolean
}

/** Reads the command line behind `query`; undefined: help is wanted. @throws UsageError */
export function readQueryArguments(args: readonly string[]): QueryArguments | undefined {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: queryOptions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (!isOption(token.name)) {
      const near = nearestName(token.name, Object.keys(queryOptions))
      const hint = near === undefined ? 'see `postfix-lint query --help`' : `did you mean \`--${near}\`?`
      throw new UsageError(
        `there is no option \`${token.rawName}\` for \`query\`: ${hint} (a key that begins with \`-\` goes behind \`--\`)`,
      )
    }
    const takesValue = queryOptions[token.name].type === 'string'
    if (takesValue && !token.value) throw new UsageError(`\`${token.rawName}\` needs a value`)
    if (!takesValue && token.value !== undefined) throw new UsageError(`\`${token.rawName}\` takes no value`)
  }
  if (values.help) return undefined
  const [table, key, ...more] = positionals
  if (table === undefined || key === undefined || more.length > 0) {
    throw new UsageError(
      '`query` takes a table and a key, as in `postfix-lint query hash:/etc/postfix/virtual info@example.com`',
    )
  }
  const text = (name: 'config-directory' | 'postfix-version' | 'profile') => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  const directory = text('config-directory')
  const postfixVersion = text('postfix-version')
  const profile = text('profile')
  return {
    table,
    key,
    ...(directory !== undefined && { directory }),
    ...(postfixVersion !== undefined && { postfixVersion }),
    ...(profile !== undefined && { profile }),
    aliases: values.aliases === true,
    foldsKeys: values['no-fold'] !== true,
    ...(values.explain === true ? { explain: true } : values['no-explain'] === true && { explain: false }),
  }
}

function isOption(name: string): name is QueryOptionName {
  return Object.hasOwn(queryOptions, name)
}
