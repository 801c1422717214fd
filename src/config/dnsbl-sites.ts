import type { Resolved } from './effective.js'
import { type ListItem, listItems, partOfItem, type ValuePlace } from './elements.js'
import { hostNameFault } from './host-names.js'

/** Which part of a DNS list entry Postfix cannot read. */
export type DnsblProblem = 'weight' | 'order' | 'filter' | 'domain'

/** `domain`, `domain=filter`, `domain*weight` or `domain=filter*weight` of `postscreen_dnsbl_sites`. */
export interface DnsblSite {
  readonly item: ListItem
  readonly domain: string
  readonly weight: number
  readonly problem?: { readonly kind: DnsblProblem; readonly at: ValuePlace; readonly text: string }
}

/** Reads the sites as `psc_dnsbl_add_site` does (`src/postscreen/postscreen_dnsbl.c`). */
export function dnsblSites(resolved: Resolved): readonly DnsblSite[] {
  return listItems(resolved).map(item => {
    const { value } = item
    const star = value.indexOf('*')
    const left = star < 0 ? value : value.slice(0, star)
    const equals = left.indexOf('=')
    const domain = equals < 0 ? left : left.slice(0, equals)
    const site = { item, domain, weight: 1 }
    const bad = (kind: DnsblProblem, start: number, end: number): DnsblSite => ({
      ...site,
      problem: { kind, at: end > start ? partOfItem(item, start, end) : item, text: value.slice(start, end) },
    })
    const weight = star < 0 ? '1' : value.slice(star + 1)
    if (!/^[+-]?[0-9]{1,9}$/.test(weight)) return bad(weight.includes('=') ? 'order' : 'weight', star + 1, value.length)
    if (equals >= 0 && !isReplyFilter(left.slice(equals + 1))) return bad('filter', equals + 1, left.length)
    if (hostNameFault(domain, false) !== undefined) return bad('domain', 0, domain.length)
    return { ...site, weight: Number(weight) }
  })
}

/** Four parts, each a number or `[1;3..5]`, perhaps all in one more `[ ]` (`src/util/ip_match.c`). */
function isReplyFilter(text: string): boolean {
  const parts = splitParts(outerClose(text) === text.length - 1 ? text.slice(1, -1) : text)
  return parts.length === 4 && parts.every(isPart)
}

/** Where the `[` at the start of a text is closed; -1 when there is none, or it is left open. */
function outerClose(text: string): number {
  if (!text.startsWith('[')) return -1
  let level = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '[') level++
    else if (character === ']' && --level === 0) return at
  }
  return -1
}

/** Splits at the dots that stand outside of brackets. */
function splitParts(text: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  let inside = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '[') inside = true
    else if (character === ']') inside = false
    else if (character === '.' && !inside) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

function isPart(text: string): boolean {
  if (isOctet(text)) return true
  if (!text.startsWith('[') || !text.endsWith(']')) return false
  return text
    .slice(1, -1)
    .split(';')
    .every(range => {
      const [low = '', high = low, ...more] = range.split('..')
      return more.length === 0 && isOctet(low) && isOctet(high) && Number(low) <= Number(high)
    })
}

function isOctet(text: string): boolean {
  return /^[0-9]{1,9}$/.test(text) && Number(text) <= 255
}
