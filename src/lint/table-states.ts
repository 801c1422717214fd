import type { Project } from '../config/project.js'
import { seenOf } from '../config/table-mentions.js'
import { seenOfTables, type Table } from '../config/tables.js'
import { keptText } from '../text/kept-text.js'
import { origin } from '../text/mapped-text.js'

/** A table as it is compared with the next state of it. */
export interface TableState {
  /** Of one in main.cf or master.cf as it is written there; absent where it is put together from pieces: it counts as changed. */
  readonly text?: string
  /** What rules see of the places that name it. */
  readonly mentions: string
}

/** The tables of a project, by what is noted when one of them is looked at. */
export function tableStates(project: Project): ReadonlyMap<string, TableState> {
  const states = new Map<string, TableState>()
  for (const table of project.tables) {
    const { path, syntax, source } = table
    const read = readOf(table)
    const isInline = path === undefined
    const mentions = isInline
      ? table.mentions.map(seenOf).join('\n')
      : (seenOfTables(project).get(`${syntax} ${path}`) ?? '')
    // Tables that are written alike cannot be told from each other.
    const text = isInline ? (states.has(read) ? undefined : writtenText(table)) : source.text
    states.set(read, { ...(text !== undefined && { text }), mentions })
  }
  return states
}

/** A table in main.cf or master.cf as it is written there, if all of it stands in one place. */
function writtenText({ source, mentions: [mention] }: Table): string | undefined {
  if (mention === undefined || mention.resolved.refers) return undefined
  const range = origin(mention.spec.text, mention.spec.span)?.location.range
  return range && source.text.slice(range.start, range.end)
}

/** What is noted by whoever looks at a table. */
export function readOf(table: Table): string {
  const { path, source, syntax, type } = table
  // A table within main.cf has no name but itself.
  const name = path === undefined ? keptText(`${table.mentions[0]?.spec.value}`) : source.name
  return `=table ${syntax} ${type} ${name}`
}

/** The tables that are not what they were, by what is noted when one of them is looked at. */
export function changedTables(
  before: ReadonlyMap<string, TableState>,
  now: ReadonlyMap<string, TableState>,
): readonly string[] {
  const changed = [...now].flatMap(([read, { text, mentions }]) => {
    const old = before.get(read)
    return text !== undefined && text === old?.text && mentions === old.mentions ? [] : [read]
  })
  return [...changed, ...[...before.keys()].filter(read => !now.has(read))]
}
