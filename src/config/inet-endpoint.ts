import { compareVersions } from '../catalog/versions.js'
import { remembered } from '../text/remembered.js'
import { parseAddress } from './addresses.js'
import type { Project } from './project.js'

/** Why master(8) would refuse the name of an `inet` service. */
export type EndpointProblem =
  | 'missing-bracket'
  | 'text-after-bracket'
  | 'bad-ipv6-address'
  | 'missing-port'
  | 'bad-host'
  | 'bad-port'

/** The first column of an `inet` entry. */
export interface InetEndpoint {
  /** Empty: all addresses of `inet_interfaces`. */
  readonly host: string
  readonly port: string
  readonly problem?: EndpointProblem
}

/** Reads `host:port`, `[host]:port` or `port` (`host_port` in `src/util/host_port.c`). */
export function readInetEndpoint(text: string): InetEndpoint {
  const bad = (problem: EndpointProblem, host = '', port = ''): InetEndpoint => ({ host, port, problem })
  let host: string
  let port: string
  if (text.startsWith('[')) {
    const marked = /^\[ipv6:/i.test(text)
    const start = marked ? '[ipv6:'.length : 1
    const close = text.indexOf(']', start)
    if (close < 0) return bad('missing-bracket')
    host = text.slice(start, close)
    const after = text.slice(close + 1)
    if (after !== '' && !after.startsWith(':')) return bad('text-after-bracket', host, after)
    if (marked && !isIpv6(host)) return bad('bad-ipv6-address', host)
    port = after.slice(1)
  } else {
    const colon = text.lastIndexOf(':')
    host = colon < 0 ? '' : text.slice(0, colon)
    port = text.slice(colon + 1)
  }
  if (port === '') return bad('missing-port', host)
  if (host !== '' && !isHostName(host) && !isIpv4(host) && !isIpv6(host)) return bad('bad-host', host, port)
  if (/^[0-9]/.test(port) && !/^[0-9]+$/.test(port)) return bad('bad-port', host, port)
  return { host, port }
}

/** `valid_ipv4_hostaddr` (`src/util/valid_hostname.c`): unlike inet_pton(3) it lets leading zeros pass. */
function isIpv4(text: string): boolean {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return false
  const octets = text.split('.').map(Number)
  return octets.every(octet => octet <= 255) && (octets[0] !== 0 || octets.every(octet => octet === 0))
}

/** A numerical IPv6 address, without brackets. */
function isIpv6(text: string): boolean {
  return parseAddress(text)?.family === 'ipv6'
}

/** `valid_hostname` (`src/util/valid_hostname.c`); names with other than ASCII characters are given the benefit. */
function isHostName(text: string): boolean {
  if (/[^\0-\x7f]/.test(text)) return true
  if (text.length > 255 || /^[0-9.]*$/.test(text)) return false
  return text.split('.').every(label => /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label))
}

/** Ports that every services(5) has, for releases without `known_tcp_ports`. */
const commonPorts: Readonly<Record<string, string>> = { smtp: '25', submission: '587', submissions: '465', qmqp: '628' }

/** A port as a number where Postfix itself, or every host, knows the name; otherwise as written. */
export function portNumber(project: Project, port: string): string {
  if (/^[0-9]+$/.test(port)) return String(Number(port))
  return knownPorts(project).get(port) ?? (Object.hasOwn(commonPorts, port) ? (commonPorts[port] ?? port) : port)
}

/** Names that `known_tcp_ports` gives to ports (`lmtp=24, smtps=submissions=465`). */
export const knownPorts = remembered((project: Project): ReadonlyMap<string, string> => {
  const ports = new Map<string, string>()
  const setting = compareVersions(project.catalog.version, '3.6') >= 0 ? project.base.get('known_tcp_ports') : undefined
  for (const item of setting?.list() ?? []) {
    const names = setting?.text.slice(item.span.start, item.span.end).split('=') ?? []
    const number = names.pop()
    if (number !== undefined && /^[0-9]+$/.test(number)) for (const name of names) ports.set(name, number)
  }
  return ports
})
