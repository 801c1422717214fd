import type { Catalog } from '../catalog/types.js'
import { remembered } from '../text/remembered.js'
import type { Effective } from './effective.js'
import { isReadable } from './mail-path.js'
import type { Project } from './project.js'
import { readTransport } from './transport-specs.js'

/** The parameters whose value is `transport:nexthop`. */
export const transportParameters = remembered((catalog: Catalog) => catalog.parametersOfKind('transport-nexthop'))

/**
 * Names of the transports that main.cf and the `-o` of master.cf send mail to, by a setting or a default. Tables can
 * name more: those are not seen here.
 */
export const usedTransports = remembered((project: Project): ReadonlySet<string> => {
  const parameters = transportParameters(project.catalog)
  const found = new Set<string>()
  const collect = (view: Effective, names: Iterable<string>) => {
    for (const name of names) {
      const value = view.get(name)
      const spec = value && isReadable(value) ? readTransport(value) : undefined
      if (spec) found.add(spec.transport.value)
    }
  }
  collect(project.base, parameters)
  const wanted = new Set(parameters)
  for (const service of project.services) {
    const own = service.overrides.map(({ name }) => name).filter(name => wanted.has(name))
    if (own.length > 0) collect(service.config, own)
  }
  return found
})
