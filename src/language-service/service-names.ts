import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import type { ServiceName } from './occurrence-types.js'

/**
 * The entries a service name can mean. Programs reach each other through sockets in the queue directory, so a name in a
 * setting never means an `inet` entry; names of `inet` entries are ports.
 */
export function entriesOf(project: Project, at: ServiceName): readonly Service[] {
  const internal = isInternal(at)
  return project.services.filter(service => service.name === at.name && (service.type !== 'inet') === internal)
}

/** Whether two names mean the same service. */
export function sameService(a: ServiceName, b: ServiceName): boolean {
  return a.name === b.name && isInternal(a) === isInternal(b)
}

function isInternal(at: ServiceName): boolean {
  return at.service === undefined || at.service.type !== 'inet'
}
