import type { Catalog } from '../catalog/types.js'
import type { Effective } from './effective.js'
import { isReadable } from './mail-path.js'
import type { Project } from './project.js'
import { readTransport } from './transport-specs.js'

const parametersOf = new WeakMap<Catalog, readonly string[]>()

/** The parameters whose value is `transport:nexthop`. */
function transportParameters(catalog: Catalog): readonly string[] {
  const remembered = parametersOf.get(catalog)
  if (remembered !== undefined) return remembered
  const found = catalog.parametersOfKind('transport-nexthop')
  parametersOf.set(catalog, found)
  return found
}

const known = new WeakMap<Project, ReadonlySet<string>>()

/**
 * Names of the transports that main.cf and the `-o` of master.cf send mail to, by a setting or a default. Tables can
 * name more: those are not seen here.
 */
export function usedTransports(project: Project): ReadonlySet<string> {
  const remembered = known.get(project)
  if (remembered !== undefined) return remembered
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
  known.set(project, found)
  return found
}
