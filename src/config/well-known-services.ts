import type { WellKnownService } from '../catalog/types.js'
import { remembered } from '../text/remembered.js'
import type { Project } from './project.js'
import { type Endpoint, serviceEndpoints } from './service-endpoints.js'

/** The name a well-known service has in this configuration; undefined when it cannot be known. */
export function nameOfWellKnown(project: Project, known: WellKnownService): string | undefined {
  if (known.nameParameter === undefined) return known.name
  const setting = project.base.get(known.nameParameter)
  if (setting === undefined) return known.name
  return setting.unknown || setting.expanded.problem || setting.text === '' ? undefined : setting.text
}

/** The entries under the name of a well-known service, with a type it can have, switched-off ones left out. */
export function entriesOfWellKnown(project: Project, known: WellKnownService): readonly Endpoint[] {
  const name = nameOfWellKnown(project, known)
  const named = name === undefined ? undefined : endpointsByName(project).get(name)
  return named?.filter(({ service }) => known.types.includes(service.type)) ?? noEndpoints
}

const noEndpoints: readonly Endpoint[] = []

const endpointsByName = remembered((project: Project): ReadonlyMap<string, readonly Endpoint[]> => {
  const index = new Map<string, Endpoint[]>()
  for (const endpoint of serviceEndpoints(project)) {
    const same = index.get(endpoint.service.name)
    if (same === undefined) index.set(endpoint.service.name, [endpoint])
    else same.push(endpoint)
  }
  return index
})

/** At least this share of the services that every Postfix has must be there. */
const wholeShare = 0.5

/**
 * True when master.cf is a whole one and not an excerpt: most of the services that Postfix brings along are there.
 * From an excerpt nothing can be concluded about what is missing.
 */
export const isWholeMaster = remembered((project: Project): boolean => {
  if (!project.hasMaster) return false
  const names = new Set(project.services.map(service => service.name))
  const stock = project.catalog.services().filter(known => known.stock)
  return stock.filter(known => names.has(known.name)).length >= stock.length * wholeShare
})
