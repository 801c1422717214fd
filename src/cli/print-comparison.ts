import type { ChangedParameter, ComparedValue, Comparison } from '../effective/compare.js'
import type { ChangedEntry, ChangedTable } from '../effective/compare-tables.js'
import type { TypedValue } from '../effective/typed-value.js'
import type { Palette } from '../report/palette.js'
import { visible } from '../report/visible.js'
import { wrapText } from '../report/wrap.js'

/** The two configurations as they are called. */
interface Names {
  readonly before: string
  readonly after: string
}

/** What is different between two configurations, for people. */
export function printComparison(comparison: Comparison, { before, after }: Names, palette: Palette): string {
  const { addedServices, removedServices, changedServices, changedParameters } = comparison
  const title = `# ${visible(before)} (${release(comparison.before)}) → ${visible(after)} (${release(comparison.after)})`
  const parts: string[] = [palette.faint(title)]
  const services = [
    ...removedServices.map(({ label, program }) => palette.removed(visible(`- ${label}  ${program}`))),
    ...addedServices.map(({ label, program }) => palette.added(visible(`+ ${label}  ${program}`))),
  ]
  if (services.length > 0) parts.push(services.join('\n'))
  for (const change of changedServices) {
    const values = `${palette.removed(shown(change.before))} → ${palette.added(shown(change.after))}`
    parts.push([`${palette.strong(change.property)}: ${values}`, ...concerned(change.services, palette)].join('\n'))
  }
  const isQuiet = ({ before: old, after: recent }: ChangedParameter) =>
    (old === null && recent?.from === 'default') || (recent === null && old?.from === 'default')
  for (const change of changedParameters.filter(each => !isQuiet(each))) parts.push(parameterText(change, palette))
  const quiet = changedParameters.filter(isQuiet)
  const gone = quiet.filter(({ after: recent }) => recent === null)
  const come = quiet.filter(({ before: old }) => old === null)
  if (gone.length > 0) parts.push(listText('Parameters that are gone, and were at their defaults', gone, palette))
  if (come.length > 0) parts.push(listText('New parameters, at their defaults', come, palette))
  for (const change of comparison.changedTables) parts.push(tableText(change, palette))
  const { uncomparedTables } = comparison
  if (uncomparedTables.length > 0) {
    const lines = uncomparedTables.map(
      ({ table, known }) => `  ${visible(table)} cannot be read in ${visible(known === 'before' ? after : before)}`,
    )
    parts.push([palette.strong('Tables that are not compared'), ...lines].join('\n'))
  }
  if (comparison.same) parts.push('Every service runs with the same.')
  return `${parts.join('\n\n')}\n`
}

function release({ version, profile }: Comparison['before']): string {
  return `Postfix ${version}${profile === 'upstream' ? '' : `, ${profile}`}`
}

function parameterText({ name, before, after, added, removed, services }: ChangedParameter, palette: Palette): string {
  const words = [
    ...(removed ?? []).map(word => `    ${palette.removed(visible(`- ${word}`))}`),
    ...(added ?? []).map(word => `    ${palette.added(visible(`+ ${word}`))}`),
  ]
  const values = `${palette.removed(valueText(before))} → ${palette.added(valueText(after))}`
  const head = words.length > 0 ? `${palette.strong(visible(name))}:` : `${palette.strong(visible(name))}: ${values}`
  const isWritten = before?.from !== 'default' || after?.from !== 'default'
  const places = isWritten ? [palette.faint(`    ${placesOf(before)} → ${placesOf(after)}`)] : []
  return [head, ...words, ...concerned(services, palette), ...places].join('\n')
}

function valueText(side: ComparedValue | null): string {
  if (side === null) return '(not there)'
  const text = side.text.replaceAll(/\s+/g, ' ').trim()
  return text === '' ? '(empty)' : visible(text)
}

function shown(value: TypedValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = Array.isArray(value) ? value.join(' ') : String(value ?? '?')
  return text === '' ? '(none)' : visible(text)
}

/** Entries of a table that are shown; the others are counted. */
const shownEntries = 20

function tableText(table: ChangedTable, palette: Palette): string {
  const { before, after, usedBy, services, entries, reordered } = table
  const name = before === after ? visible(after) : `${visible(before)} → ${visible(after)}`
  const count = table.added + table.removed + table.changed
  const shown = entries.slice(0, shownEntries)
  const more = count - shown.length
  const totals = `${table.added} added, ${table.removed} removed, ${table.changed} changed in all`
  const uses = usedBy.length > mostPlaces ? `${usedBy.slice(0, mostPlaces).join(', ')} ...` : usedBy.join(', ')
  return [
    `${palette.strong(name)} (${visible(uses)}):`,
    ...shown.flatMap(entry => entryLines(entry, palette)),
    ...(more > 0 ? [palette.faint(`    ... and ${more} more entries: ${totals}`)] : []),
    ...(reordered ? ['    the entries stand in another order, and the first that matches decides'] : []),
    ...concerned(services, palette),
  ].join('\n')
}

function entryLines({ key, before, after }: ChangedEntry, palette: Palette): readonly string[] {
  const line = (value: string | undefined) =>
    value === undefined ? `${cut(key)}  (not shown)` : `${cut(key)}  ${cut(value)}`.trimEnd()
  if (before === null) return [`    ${palette.added(`+ ${line(after?.value)}`)}`]
  if (after === null) return [`    ${palette.removed(`- ${line(before.value)}`)}`]
  if (after.value === undefined) return [`    ~ ${cut(key)}  (changed, not shown)`]
  return [`    ~ ${cut(key)}  ${palette.removed(cut(before.value ?? ''))} → ${palette.added(cut(after.value))}`]
}

/** A text on one line of the terminal. */
function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return visible(line.length > longestText ? `${line.slice(0, longestText - 3)}...` : line)
}

const longestText = 100

/** Places that are named; more are counted. */
const mostPlaces = 3

function placesOf(side: ComparedValue | null): string {
  if (side === null) return 'nowhere'
  const { places, from } = side
  if (places.length === 0) return 'default'
  const more = places.length > mostPlaces ? ` and ${places.length - mostPlaces} more` : ''
  return `${places.slice(0, mostPlaces).map(visible).join(', ')}${from === 'master.cf' ? ' -o' : ''}${more}`
}

function concerned(services: readonly string[], palette: Palette): readonly string[] {
  const names = services.length === 0 ? 'programs outside master.cf' : services.map(visible).join(', ')
  return wrapText(names, 100).map(line => `    ${palette.frame(line)}`)
}

function listText(title: string, changes: readonly ChangedParameter[], palette: Palette): string {
  const names = [...new Map(changes.map(({ name, before, after }) => [name, before ?? after]))]
  const lines = names.map(([name, value]) =>
    `  ${visible(name)} = ${valueText(value).replace('(empty)', '')}`.trimEnd(),
  )
  return [palette.strong(title), ...lines].join('\n')
}
