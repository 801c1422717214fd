import { parseArgs } from 'node:util'
import { nearestName } from '../text/nearest-name.js'
import { UsageError } from './usage-error.js'

const options = {
  'config-directory': { type: 'string', short: 'c' },
  'postfix-version': { type: 'string' },
  profile: { type: 'string' },
  aliases: { type: 'boolean' },
  'no-fold': { type: 'boolean', short: 'f' },
  explain: { type: 'boolean' },
  'no-explain': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

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

/** What `postfix-lint query --help` prints. */
export const queryHelp = `Usage: postfix-lint query [options] TABLE KEY

Answers as \`postmap -q KEY TABLE\` would if the table were built from its source now.

TABLE is type:name, as in main.cf, or a file alone: then a main.cf beside it, its name
or default_database_type says what it is. KEY is looked up as it is; with - the keys are
the lines of standard input, and each is printed with its value.

  -c, --config-directory DIR  where main.cf is, for default_database_type and
                              smtputf8_enable; what a table has below /etc/postfix is
                              looked for there first (default: the table's directory)
  -f, --no-fold               do not make keys lower case, as postmap -f
  --aliases                   as postalias: the source is in the form of aliases(5)
                              (default: for a file that is called aliases)
  --explain, --no-explain     say which line answered (default: on a terminal)
  --postfix-version V         the release that is asked (default: the newest)
  --profile NAME              whose build of Postfix: upstream (default) or debian

Exit status: 0 found, 1 not found or an error that Postfix stops at, 2 wrong usage or
something that cannot be told without Postfix itself.
`

/** Reads the command line behind `query`; undefined: help is wanted. @throws UsageError */
export function readQueryArguments(args: readonly string[]): QueryArguments | undefined {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (!isOption(token.name)) {
      const near = nearestName(token.name, Object.keys(options))
      const hint = near === undefined ? 'see `postfix-lint query --help`' : `did you mean \`--${near}\`?`
      throw new UsageError(
        `there is no option \`${token.rawName}\` for \`query\`: ${hint} (a key that begins with \`-\` goes behind \`--\`)`,
      )
    }
    const takesValue = options[token.name].type === 'string'
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

function isOption(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name)
}
