import { isPresent } from '../catalog/timeline.js'
import type { Version } from '../catalog/types.js'
import { releaseKey } from '../catalog/versions.js'
import { isBlankOrComma } from '../syntax/characters.js'
import { nextWord } from '../syntax/words.js'
import { type Address, bitsOf, formatAddress, maskAddress, parseAddress } from './addresses.js'
import type { HostAddress, HostDescription } from './facts.js'

/** What the default of `mynetworks` depends on, all expanded. */
export interface NetworkSettings {
  readonly interfaces: string
  readonly style: string
  readonly protocols: string
  readonly version: Version
}

/** A way to say something, and to stop. */
export interface Voice {
  warn(message: string): void
  fatal(message: string): never
}

interface OwnAddress {
  readonly address: Address
  readonly prefix: number
}

/** The default of `mynetworks` as Postfix makes it (`src/global/mynetworks.c`, `src/global/own_inet_addr.c`). */
export function ownNetworks(settings: NetworkSettings, host: HostDescription, voice: Voice): string {
  const families = readFamilies(settings.protocols, host, voice)
  if (families.length === 0) return ''
  const styles = words(settings.style)
  for (const style of styles) {
    if (!['class', 'subnet', 'host'].includes(style)) {
      voice.fatal(`unknown mynetworks mask style value "${style}" in "${settings.style}"`)
    }
  }
  const [style] = styles
  if (style === undefined || new Set(styles).size > 1) {
    return voice.fatal(`bad mynetworks_style value: ${settings.style}; specify exactly one value`)
  }
  const networks = ownAddresses(settings, families, host, voice).map(own => network(own, style, voice))
  return [...new Set(networks)].map(text => `${text} `).join('')
}

function words(text: string): readonly string[] {
  const found: string[] = []
  for (
    let next = nextWord(text, 0, false, isBlankOrComma);
    next !== undefined;
    next = nextWord(text, next.end, false, isBlankOrComma)
  ) {
    found.push(text.slice(next.start, next.end))
  }
  return found
}

/** `inet_proto_init` (`src/util/inet_proto.c`). */
function readFamilies(protocols: string, host: HostDescription, voice: Voice): readonly Address['family'][] {
  const asked = new Set<Address['family']>()
  for (const word of words(protocols)) {
    if (word === 'all') asked.add('ipv4').add('ipv6')
    else if (word === 'ipv4' || word === 'ipv6') asked.add(word)
    else voice.fatal(`unknown inet_protocols value "${word}" in "${protocols}"`)
  }
  if (asked.has('ipv6') && host.ipv6 === false) {
    voice.warn('inet_protocols: disabling IPv6 name/address support: Address family not supported by protocol')
    asked.delete('ipv6')
  }
  return (['ipv4', 'ipv6'] as const).filter(family => asked.has(family))
}

function ownAddresses(
  { interfaces, version }: NetworkSettings,
  families: readonly Address['family'][],
  host: HostDescription,
  voice: Voice,
): readonly OwnAddress[] {
  const local = localAddresses(host.addresses ?? [], families)
  const none = () => voice.fatal('could not find any active network interfaces')
  if (interfaces === 'all') return local.length > 0 ? local : none()
  if (interfaces === 'loopback-only') return local.length > 0 ? local.filter(own => isLoopback(own.address)) : none()
  const listed: Address[] = []
  for (const word of words(interfaces.replaceAll(/[\r\n]/g, 'x'))) {
    const found = hostAddresses(word, families, host)
    if (found.length === 0) voice.fatal(`config variable inet_interfaces: host not found: ${word}`)
    listed.push(...found)
  }
  const unique = new Map(listed.sort(compareIn(version)).map(address => [formatAddress(address), address]))
  if (local.length === 0) return none()
  return [...unique].map(([text, address]) => {
    const own = local.find(each => formatAddress(each.address) === text)
    return own
      ? { address, prefix: own.prefix }
      : voice.fatal(`parameter inet_interfaces: no local interface found for ${text}`)
  })
}

function localAddresses(
  addresses: readonly HostAddress[],
  families: readonly Address['family'][],
): readonly OwnAddress[] {
  const read = addresses.flatMap(({ address: text, prefix }) => {
    const address = parseAddress(text)
    return address === undefined || address.bytes.every(byte => byte === 0) ? [] : [{ address, prefix }]
  })
  return families.flatMap(family => read.filter(own => own.address.family === family))
}

function isLoopback({ family, bytes }: Address): boolean {
  return family === 'ipv4' ? bytes[0] === 127 : bytes.every((byte, index) => byte === (index === 15 ? 1 : 0))
}

/** `inet_addr_host` (`src/util/inet_addr_host.c`). */
function hostAddresses(
  word: string,
  families: readonly Address['family'][],
  host: HostDescription,
): readonly Address[] {
  const bare = word.startsWith('[') && word.endsWith(']') ? word.slice(1, -1).replace(/^ipv6:/i, '') : word
  const texts = parseAddress(bare) === undefined ? (host.lookupHost?.(bare) ?? []) : [bare]
  return texts.flatMap(text => {
    const address = parseAddress(text)
    return address !== undefined && families.includes(address.family) ? [address] : []
  })
}

/** Releases that compare IPv4 addresses byte by byte. */
const comparesBytes = ['3.8.20', '3.9.14', '3.10.13', '3.11.6', '3.12']

/**
 * `sock_addr_cmp_addr` (`src/util/sock_addr.c`). Most releases compare IPv4 addresses as numbers of the machine, which
 * has the last byte in front (as nearly all do), and cut the difference to 32 bits.
 */
function compareIn(version: Version): (a: Address, b: Address) => number {
  const byBytes = isPresent(comparesBytes, undefined, releaseKey(version))
  return (a, b) => {
    if (a.family !== b.family) return a.family === 'ipv4' ? -1 : 1
    if (a.family === 'ipv4' && !byBytes) return (machineNumber(a) - machineNumber(b)) | 0
    const index = a.bytes.findIndex((byte, place) => byte !== b.bytes[place])
    return index < 0 ? 0 : (a.bytes[index] ?? 0) - (b.bytes[index] ?? 0)
  }
}

function machineNumber({ bytes }: Address): number {
  return bytes.reduceRight((number, byte) => number * 256 + byte, 0)
}

function network({ address, prefix }: OwnAddress, style: string, voice: Voice): string {
  const bits = bitsOf(address.family)
  const kept =
    style === 'host' ? bits : style === 'class' && address.family === 'ipv4' ? classBits(address, voice) : prefix
  const text = formatAddress(maskAddress(address, kept))
  return address.family === 'ipv4' ? `${text}/${kept}` : `[${text}]/${kept}`
}

/** The network bits of the old address classes. */
function classBits(address: Address, voice: Voice): number {
  const first = address.bytes[0] ?? 0
  if (first < 128) return 8
  if (first < 192) return 16
  if (first < 224) return 24
  return first < 240 ? 4 : voice.fatal(`mynetworks_core: unknown address class: ${formatAddress(address)}`)
}
