import { type Address, bitsOf, formatAddress, maskAddress, parseAddress } from './addresses.js'

/** Why Postfix cannot use `net/mask` (`cidr_match_parse` in `src/util/cidr_match.c`). */
export type NetworkProblem =
  | 'missing-bracket'
  | 'text-after-bracket'
  | 'bad-mask'
  | 'mask-too-long'
  | 'bad-network'
  | 'bad-address'

/** A network pattern as a match list has it. */
export type Network =
  | {
      readonly ok: true
      readonly address: Address
      readonly prefix: number
      /** The pattern with its host bits cleared, written as the original was; set when there are any. */
      readonly cleared?: string
    }
  | {
      readonly ok: false
      readonly problem: NetworkProblem /** Where the trouble stands in the pattern. */
      readonly start: number
      readonly end: number
    }

/** Reads `net/mask`, `[net]/mask`, `[net/mask]` or an address, as it is compared with a client's address. */
export function readNetwork(pattern: string): Network {
  const fail = (problem: NetworkProblem, start = 0, end = pattern.length): Network => ({
    ok: false,
    problem,
    start,
    end,
  })
  const bracket = pattern.startsWith('[')
  const close = bracket ? pattern.indexOf(']') : -1
  if (bracket && close < 0) return fail('missing-bracket')
  const after = pattern.slice(close + 1)
  if (bracket && after !== '' && !after.startsWith('/')) return fail('text-after-bracket', close + 1)
  const inside = bracket ? pattern.slice(1, close) : pattern
  const outside = bracket && after !== ''
  const slash = outside ? -1 : inside.indexOf('/')
  const text = slash < 0 ? inside : inside.slice(0, slash)
  const mask = outside ? after.slice(1) : slash < 0 ? undefined : inside.slice(slash + 1)
  const textStart = bracket ? 1 : 0
  const maskStart = outside ? close + 2 : textStart + slash + 1
  const family = text.includes(':') ? 'ipv6' : 'ipv4'
  if (mask === undefined) {
    const address = parseAddress(text)
    return address === undefined ? fail('bad-address') : { ok: true, address, prefix: bitsOf(address.family) }
  }
  if (!/^[0-9]+$/.test(mask)) return fail('bad-mask', maskStart, maskStart + mask.length)
  if (Number(mask) > bitsOf(family)) return fail('mask-too-long', maskStart, maskStart + mask.length)
  const address = parseAddress(text)
  if (address === undefined) return fail('bad-network', textStart, textStart + text.length)
  const prefix = Number(mask)
  const masked = maskAddress(address, prefix)
  if (masked.bytes.every((byte, index) => byte === address.bytes[index])) return { ok: true, address, prefix }
  const cleared = pattern.slice(0, textStart) + formatAddress(masked) + pattern.slice(textStart + text.length)
  return { ok: true, address, prefix, cleared }
}

/**
 * True when a pattern of a client list is compared as an address at all. Others are names, or are passed over without a
 * word (`match_hostaddr` in `src/util/match_ops.c`).
 */
export function isNetworkPattern(pattern: string): boolean {
  return /[:/]/.test(pattern) && /^[0-9a-fA-F.:[\]/]*$/.test(pattern)
}

/** The last address of a network, as Postfix writes addresses. */
export function lastAddress({ family, bytes }: Address, prefix: number): string {
  const last = bytes.map((byte, index) => {
    const kept = Math.min(8, Math.max(0, prefix - index * 8))
    return byte | (0xff >> kept)
  })
  return formatAddress({ family, bytes: last })
}
