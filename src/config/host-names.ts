import { parseAddress } from './addresses.js'

/** What is wrong with a host name, as `valid_hostname` has it (`src/util/valid_hostname.c`). */
export type HostNameProblem = 'empty' | 'character' | 'dot' | 'hyphen' | 'long-label' | 'too-long' | 'numeric'

/** The first fault of a host name, and where it stands; undefined when there is none. */
export interface HostNameFault {
  readonly problem: HostNameProblem
  readonly start: number
  readonly end: number
}

const longestLabel = 63
const longestName = 255

/**
 * Checks a host name. Letters and digits outside ASCII pass when `utf8` is on: whether they make a name is for the IDNA
 * library to say.
 */
export function hostNameFault(name: string, utf8 = true): HostNameFault | undefined {
  if (name === '') return { problem: 'empty', start: 0, end: 0 }
  const bad = (utf8 ? /[^A-Za-z0-9_.\-\u0080-\uffff]/ : /[^A-Za-z0-9_.-]/).exec(name)
  if (bad !== null) return { problem: 'character', start: bad.index, end: bad.index + 1 }
  let start = 0
  for (const label of name.split('.')) {
    const end = start + label.length
    if (label === '') return { problem: 'dot', start: Math.max(0, start - 1), end: Math.max(1, start) }
    if (label.startsWith('-')) return { problem: 'hyphen', start, end: start + 1 }
    if (label.endsWith('-')) return { problem: 'hyphen', start: end - 1, end }
    if (label.length > longestLabel) return { problem: 'long-label', start, end }
    start = end + 1
  }
  if (/^[0-9.]+$/.test(name)) return { problem: 'numeric', start: 0, end: name.length }
  return name.length > longestName ? { problem: 'too-long', start: 0, end: name.length } : undefined
}

/** Why Postfix cannot use `host:port` (`host_port` in `src/util/host_port.c`, `smtp_parse_destination`). */
export type DestinationProblem =
  | 'missing-bracket'
  | 'text-after-bracket'
  | 'port-in-brackets'
  | 'bad-ipv6'
  | 'bare-ipv6'
  | 'no-host'
  | 'bad-host'
  | 'bad-port'

/** A fault of a destination, where it stands, and the right text when that is certain. */
export interface DestinationFault {
  readonly problem: DestinationProblem
  readonly start: number
  readonly end: number
  readonly right?: string
}

/** Checks a destination of the SMTP client: `host`, `host:port`, `[host]`, `[host]:port`, `[ipv6:address]:port`. */
export function destinationFault(text: string): DestinationFault | undefined {
  const whole = { start: 0, end: text.length }
  if (!text.startsWith('[')) {
    const address = parseAddress(text)
    // The last colon is taken for the one before the port.
    if (address?.family === 'ipv6') return { problem: 'bare-ipv6', ...whole, right: `[${text}]` }
    const colon = text.lastIndexOf(':')
    const host = colon < 0 ? text : text.slice(0, colon)
    if (host === '') return { problem: 'no-host', ...whole }
    return hostFault(host, 0) ?? (colon < 0 ? undefined : portFault(text, colon + 1))
  }
  const close = text.indexOf(']')
  if (close < 0) return { problem: 'missing-bracket', ...whole }
  const prefix = /^\[ipv6:/i.test(text) ? 6 : 1
  const host = text.slice(prefix, close)
  if (prefix === 6 && parseAddress(host)?.family !== 'ipv6') return { problem: 'bad-ipv6', start: prefix, end: close }
  const inner = /^([^:]+):([0-9]+|[a-z][a-z0-9-]*)$/i.exec(host)
  if (prefix === 1 && inner !== null && close === text.length - 1 && hostFault(inner[1] ?? '', 1) === undefined) {
    return {
      problem: 'port-in-brackets',
      start: prefix + (inner[1]?.length ?? 0),
      end: close,
      right: `[${inner[1]}]:${inner[2]}`,
    }
  }
  const after = text.charAt(close + 1)
  if (after !== '' && after !== ':') return { problem: 'text-after-bracket', start: close + 1, end: text.length }
  return (prefix === 1 ? hostFault(host, prefix) : undefined) ?? portFault(text, close + 2)
}

function hostFault(host: string, at: number): DestinationFault | undefined {
  if (parseAddress(host) !== undefined || hostNameFault(host) === undefined) return undefined
  return { problem: 'bad-host', start: at, end: at + host.length }
}

function portFault(text: string, start: number): DestinationFault | undefined {
  const port = text.slice(start)
  if (port === '' || !/^[0-9]/.test(port)) return undefined
  const good = /^[0-9]+$/.test(port) && Number(port) > 0 && Number(port) < 65_536
  return good ? undefined : { problem: 'bad-port', start, end: text.length }
}
