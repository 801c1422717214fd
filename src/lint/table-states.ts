import type { Project } from '../config/project.js'
import type { TableMention } from '../config/table-mentions.js'
import type { Table } from '../config/tables.js'

/** A table as it is compared with the next state of it. */
export interface TableState {
  /** Absent for one that is written in main.cf or master.cf: it counts as changed. */
  readonly text?: string
  /** What rules see of the places that name it. */
  readonly mentions: string
}

/** The tables of a project, by what is noted when one of them is looked at. */
export function tableStates(project: Project): ReadonlyMap<string, TableState> {
  const states = new Map<string, TableState>()
  for (const table of project.tables) {
    const { path, source, mentions } = table
    const written = mentions.map(mentionState).join('\n')
    states.set(readOf(table), { ...(path !== undefined && { text: source.text }), mentions: written })
  }
  return states
}

/** What is noted by whoever looks at a table. */
export function readOf({ path, source, syntax, type, mentions }: Table): string {
  // A table within main.cf has no name but itself.
  const name = path === undefined ? `${mentions[0]?.spec.value}` : source.name
  return `=table ${syntax} ${type} ${name}`
}

function mentionState({ spec, use, parameter, restriction, resolved, service, asked, answers }: TableMention): string {
  return [
    spec.value,
    use.name,
    parameter,
    restriction,
    resolved.from,
    resolved.text,
    service?.label,
    asked,
    answers,
  ].join(' ')
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
