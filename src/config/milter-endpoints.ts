import type { Catalog } from '../catalog/types.js'
import type { Resolved } from './effective.js'
import { groupItems, type ListItem, listItems } from './elements.js'
import { type EndpointProblem, readInetEndpoint } from './inet-endpoint.js'

/** One mail filter of a milter list (`milter_new` in `src/milter/milter.c`). */
export interface MilterEntry {
  readonly item: ListItem
  /** `inet:host:port` and the like; absent for `{ }`. */
  readonly endpoint?: ListItem
  /** Its own settings: what follows the endpoint in `{ ... }`. */
  readonly attributes: readonly ListItem[]
  /** `{` without `}`, or text after it. */
  readonly broken?: 'missing-close' | 'text-after-close'
}

/** The entries of a milter list. Braces have a meaning since Postfix 3.0. */
export function milterEntries(resolved: Resolved, catalog: Catalog): readonly MilterEntry[] {
  return listItems(resolved).map((item): MilterEntry => {
    const [first] = item.element.parts
    if (!catalog.atLeast('3.0') || first?.type !== 'group') return { item, endpoint: item, attributes: [] }
    if (!first.closed) return { item, attributes: [], broken: 'missing-close' }
    if (item.group === undefined) return { item, attributes: [], broken: 'text-after-close' }
    const [endpoint, ...attributes] = groupItems(item.text, item.group)
    return { item, attributes, ...(endpoint && { endpoint }) }
  })
}

/** Why Postfix cannot use the endpoint of a milter, and what was probably meant. */
export type MilterEndpointFault =
  | { readonly problem: 'no-type' | 'unknown-type' | 'port-at-host' | 'port-missing'; readonly meant?: string }
  | { readonly problem: 'bad-address'; readonly detail: EndpointProblem; readonly meant?: string }

const types: ReadonlySet<string> = new Set(['inet', 'unix', 'local'])
/** Types that other programs have, or people think of. */
const otherTypes: ReadonlyMap<string, string> = new Map([
  ['tcp', 'inet'],
  ['inet4', 'inet'],
  ['ip', 'inet'],
  ['socket', 'unix'],
  ['file', 'unix'],
  ['sock', 'unix'],
])

/** Checks `inet:host:port`, `unix:path` and `local:path` (`milter8_connect` in `src/milter/milter8.c`). */
export function milterEndpointFault(text: string): MilterEndpointFault | undefined {
  const colon = text.indexOf(':')
  const type = colon < 0 ? text : text.slice(0, colon)
  const rest = colon < 0 ? '' : text.slice(colon + 1)
  if (colon < 0 && text.startsWith('/')) return { problem: 'no-type', meant: `unix:${text}` }
  if (type === '' || rest === '') return { problem: 'no-type' }
  if (!types.has(type)) {
    const lower = type.toLowerCase()
    const right = types.has(lower) ? lower : otherTypes.get(lower)
    if (right !== undefined) return { problem: 'unknown-type', meant: `${right}:${rest}` }
    const isAddress = /^[0-9]+$/.test(rest) && readInetEndpoint(text).problem === undefined
    return isAddress ? { problem: 'no-type', meant: `inet:${text}` } : { problem: 'unknown-type' }
  }
  return type === 'inet' ? inetFault(rest) : undefined
}

function inetFault(text: string): MilterEndpointFault | undefined {
  const at = /^([0-9]+)@(.+)$/.exec(text)
  if (at !== null) {
    const right = `${at[2]}:${at[1]}`
    return { problem: 'port-at-host', ...(readInetEndpoint(right).problem === undefined && { meant: `inet:${right}` }) }
  }
  const { problem, port } = readInetEndpoint(text)
  // A single word is a port, and no service is called like a host.
  if (!text.includes(':') && (port.includes('.') || port.toLowerCase() === 'localhost'))
    return { problem: 'port-missing' }
  return problem === undefined ? undefined : { problem: 'bad-address', detail: problem }
}
