import type { Catalog } from '../catalog/types.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** The service that delivery requests for a transport reach: `private/NAME`, a UNIX-domain stream socket. */
export function findTransport(project: Project, name: string): Service | undefined {
  // The last entry of a name wins (`src/master/master_ent.c`).
  return project.services.findLast(
    service => service.name === name && service.type === 'unix' && service.isPrivate === true,
  )
}

/** Services of that name that delivery requests do not reach: a network listener, or one in the public directory. */
export function findNamesake(project: Project, name: string): Service | undefined {
  return project.services.find(service => service.name === name)
}

/** True when an entry of that name is there but cannot be read to its end. */
export function isHalfWritten(project: Project, name: string): boolean {
  const lines = project.master?.lines ?? []
  return lines.some(line => line.type === 'incomplete-service' && line.fields[0]?.text === name)
}

/** Names under which delivery requests are accepted. */
export function transportNames(project: Project): readonly string[] {
  const reachable = project.services.filter(service => service.type === 'unix' && service.isPrivate === true)
  return reachable
    .filter(service => isDeliveryAgent(project.catalog, service.program) !== false)
    .map(service => service.name)
}

/** Does a program take delivery requests from the queue manager? Undefined for one that does not come with Postfix. */
export function isDeliveryAgent(catalog: Catalog, program: string): boolean | undefined {
  if (catalog.program(program) === undefined) return undefined
  // pipe(8) has no stock service that is switched on, all the others have.
  return (
    program === 'pipe' ||
    catalog.services().some(known => known.program === program && known.connectedFrom.includes('qmgr_transport'))
  )
}

/** True when master.cf has what no working mail system is without: it is then not an excerpt. */
export function looksComplete(project: Project): boolean {
  const programs = new Set(project.services.map(service => service.program))
  return programs.has('cleanup') && (programs.has('qmgr') || programs.has('nqmgr') || programs.has('oqmgr'))
}
