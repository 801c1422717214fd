import { remembered } from '../text/remembered.js'
import { disabledServices } from './disabled-services.js'
import { type InetEndpoint, portNumber, readInetEndpoint } from './inet-endpoint.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** A service with the name master(8) knows it by. */
export interface Endpoint {
  readonly service: Service
  /** Two entries with one key are one service (`get_master_ent` in `src/master/master_ent.c`). */
  readonly key: string
  /** Set for `inet` services whose first column can be read; the port as a number where its name is known. */
  readonly inet?: InetEndpoint
}

/** The services that are not switched off and whose name and columns can be read, in order. */
export const serviceEndpoints = remembered((project: Project): readonly Endpoint[] => {
  const off = disabledServices(project)
  return project.services.flatMap(service => {
    const endpoint = off.has(service) ? undefined : endpointOf(project, service)
    return endpoint === undefined ? [] : [endpoint]
  })
})

function endpointOf(project: Project, service: Service): Endpoint | undefined {
  const types = project.catalog.masterFields().types
  const type = types.find(known => known.type === service.type)
  if (type === undefined) return undefined
  if (type.mustBePublic) {
    const { host, port, problem } = readInetEndpoint(service.name)
    if (problem !== undefined) return undefined
    const inet = { host: host.toLowerCase(), port: portNumber(project, port) }
    return { service, inet, key: `${service.type} ${inet.host === '' ? '' : `[${inet.host}]:`}${inet.port}` }
  }
  if (service.isPrivate === undefined) return undefined
  return { service, key: `${service.type} ${service.isPrivate ? 'private' : 'public'}/${service.name}` }
}
