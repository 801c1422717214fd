import type { Prose } from '../catalog/prose.js'
import type { Project } from '../config/project.js'
import { describe } from '../language-service/describe.js'
import { columnTitles, proseKeyOf } from '../language-service/describe-service.js'
import type { Occurrence } from '../language-service/occurrence-types.js'
import { rules } from '../rules/index.js'
import { type FieldName, fieldNames } from '../syntax/nodes.js'
import { nearestName } from '../text/nearest-name.js'
import type { ExplainInput } from './explanation.js'
import { entriesNamed } from './here.js'

/** What a name means, in all its meanings. */
export interface NameMeanings {
  /** Each in Markdown. */
  readonly texts: readonly string[]
  readonly parameters: readonly string[]
  readonly restrictions: readonly string[]
  readonly tables: readonly string[]
  readonly services: readonly string[]
}

/** Explains a name that Postfix knows; undefined when it is none. */
export function describeName(asked: string, { project, prose, diagnostics }: ExplainInput): NameMeanings | undefined {
  // `smtpd(8)`, `hash:`, `hash:/etc/postfix/virtual`, `$myhostname`, `myhostname =`: what people paste.
  const own = entriesNamed(project, [asked])
  const name = /^\$?([^\s:=()/{}$]+)(?:\(\d[a-z]*\)|:\S*| ?=)?$/.exec(asked)?.[1]
  if (name === undefined) return own.length === 0 ? undefined : { ...nothing, services: [asked] }
  const found = meanings(project, name, prose)
  const described = found.map(meaning => describe(project, meaning, prose))
  const texts = [
    ...(diagnostics === undefined ? described.map(withoutFile) : described),
    serviceText(name, prose),
    columnText(name, prose),
    optionText(asked, prose),
    typeText(name, prose),
  ].filter(text => text !== '')
  if (texts.length === 0 && own.length === 0) return undefined
  const of = (kind: Occurrence['kind']) => (found.some(meaning => meaning.kind === kind) ? [name] : [])
  return {
    texts,
    parameters: of('parameter'),
    restrictions: of('restriction'),
    tables: of('table-type'),
    services: [name],
  }
}

const nothing = { texts: [], parameters: [], restrictions: [], tables: [] }

/** Leaves out what a description says about the file it stands in: here is none. */
function withoutFile(markdown: string): string {
  const lines = markdown.split('\n')
  return lines.filter(line => !line.startsWith('- Here: ') && line !== '- Not set anywhere in main.cf').join('\n')
}

/** What a name can be: some are a program and a service, or a parameter and more. */
function meanings({ base, catalog }: Project, name: string, prose: Prose): readonly Occurrence[] {
  const at = { file: '', range: { start: 0, end: 0 }, name }
  const isParameter =
    catalog.parameter(name) ?? catalog.transportFamily(name) ?? catalog.history(name) ?? base.own.get(name)
  return [
    ...(isParameter ? [{ ...at, kind: 'parameter', role: 'mention', view: base } as const] : []),
    ...(prose.restrictions.has(name) ? [{ ...at, kind: 'restriction' } as const] : []),
    ...(prose.tables.has(name) ? [{ ...at, kind: 'table-type' } as const] : []),
    { ...at, kind: 'program' },
  ]
}

function serviceText(name: string, prose: Prose): string {
  const text = prose.services.get(`service: ${name}`)
  return text === undefined ? '' : `**${name}** as a service of master.cf\n\n${text}`
}

/** Other words for columns of master.cf: those of its comment line. */
const columnWords: ReadonlyMap<string, FieldName> = new Map<string, FieldName>([
  ['unpriv', 'unprivileged'],
  ['maxproc', 'process_limit'],
  ['wakeup', 'wakeup'],
])

function columnText(name: string, prose: Prose): string {
  const column = fieldNames.find(field => field === name) ?? columnWords.get(name)
  const text = column && prose.services.get(proseKeyOf(column))
  if (column === undefined || text === undefined) return ''
  return `**${columnTitles[column]}** · column ${fieldNames.indexOf(column) + 1} of master.cf\n\n${text}`
}

function optionText(asked: string, prose: Prose): string {
  const text = /^-[A-Za-z]$/.test(asked) ? prose.services.get(`option: ${asked}`) : undefined
  return text === undefined ? '' : `**${asked}** in a master.cf command line\n\n${text}`
}

function typeText(name: string, prose: Prose): string {
  const text = prose.services.get(`type: ${name}`)
  return text === undefined ? '' : `**${name}** as a service type of master.cf\n\n${text}`
}

/** Known names that are near to one that is not, the nearest of each sort. */
export function nearNames(asked: string, { catalog, base }: Project, prose: Prose): readonly string[] {
  const sorts: readonly Iterable<string>[] = [
    rules.map(rule => rule.id),
    [...catalog.parameterNames(), ...base.own.keys()],
    prose.restrictions.keys(),
    prose.tables.keys(),
    catalog.programs(),
    catalog.services().map(service => service.name),
  ]
  const near = sorts.map(names => nearestName(asked, names)).filter(name => name !== undefined)
  if (near.length > 0) return [...new Set(near)]
  return namesWithWords(asked, [
    ...rules.map(rule => rule.id),
    ...catalog.parameterNames(),
    ...prose.restrictions.keys(),
  ])
}

/** Most names that are suggested because they have the same words in them. */
const mostSuggested = 8

function namesWithWords(asked: string, names: readonly string[]): readonly string[] {
  const words = asked
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word.length > 2)
    .slice(0, 8)
  if (words.length === 0) return []
  return names.filter(name => words.every(word => name.includes(word))).slice(0, mostSuggested)
}
