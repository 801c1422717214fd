import { type ListItem, partOfItem, type ValuePlace } from './elements.js'

/** A stretch of a DNS list with its text. */
export interface DnsListPart extends ValuePlace {
  readonly value: string
}

/** The argument of `reject_rbl_client` and the like: `domain` or `domain=d.d.d.d`. */
export interface DnsList {
  readonly domain: DnsListPart
  /** What the answer has to match. */
  readonly filter?: DnsListPart
}

/** Reads the argument of a restriction that asks a DNS list. */
export function readDnsList(item: ListItem): DnsList {
  const equals = item.value.indexOf('=')
  const part = (start: number, end: number): DnsListPart => ({
    ...partOfItem(item, start, end),
    value: item.value.slice(start, end),
  })
  if (equals < 0) return { domain: part(0, item.value.length) }
  return { domain: part(0, equals), filter: part(equals + 1, item.value.length) }
}

/** True for an address pattern that Postfix can read: numbers, or `[2..4;8]`, in each of four places (`src/util/ip_match.c`). */
export function isAddressPattern(text: string): boolean {
  const field = '(\\[[^\\[\\]]*\\]|[0-9]+)'
  const match = new RegExp(`^(\\[)?${field}\\.${field}\\.${field}\\.${field}(\\])?$`).exec(text)
  if (match === null) return false
  const [, open, first, second, third, last, close] = match
  // Brackets around the whole are taken off.
  if ((open === undefined) !== (close === undefined)) return false
  return [first, second, third, last].every(each => each !== undefined && isField(each))
}

function isField(text: string): boolean {
  if (!text.startsWith('[')) return isOctet(text)
  const ranges = text.slice(1, -1).split(';')
  return ranges.every(range => {
    const [first = '', last = first, ...more] = range.split('..')
    return more.length === 0 && isOctet(first) && isOctet(last) && Number(first) <= Number(last)
  })
}

function isOctet(text: string): boolean {
  return /^[0-9]{1,5}$/.test(text) && Number(text) <= 255
}
