import { insideBraces, listElements } from './braces.js'
import { type Answer, none, type OpenFailure, type QueryTable } from './query-table.js'

/** Opens a table by its name, `type:name`. */
export type Opener = (spec: string) => QueryTable | OpenFailure

/** Opens `pipemap:{ ... }` or `unionmap:{ ... }`. */
export function combinedTable(type: 'pipemap' | 'unionmap', name: string, open: Opener): QueryTable | OpenFailure {
  const inside = insideBraces(name)
  const specs = inside === undefined ? [] : listElements(inside)
  if (specs.length === 0 || specs.some(spec => !spec.includes(':'))) {
    return { type: 'failed', message: `bad syntax: "${type}:${name}"; need "${type}:{type:name...}"` }
  }
  const tables: QueryTable[] = []
  for (const spec of specs) {
    const opened = open(spec)
    if (!('lookup' in opened)) return opened
    tables.push(opened)
  }
  const lookup = type === 'pipemap' ? (key: string) => askInTurn(tables, key) : (key: string) => askAll(tables, key)
  return { type, name, fixed: tables[0]?.fixed === true, lookup }
}

/** Each table is asked for what the one before answered. */
function askInTurn(tables: readonly QueryTable[], key: string): Answer {
  let value = key
  const from = []
  for (const table of tables) {
    const answer = table.lookup(value)
    if (answer.type !== 'found') return answer
    value = answer.value
    from.push(...answer.from)
  }
  return { type: 'found', value, from }
}

/** All tables are asked for the same; their answers are put together. */
function askAll(tables: readonly QueryTable[], key: string): Answer {
  let value = ''
  const from = []
  for (const table of tables) {
    const answer = table.lookup(key)
    if (answer.type === 'none') continue
    if (answer.type !== 'found') return answer
    value += (value === '' ? '' : ',') + answer.value
    from.push(...answer.from)
  }
  return value === '' ? none : { type: 'found', value, from }
}

/** Opens `randmap:{ ... }`, which answers with any of its values: only when there is one, that can be told. */
export function randomTable(name: string): QueryTable | OpenFailure {
  const inside = insideBraces(name)
  const values = inside === undefined ? [] : listElements(inside)
  const [first] = values
  if (first === undefined) {
    return { type: 'failed', message: `bad syntax: "randmap:${name}"; need "randmap:{value...}"` }
  }
  const answer: Answer = values.every(value => value === first)
    ? { type: 'found', value: first, from: [] }
    : { type: 'undecided', why: `the answer is any of these, at random: ${values.join(', ')}` }
  return { type: 'randmap', name, fixed: false, lookup: () => answer }
}
