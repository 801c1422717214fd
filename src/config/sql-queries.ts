/** Why no database reads a query: its first word, or a quote or parenthesis without its partner. */
export type QueryFault =
  | {
      readonly type: 'word'
      readonly start: number
      readonly end: number
      readonly word: string
      readonly known: readonly string[]
    }
  | { readonly type: 'quote' | 'open' | 'close'; readonly start: number; readonly end: number }

/** Words that a statement with an answer can begin with. */
const common = ['SELECT', 'WITH', 'VALUES', 'EXPLAIN', 'INSERT', 'UPDATE', 'DELETE', 'REPLACE']
const starts: Readonly<Record<string, readonly string[]>> = {
  sqlite: [...common, 'PRAGMA'],
  mysql: [...common, 'CALL', 'TABLE', 'SHOW', 'DESCRIBE', 'DESC', 'EXECUTE', 'HANDLER', 'DO', 'SET'],
  pgsql: [...common, 'TABLE', 'SHOW', 'EXECUTE', 'FETCH', 'MERGE', 'CALL', 'DO', 'SET'],
}

/** Quotes in which nothing counts but the same one; a doubled one is a character. */
const quotes: readonly string[] = ["'", '"', '`']

/**
 * Looks for what every database of a type refuses in a query; undefined when there is nothing, or when the query has
 * something in it that would have to be read by its rules (comments, backslashes, dollar quotes).
 */
export function queryFault(query: string, type: string): QueryFault | undefined {
  const known = starts[type]
  if (known === undefined || /--|\/\*|\\|\$|#/.test(query)) return undefined
  const first = /^\s*([A-Za-z_]+)(?=[\s(*'"]|$)/.exec(query)
  if (first !== null) {
    const word = first[1] ?? ''
    const start = first[0].length - word.length
    if (!known.includes(word.toUpperCase())) return { type: 'word', start, end: start + word.length, word, known }
  }
  return partnerFault(query)
}

function partnerFault(query: string): QueryFault | undefined {
  const open: number[] = []
  for (let at = 0; at < query.length; at++) {
    const character = query.charAt(at)
    if (quotes.includes(character)) {
      const end = query.indexOf(character, at + 1)
      if (end < 0) return { type: 'quote', start: at, end: at + 1 }
      at = end
    } else if (character === '(') open.push(at)
    else if (character === ')' && open.pop() === undefined) return { type: 'close', start: at, end: at + 1 }
    // What stands behind is another statement, which is not looked at.
    else if (character === ';') break
  }
  const [start] = open
  return start === undefined ? undefined : { type: 'open', start, end: start + 1 }
}
