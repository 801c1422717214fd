import { portNumber, readInetEndpoint } from './inet-endpoint.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** True for an address or name that only this host itself can reach. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|::1|localhost(?:\.localdomain)?|localhost[46]|ip6-localhost|ip6-loopback)$/i.test(
    host,
  )
}

/** Ports that mail clients and other mail servers use: smtp, submissions, submission. */
const clientPorts = new Set(['25', '465', '587'])

/** True for a service on a port that mail clients or other mail servers use. */
export function isClientPort(project: Project, service: Service): boolean {
  return service.type === 'inet' && clientPorts.has(portNumber(project, readInetEndpoint(service.name).port))
}

/** True for a port on which mail servers talk to each other, also by its name. */
export function isServerPort(project: Project, port: string): boolean {
  return portNumber(project, port) === '25'
}

/** True when only programs on this host can connect to a service; undefined when that cannot be told. */
export function isLocalOnly(project: Project, service: Service): boolean | undefined {
  if (service.type !== 'inet') return true
  const { host, problem } = readInetEndpoint(service.name)
  if (problem !== undefined) return undefined
  if (host !== '') return isLoopbackHost(host)
  // master(8) itself reads inet_interfaces: a -o of the service does not count.
  const interfaces = project.base.get('inet_interfaces')
  if (interfaces === undefined || interfaces.unknown) return undefined
  const items = interfaces.list().map(({ span }) => interfaces.text.slice(span.start, span.end))
  return items.length > 0 && items.every(item => item.toLowerCase() === 'loopback-only' || isLoopbackHost(item))
}
