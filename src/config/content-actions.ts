import type { TableUse, TableUseName, Version } from '../catalog/types.js'
import type { TableLine } from '../syntax/tables/nodes.js'
import { type ActionParts, actionParts } from './table-values.js'
import type { Table } from './tables.js'

/** What looks at content: cleanup(8), cleanup(8) for headers that a Milter adds, or smtp(8) and lmtp(8). */
export type ContentChecker = 'cleanup' | 'milter' | 'delivery'

/** An action of header_checks(5). */
export interface ContentAction {
  readonly name: string
  readonly since: Version
  readonly checkers: readonly ContentChecker[]
  /** `address`, `destination` (`transport:nexthop`) or `header`: what has to follow it. */
  readonly argument?: 'address' | 'destination' | 'header'
}

const everywhere: readonly ContentChecker[] = ['cleanup', 'milter', 'delivery']
const whileReceiving: readonly ContentChecker[] = ['cleanup', 'milter']

/** The actions that the source compares with (`cleanup_act`, `cleanup_milter_hbc_extend`, `hbc_action`). */
export const contentActions: readonly ContentAction[] = [
  { name: 'BCC', since: '3.0', checkers: whileReceiving, argument: 'address' },
  { name: 'DISCARD', since: '2.0', checkers: whileReceiving },
  { name: 'DUNNO', since: '2.1', checkers: everywhere },
  { name: 'FILTER', since: '2.0', checkers: whileReceiving, argument: 'destination' },
  { name: 'HOLD', since: '2.0', checkers: whileReceiving },
  { name: 'IGNORE', since: '2.0', checkers: everywhere },
  { name: 'INFO', since: '2.8', checkers: everywhere },
  { name: 'OK', since: '2.0', checkers: everywhere },
  { name: 'PASS', since: '3.2', checkers: ['cleanup'] },
  { name: 'PREPEND', since: '2.1', checkers: ['cleanup', 'delivery'], argument: 'header' },
  { name: 'REDIRECT', since: '2.1', checkers: whileReceiving, argument: 'address' },
  { name: 'REJECT', since: '2.0', checkers: whileReceiving },
  { name: 'REPLACE', since: '2.2', checkers: everywhere, argument: 'header' },
  { name: 'STRIP', since: '3.2', checkers: everywhere },
  { name: 'WARN', since: '2.0', checkers: everywhere },
]

/** Uses whose results are such actions. */
export const contentUses = [
  'header-checks',
  'body-checks',
  'smtp-header-checks',
  'smtp-body-checks',
  'milter-header-checks',
] as const satisfies readonly TableUseName[]

/** An action of that name, in any case. */
export function contentAction(word: string): ContentAction | undefined {
  const name = word.toUpperCase()
  return contentActions.find(action => action.name === name)
}

/** Who acts upon the results of a table that is used so. */
export function checkerOf({ name }: Pick<TableUse, 'name'>): ContentChecker | undefined {
  if (name === 'header-checks' || name === 'body-checks') return 'cleanup'
  if (name === 'milter-header-checks') return 'milter'
  return name === 'smtp-header-checks' || name === 'smtp-body-checks' ? 'delivery' : undefined
}

/** True when what a table answers is acted upon as it is. */
export function actsOnResults({ roles }: Table): boolean {
  return roles.some(({ use, answers }) => answers && use.value === 'content-action')
}

/** The result of a rule as action and argument; undefined when the action itself comes out of the pattern. */
export function contentResult(line: TableLine): ActionParts | undefined {
  const result = line.type === 'pattern-rule' ? line.result : line.type === 'key-value' ? line.value : undefined
  if (result === undefined || result.value === '') return undefined
  const parts = actionParts(result)
  return parts.word.value.includes('$') && line.type === 'pattern-rule' ? undefined : parts
}
