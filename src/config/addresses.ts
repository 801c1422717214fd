/** An IPv4 or IPv6 address as its bytes. */
export interface Address {
  readonly family: 'ipv4' | 'ipv6'
  readonly bytes: readonly number[]
}

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`)

/** Reads an address as inet_pton(3) does: all four octets in decimal, or an IPv6 address with at most one `::`. */
export function parseAddress(text: string): Address | undefined {
  if (ipv4.test(text)) return { family: 'ipv4', bytes: text.split('.').map(Number) }
  return text.includes(':') && text.length <= 45 ? parseIpv6(text) : undefined
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map(parseGroups)
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined
  if (tail === undefined) return head.length === 16 ? { family: 'ipv6', bytes: head } : undefined
  const missing = 16 - head.length - tail.length
  if (missing < 2) return undefined
  return { family: 'ipv6', bytes: [...head, ...Array<number>(missing).fill(0), ...tail] }
}

function parseGroups(text: string): readonly number[] | undefined {
  if (text === '') return []
  const bytes: number[] = []
  const groups = text.split(':')
  for (const [index, group] of groups.entries()) {
    if (/^[0-9A-Fa-f]{1,4}$/.test(group)) {
      const value = Number.parseInt(group, 16)
      bytes.push(value >> 8, value & 255)
    } else if (index === groups.length - 1 && ipv4.test(group)) bytes.push(...group.split('.').map(Number))
    else return undefined
  }
  return bytes.length <= 16 ? bytes : undefined
}

/** Writes an address as inet_ntop(3) does. */
export function formatAddress({ family, bytes }: Address): string {
  if (family === 'ipv4') return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0))
  let best = { start: 0, length: 1 }
  for (let start = 0; start < 8; start++) {
    let length = 0
    while (start + length < 8 && groups[start + length] === 0) length++
    if (length > best.length) best = { start, length }
  }
  // An IPv4 address that IPv6 carries keeps its own form.
  const carried = best.start === 0 && (best.length === 6 || (best.length === 5 && groups[5] === 0xffff))
  if (carried) return `${best.length === 6 ? '::' : '::ffff:'}${bytes.slice(12).join('.')}`
  const hex = groups.map(group => group.toString(16))
  if (best.length < 2) return hex.join(':')
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`
}

/** The same address with all bits behind a prefix set to zero. */
export function maskAddress(address: Address, prefix: number): Address {
  const bytes = address.bytes.map((byte, index) => {
    const kept = Math.min(8, Math.max(0, prefix - index * 8))
    return byte & ((0xff << (8 - kept)) & 0xff)
  })
  return { family: address.family, bytes }
}

/** Bits of an address of that family. */
export function bitsOf(family: Address['family']): number {
  return family === 'ipv4' ? 32 : 128
}

/** True when a network holds an address or another network whole. */
export function contains(network: Address, prefix: number, inner: Address, innerPrefix: number): boolean {
  if (network.family !== inner.family || innerPrefix < prefix) return false
  return maskAddress(inner, prefix).bytes.every((byte, index) => byte === maskAddress(network, prefix).bytes[index])
}
