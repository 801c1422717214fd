import type { TableKeyForm, TableUse } from '../catalog/types.js'
import { type Address, formatAddress, parseAddress } from './addresses.js'
import { listItems } from './elements.js'
import { isReadable } from './mail-path.js'
import type { Project } from './project.js'
import type { TableRole } from './table-mentions.js'

/** What the key of an indexed table looks like. */
export type KeyShape =
  | 'asterisk'
  | 'address'
  | 'at-domain'
  | 'user-at'
  | 'dot-domain'
  | 'network'
  | 'ip'
  | 'ip-prefix'
  | 'domain'
  | 'word'
  | 'other'

/** Tells the form of a key by its looks. */
export function shapeOf(key: string): KeyShape {
  if (key === '*') return 'asterisk'
  if (key.startsWith('"')) return key.includes('@') ? 'address' : 'other'
  const at = key.lastIndexOf('@')
  if (at === 0) return key.length === 1 ? 'other' : 'at-domain'
  if (at > 0) return at === key.length - 1 ? 'user-at' : 'address'
  if (/^[0-9A-Fa-f.:]+\/[0-9]+$/.test(key) && parseAddress(key.slice(0, key.indexOf('/'))) !== undefined)
    return 'network'
  if (parseAddress(key) !== undefined) return 'ip'
  if (/^[0-9]{1,3}(?:\.[0-9]{1,3}){0,2}\.?$/.test(key)) return 'ip-prefix'
  if (/^[0-9a-f]{1,4}(?::[0-9a-f]{1,4})+:?$/i.test(key)) return 'ip-prefix'
  if (/^\.[^.]/.test(key)) return 'dot-domain'
  if (/^[^\s<>[\]:/]+\.[^\s<>[\]:/]+$/.test(key)) return 'domain'
  return /^[\w+=-]+$/.test(key) ? 'word' : 'other'
}

const shapesOfForm: { readonly [form in TableKeyForm]: readonly KeyShape[] | 'any' } = {
  address: ['address'],
  'address-without-extension': ['address'],
  'user-with-extension': ['word', 'domain', 'ip', 'ip-prefix', 'other'],
  user: ['word', 'domain', 'ip', 'ip-prefix', 'other'],
  'user@-with-extension': ['user-at'],
  'user@': ['user-at'],
  '@domain': ['at-domain'],
  domain: ['domain', 'word', 'ip', 'ip-prefix', 'other'],
  host: ['domain', 'word', 'ip', 'ip-prefix', 'other'],
  'parent-domain': ['domain', 'word', 'other'],
  '.parent-domain': ['dot-domain'],
  ip: ['ip', 'other'],
  'ip-prefix': ['ip-prefix', 'other'],
  '*': ['asterisk'],
  'null-sender': ['other'],
  nexthop: ['domain', 'word', 'ip', 'other'],
  login: 'any',
  fingerprint: 'any',
  text: 'any',
}

/** True when a lookup for this use can ever ask for a key of that form. */
export function canMatch(use: TableUse, shape: KeyShape, dotted: DottedParents): boolean {
  return use.keys.some(form => {
    const shapes = shapesOfForm[form]
    if (shapes === 'any' || shapes.includes(shape)) return true
    return form === 'parent-domain' && shape === 'dot-domain' && dotted !== 'never'
  })
}

/** The forms in which a lookup for this use can ask for a key of that shape, in the order of the lookups. */
export function formsOf(use: TableUse, shape: KeyShape): readonly TableKeyForm[] {
  return use.keys.filter(form => {
    const shapes = shapesOfForm[form]
    return shapes === 'any' || shapes.includes(shape)
  })
}

/** Whether keys with a leading dot stand for the domains below (`parent_domain_matches_subdomains`). */
export type DottedParents = 'always' | 'never' | 'unknown'

/** Match lists that compare names as they are: no key stands for domains below it. */
const exactLists: ReadonlySet<string> = new Set([
  'mydestination',
  'virtual_alias_domains',
  'virtual_mailbox_domains',
  'smtp_connection_cache_destinations',
  'lmtp_connection_cache_destinations',
])

/** True when a key of this table can stand for the domains below it, in one form or the other. */
export function coversSubdomains({ use, parameter }: TableRole): boolean {
  return use.keys.includes('parent-domain') && !exactLists.has(parameter)
}

/** How domains above a name are looked up in a table with this role. */
export function dottedParents(project: Project, { use, parameter }: TableRole): DottedParents {
  if (!use.keys.includes('parent-domain')) return 'never'
  if (exactLists.has(parameter)) return 'never'
  const setting = project.base.get('parent_domain_matches_subdomains')
  if (setting === undefined || !isReadable(setting)) return 'unknown'
  const word = use.parents ?? parameter
  const overridden = project.services.some(({ config }) => config.get(setting.name)?.text !== setting.text)
  if (overridden) return 'unknown'
  return listItems(setting).some(({ value }) => value.toLowerCase() === word) ? 'never' : 'always'
}

/**
 * How Postfix writes the address that a key means, if it writes it otherwise: only that text is ever looked up. Undefined
 * when the key is no address, or is written like that.
 */
export function usualAddress(key: string): string | undefined {
  const bare = /^\[([^\]]*)\]$/.exec(key)?.[1] ?? key
  const withoutPrefix = bare.replace(/^ipv6:/i, '')
  const address: Address | undefined = parseAddress(withoutPrefix)
  const usual = address && formatAddress(address)
  return usual === undefined || usual === key.toLowerCase() ? undefined : usual
}
