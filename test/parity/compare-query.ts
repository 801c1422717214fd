import { createCatalog } from '../../src/catalog/catalog.js'
import type { Version } from '../../src/catalog/types.js'
import { query } from '../../src/query/query.js'
import type { QueryCase } from './query-tables.js'
import { type QueryKind, type QueryRun, specOf } from './real-query.js'

/** How the installed programs and ours differ about one table. */
export interface QueryDifference {
  readonly table: string
  readonly text: string
  /** Lines that only one of them prints, or says. */
  readonly missing: readonly string[]
  readonly added: readonly string[]
  readonly notSaid: readonly string[]
  readonly saidOnlyHere: readonly string[]
  readonly status: readonly [real: number, ours: number]
}

/** What both say in their own words: that a pattern does not compile. */
function normalized(stderr: string): readonly string[] {
  return stderr
    .split('\n')
    .filter(line => line !== '')
    .map(line =>
      line
        .replace(/^(?:postmap|postalias|postfix-lint): /, '')
        // Postfix lets through what looks like UTF-8, and ours what is.
        .replaceAll(/[^ -~]/g, '?')
        .replace(/( map .*, line [0-9]+): (?:error in regex at|the pattern does not compile).*/, '$1: COMPILE')
        .replace(
          /(regexp map .*, line [0-9]+): (?:Unmatched|Invalid|Trailing|Memory|Premature|Regular).*/,
          '$1: COMPILE',
        ),
    )
}

/**
 * What ours cannot say of patterns that it does not judge: whether PCRE2 takes them, and how many groups they have. After a
 * block that may not be one, it says nothing more.
 */
function isJudged(line: string, { type }: QueryKind): boolean {
  if (/ line [0-9]+: out of range replacement index/.test(line)) return type !== 'regexp' && type !== 'pcre'
  return type !== 'pcre' || !line.endsWith(': COMPILE')
}

/** Asks ours the same and compares: output byte for byte, what is said, and the exit status. */
export function compareQuery(
  kind: QueryKind,
  asked: QueryCase,
  number: number,
  real: QueryRun,
  version: Version,
): { readonly undecided: number; readonly difference?: QueryDifference } {
  const table = specOf(kind, asked, number)
  const { text, keys } = asked
  const { writes, status } = query(
    { table, keys: { lines: keys.map(key => `${key}\n`).join('') }, asAliases: kind.aliases === true },
    {
      catalog: createCatalog({ version, profile: 'debian' }),
      read: path => (path === `table-${number}` ? { bytes: text } : { problem: 'No such file or directory' }),
      foldsKeys: kind.keepsCase !== true,
      unicode: kind.unicode === true,
      aliases: kind.aliases === true,
    },
  )
  const output = (to: string) =>
    writes
      .filter(write => write.to === to)
      .map(write => write.text)
      .join('')
  const said = normalized(output('stderr'))
  const open = new Set(said.flatMap(line => /^undecided: key (.*): [^ ]*, line [0-9]+: /.exec(line)?.[1] ?? []))
  // A key can have a tab in it: then all of its line is told by its beginning.
  const isDecided = (line: string) => ![...open].some(key => printed(line).startsWith(`${key}?`))
  const counts = (line: string) => !line.startsWith('undecided: ') && isJudged(line, kind)
  const undecided = keys.filter(key => open.has(printed(key))).length
  const expected = real.stdout.split('\n').filter(isDecided)
  const actual = output('stdout').split('\n').filter(isDecided)
  const realSays = normalized(real.stderr).filter(counts)
  const weSay = said.filter(counts)
  const difference: QueryDifference = {
    table,
    text,
    missing: expected.filter(line => !actual.includes(line)),
    added: actual.filter(line => !expected.includes(line)),
    notSaid: realSays.filter(line => !weSay.includes(line)),
    saidOnlyHere: weSay.filter(line => !realSays.includes(line)),
    status: [real.status, status],
  }
  const endsEarly = kind.type === 'pcre' && /^if\b/im.test(text)
  const differs =
    expected.join('\n') !== actual.join('\n') ||
    difference.saidOnlyHere.length > 0 ||
    // Of what is undecided, ours says nothing more.
    (undecided === 0 && (real.status !== status || (difference.notSaid.length > 0 && !endsEarly)))
  return { undecided, ...(differs && { difference }) }
}

function printed(bytes: string): string {
  return bytes.replaceAll(/[^ -~]/g, '?')
}
