import { remembered } from '../text/remembered.js'
import type { ValuePlace } from './elements.js'
import { isReadable } from './mail-path.js'
import { matchPatterns } from './match-patterns.js'
import { hasPlaceholder, isTemplateTable } from './placeholders.js'
import type { Project } from './project.js'
import { shapeOf } from './table-keys.js'
import { type TableMention, tablesNamedBy } from './table-mentions.js'
import { pathOfTable, type Table } from './tables.js'

/** The lists that put a domain into an address class, in the order in which trivial-rewrite(8) asks them. */
export const classParameters = [
  'mydestination',
  'virtual_alias_domains',
  'virtual_mailbox_domains',
  'relay_domains',
] as const
export type ClassParameter = (typeof classParameters)[number]

/** A domain of an address class, where it is listed. */
export interface ClassDomain {
  readonly parameter: ClassParameter
  readonly domain: string
  readonly at: ValuePlace
  /** It stands in a table. */
  readonly inTable: boolean
}

/** More domains of one table are not kept. */
const mostDomains = 20_000

/** A name that stands for itself: no table, file, pattern or negation. */
const plainName = /^[^:/!*.\s][^:/!\s]*$/

/**
 * The domains of each address class that are known: those written in main.cf, and those that are keys of tables whose text
 * is known.
 */
export const classDomains = remembered((project: Project): readonly ClassDomain[] =>
  classParameters.flatMap(parameter => [...writtenDomains(project, parameter), ...tableDomains(project, parameter)]),
)

function writtenDomains(project: Project, parameter: ClassParameter): readonly ClassDomain[] {
  const value = project.base.get(parameter)
  if (value === undefined || value.expanded.problem) return []
  // Its default of old is $mydestination: nobody wrote that.
  if (parameter === 'relay_domains' && value.from === 'default') return []
  return matchPatterns(value).flatMap(pattern =>
    plainName.test(pattern.item.value)
      ? [{ parameter, domain: pattern.value.toLowerCase(), at: pattern.item, inTable: false }]
      : [],
  )
}

function tableDomains(project: Project, parameter: ClassParameter): readonly ClassDomain[] {
  const found: ClassDomain[] = []
  for (const table of fixedTables(project, parameter)) {
    const next = table.reader()
    const isTemplate = isTemplateTable(table)
    for (let line = next(); line !== undefined && found.length < mostDomains; line = next()) {
      if (line.type !== 'key-value' || shapeOf(line.key.value) !== 'domain') continue
      if (isTemplate && hasPlaceholder(line.key.value)) continue
      found.push({ parameter, domain: line.key.value.toLowerCase(), at: line.key, inTable: true })
    }
  }
  return found
}

/** The tables of fixed strings that a parameter of main.cf names and whose text is known. */
export function fixedTables(project: Project, parameter: string): readonly Table[] {
  return project.tables.filter(
    ({ syntax, roles }) =>
      syntax === 'postmap' &&
      roles.some(role => role.parameter === parameter && role.entry === undefined && role.asked && role.answers),
  )
}

/**
 * All tables of a parameter, when each is a table of fixed strings whose text is known; undefined otherwise, as when one
 * of them is a pattern, a server or yet to be filled in.
 */
export function allFixedTables(project: Project, parameter: string): readonly Table[] | undefined {
  const value = project.base.get(parameter)
  if (value === undefined || !isReadable(value)) return undefined
  const found = fixedTables(project, parameter).filter(table => !isTemplateTable(table))
  const isKnown = tablesNamedBy(project, parameter).every(mention => found.some(table => isNamed(table, mention)))
  return isKnown ? found : undefined
}

/** Is it the table that a place of main.cf names? */
function isNamed(table: Table, { spec, type, parameter }: TableMention): boolean {
  if (table.path === undefined) return table.mentions.some(own => own.spec === spec)
  if (spec.group !== undefined || pathOfTable(spec.name.value) !== table.path) return false
  return table.roles.some(role => role.type === type && role.parameter === parameter && role.entry === undefined)
}
