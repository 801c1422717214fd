import type { Catalog } from '../catalog/types.js'
import { remembered } from '../text/remembered.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** Services by name, worked out once for a project. */
interface ServiceIndex {
  readonly transports: ReadonlyMap<string, Service>
  readonly namesakes: ReadonlyMap<string, Service>
  readonly halfWritten: ReadonlySet<string>
}

const indexOf = remembered((project: Project): ServiceIndex => {
  const transports = new Map<string, Service>()
  const namesakes = new Map<string, Service>()
  for (const service of project.services) {
    // The last entry of a name wins (`src/master/master_ent.c`).
    if (isReachable(service)) transports.set(service.name, service)
    if (!namesakes.has(service.name)) namesakes.set(service.name, service)
  }
  const halfWritten = new Set<string>()
  for (const line of project.master?.lines ?? []) {
    const name = line.type === 'incomplete-service' ? line.fields[0]?.text : undefined
    if (name !== undefined) halfWritten.add(name)
  }
  return { transports, namesakes, halfWritten }
})

/** Delivery requests go to `private/NAME`, a UNIX-domain stream socket. */
function isReachable(service: Service): boolean {
  return service.type === 'unix' && service.isPrivate === true
}

/** The service that delivery requests for a transport reach. */
export function findTransport(project: Project, name: string): Service | undefined {
  return indexOf(project).transports.get(name)
}

/** The first service of that name, whether delivery requests reach it or not. */
export function findNamesake(project: Project, name: string): Service | undefined {
  return indexOf(project).namesakes.get(name)
}

/** True when an entry of that name is there but cannot be read to its end. */
export function isHalfWritten(project: Project, name: string): boolean {
  return indexOf(project).halfWritten.has(name)
}

/** More names than any real master.cf has are not worth comparing with. */
const namesAtMost = 500

/** Names under which delivery requests are accepted. */
export const transportNames = remembered((project: Project): readonly string[] => {
  const services = [...indexOf(project).transports.values()].slice(0, namesAtMost)
  return services
    .filter(service => isDeliveryAgent(project.catalog, service.program) !== false)
    .map(service => service.name)
})

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
export const looksComplete = remembered((project: Project): boolean => {
  const programs = new Set(project.services.map(service => service.program))
  return programs.has('cleanup') && (programs.has('qmgr') || programs.has('nqmgr') || programs.has('oqmgr'))
})
