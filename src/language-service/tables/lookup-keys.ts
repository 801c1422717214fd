import { keyFormText } from '../../catalog/table-uses.js'
import type { TableKeyForm, TableUse } from '../../catalog/types.js'
import { parseAddress } from '../../config/addresses.js'
import { ownDomains } from '../../config/own-domains.js'
import type { Project } from '../../config/project.js'
import { dottedParents } from '../../config/table-keys.js'
import type { TableMention } from '../../config/table-mentions.js'
import type { Table } from '../../config/tables.js'

/** A text that Postfix looks up on the way to an answer. */
export interface LookupKey {
  readonly key: string
  /** What it is, in words. */
  readonly form: string
}

/** Lists of domains whose addresses are looked up by their local part as well. */
const ownLists = ['myorigin', 'mydestination', 'inet_interfaces', 'proxy_interfaces']

/**
 * The keys that Postfix asks a table for, one after the other, on behalf of an address, a domain, or a host, by what the
 * table is used for first. A table of patterns or networks is asked once.
 */
export function lookupKeys(project: Project, table: Table, asked: string): readonly LookupKey[] {
  const [use] = table.uses
  const asItIs = [{ key: asked, form: 'as it is' }]
  if (use === undefined || use.keys.includes('text')) return asItIs
  const mention = table.mentions.find(each => each.use.name === use.name)
  const forms = isAskedOnce(table) ? use.keys.slice(0, 1) : use.keys
  const found = new Map<string, LookupKey>()
  for (const form of forms) {
    for (const key of keysOf(project, use, mention, form, asked)) {
      if (key !== '' && !found.has(key)) found.set(key, { key, form: keyFormText(form) })
    }
  }
  return found.size === 0 ? asItIs : [...found.values()]
}

function isAskedOnce({ syntax }: Table): boolean {
  return syntax === 'regexp' || syntax === 'pcre' || syntax === 'cidr'
}

function keysOf(
  project: Project,
  use: TableUse,
  mention: TableMention | undefined,
  form: TableKeyForm,
  asked: string,
): readonly string[] {
  const at = asked.lastIndexOf('@')
  const [local, domain] = at < 0 ? ['', asked] : [asked.slice(0, at), asked.slice(at + 1)]
  const plain = at < 0 ? '' : withoutExtension(project, local)
  const isName = domain !== '' && parseAddress(domain) === undefined
  switch (form) {
    case 'address':
      return at < 0 ? [] : [asked]
    case 'address-without-extension':
      return at < 0 ? [] : [`${plain}@${domain}`]
    case 'user-with-extension':
      return at < 0 ? [domain] : isOwn(project, domain) ? [local] : []
    case 'user':
      return at < 0 ? [withoutExtension(project, domain)] : isOwn(project, domain) ? [plain] : []
    case 'user@-with-extension':
      return at < 0 ? [] : [`${local}@`]
    case 'user@':
      return at < 0 ? [] : [`${plain}@`]
    case '@domain':
      return at < 0 ? [] : [`@${domain}`]
    case 'domain':
      return [domain]
    case 'host':
      return isName ? [domain] : []
    case 'parent-domain':
      return isName ? parents(domain).map(parent => (isDotted(project, mention) ? `.${parent}` : parent)) : []
    case '.parent-domain':
      return isName ? parents(domain).map(parent => `.${parent}`) : []
    case 'ip':
      return isName ? [] : [domain]
    case 'ip-prefix':
      return isName ? [] : prefixes(domain)
    case '*':
      return ['*']
    case 'null-sender':
      return asked === '<>' ? ['<>'] : []
    case 'nexthop':
    case 'login':
    case 'fingerprint':
    case 'text':
      return use.keys[0] === form || at < 0 ? [asked] : []
    default:
      return form satisfies never
  }
}

function isDotted(project: Project, mention: TableMention | undefined): boolean {
  return mention === undefined || dottedParents(project, mention) !== 'never'
}

/** The domains above a name, the nearest first. */
function parents(domain: string): readonly string[] {
  const labels = domain.split('.')
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'))
}

/** An address with less and less of its end. */
function prefixes(address: string): readonly string[] {
  const separator = address.includes(':') ? ':' : '.'
  const parts = address.split(separator)
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join(separator))
}

function withoutExtension(project: Project, local: string): string {
  const delimiters = project.base.get('recipient_delimiter')?.text ?? ''
  // A local part that begins with a delimiter is all of one piece, and so is this of a list.
  if (/^owner-|-request$/i.test(local) && delimiters.includes('-')) return local
  for (let at = 1; at < local.length; at++) if (delimiters.includes(local.charAt(at))) return local.slice(0, at)
  return local
}

function isOwn(project: Project, domain: string): boolean {
  return ownDomains(project, ownLists).some(own => own.domain === domain.toLowerCase())
}
