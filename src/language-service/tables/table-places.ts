import type { Project } from '../../config/project.js'
import type { TableMention } from '../../config/table-mentions.js'
import { tableMentions } from '../../config/table-mentions.js'
import type { Table } from '../../config/tables.js'
import type { TableLine } from '../../syntax/tables/nodes.js'
import { origin } from '../../text/mapped-text.js'
import type { Location } from '../../text/range.js'
import type { AliasName, Occurrence } from '../occurrence-types.js'
import { linesHolding, recipientEntry } from './recipients.js'
import { tableFiles } from './table-files.js'
import { occurrencesOfLine } from './table-occurrences.js'

/** What answers can hold that is defined elsewhere: services of master.cf, restriction classes. */
const following: ReadonlySet<string> = new Set(['transport', 'access-action', 'content-action'])

/** The places in tables of a name of main.cf or master.cf, those written in main.cf itself included. */
export function placesInTables(
  project: Project,
  name: string,
  isSame: (found: Occurrence) => boolean,
): readonly Occurrence[] {
  const files = new Set(tableFiles(project))
  return project.tables.flatMap(table => {
    if (!table.uses.some(({ value }) => following.has(value))) return []
    const lines = files.has(table) ? linesHolding(table, name) : table.path === undefined ? ownLines(table) : []
    return [...lines].flatMap(line => occurrencesOfLine(project, table, line).filter(isSame))
  })
}

/** The entries of a table that stands in main.cf or master.cf, as far as they are written in one piece there. */
function* ownLines(table: Table): Generator<TableLine> {
  const next = table.reader()
  for (let line = next(); line !== undefined; line = next()) {
    const parts = line.type === 'key-value' ? [line.value] : line.type === 'pattern-rule' ? [line.result] : []
    const segments = parts.flatMap(({ text }) => text.segments)
    if (segments.every(({ file, via }) => file === table.source.name && via === undefined)) yield line
  }
}

/** Where a mention of a table is written; undefined for one that a default makes. */
export function placeOfMention({ spec }: TableMention): Location | undefined {
  return origin(spec.text, spec.span)?.location
}

/** The tables that are named at an offset of main.cf or master.cf. */
export function tablesNamedAt(project: Project, file: string, offset: number): readonly Table[] {
  const mentions = tableMentions(project).filter(mention => {
    const place = placeOfMention(mention)
    return place?.file === file && place.range.start <= offset && offset <= place.range.end
  })
  return tableFiles(project).filter(table => table.mentions.some(mention => mentions.includes(mention)))
}

/** Every place where main.cf and master.cf name a table, each once. */
export function mentionsOf(table: Table): readonly Location[] {
  const places = new Map<string, Location>()
  for (const mention of table.mentions) {
    const place = placeOfMention(mention)
    if (place !== undefined) places.set(`${place.file} ${place.range.start}`, place)
  }
  return [...places.values()]
}

/** The entries that say where mail for a recipient goes: in its own table, or else in others. */
export function recipientEntries(project: Project, { name, table }: AliasName): readonly Location[] {
  const own = recipientEntry(table, name)
  if (own !== undefined) return [{ file: table.source.name, range: own }]
  return tableFiles(project).flatMap(other => {
    const found = other === table || !leadsRecipients(other) ? undefined : recipientEntry(other, name)
    return found ? [{ file: other.source.name, range: found }] : []
  })
}

/** The places of a recipient in the tables that say where mail goes. */
export function placesOfRecipient(project: Project, { name }: AliasName): readonly AliasName[] {
  const folded = name.toLowerCase()
  return tableFiles(project).flatMap(table => {
    if (!leadsRecipients(table)) return []
    return [...linesHolding(table, name)].flatMap(line =>
      occurrencesOfLine(project, table, line).filter(
        (found): found is AliasName => found.kind === 'alias' && found.name.toLowerCase() === folded,
      ),
    )
  })
}

function leadsRecipients({ uses }: Table): boolean {
  return uses.some(({ value }) => value === 'alias-targets' || value === 'addresses')
}
