import type { AccessAction, RestrictionName, TableUseName } from '../catalog/types.js'
import type { TableLine } from '../syntax/tables/nodes.js'
import { remembered } from '../text/remembered.js'
import type { Project } from './project.js'
import { restrictionViews } from './restriction-programs.js'
import { type ActionParts, actionParts, type ResultPart, resultOf, wordsOf } from './table-values.js'
import type { Table } from './tables.js'

/** What tables with results of access(5) are used for. */
export const accessUses = [
  'access-client',
  'access-helo',
  'access-sender',
  'access-recipient',
  'access-etrn',
  'access-server',
  'access-address',
  'access-login',
  'access-certificate',
] as const satisfies readonly TableUseName[]

/** How tables with such results are written. */
export const accessSyntaxes = ['postmap', 'regexp', 'pcre', 'cidr'] as const

/** A result of access(5), as smtpd(8) takes it (`check_table_result` in `src/smtpd/smtpd_check.c`). */
export type AccessResult =
  | { readonly kind: 'action'; readonly action: AccessAction; readonly parts: ActionParts }
  /** Only digits: that means OK, whatever the number. */
  | { readonly kind: 'digits'; readonly parts: ActionParts }
  | { readonly kind: 'restrictions'; readonly words: readonly ResultPart[] }

/** Reads a result of an access table. */
export function accessResult(project: Project, result: ResultPart): AccessResult {
  const parts = actionParts(result)
  if (/^[0-9]+$/.test(result.value)) return { kind: 'digits', parts }
  const action = project.catalog.accessAction(parts.word.value)
  // The name of a pattern is no word, and digits alone were digits.
  const isWord = action !== undefined && (/^[A-Z_]+$/.test(action.name) || parts.rest !== undefined)
  if (action === undefined || !isWord || action.name === '(all digits)') {
    return { kind: 'restrictions', words: wordsOf(result) }
  }
  return { kind: 'action', action, parts }
}

/**
 * Reads a table's lines as results of access(5), one after the other; undefined when none of its results is an action as
 * it is: another table of a `pipemap:` may change it.
 */
export function accessLines(
  project: Project,
  table: Table,
  see: (read: AccessResult, result: ResultPart) => void,
): { line(line: TableLine): void } | undefined {
  if (!table.roles.some(({ use, answers }) => answers && use.value === 'access-action')) return undefined
  return {
    line(line) {
      const result = resultOf(line)
      if (result !== undefined) see(accessResult(project, result), result)
    },
  }
}

/** The restriction classes of all SMTP servers; undefined when they are not all known. */
export const classNames = remembered((project: Project): ReadonlySet<string> | undefined => {
  const views = restrictionViews(project)
  if (views.some(({ complete }) => !complete)) return undefined
  return new Set(views.flatMap(({ classes }) => classes.map(({ name }) => name.value)))
})

/** True when a restriction is one of those that an action is forbidden for (`check_*_mx_access`). */
export function isForbidden(action: AccessAction, restriction: RestrictionName): boolean {
  return action.forbiddenFrom.some(pattern => {
    const [before = '', after] = pattern.split('*')
    if (after === undefined) return pattern === restriction
    return restriction.startsWith(before) && restriction.endsWith(after)
  })
}
