import type { Catalog } from '../catalog/types.js'
import type { ServiceLine } from '../syntax/nodes.js'
import { unmapped } from '../text/mapped-text.js'
import type { Effective } from './effective.js'
import type { Definition, Lookup } from './expand.js'
import type { HostDescription } from './facts.js'
import { hostDefault } from './host-defaults.js'

/**
 * What Postfix uses for a name that nobody set: the built-in default, the default of a name that a service makes
 * (`<transport>_destination_concurrency_limit` ...), or what it computes from the host.
 */
export function defaultsFor(
  catalog: Catalog,
  entries: readonly ServiceLine[],
  host: HostDescription | undefined,
  base: Effective,
): Lookup {
  let made: ReadonlyMap<string, string> | undefined
  const serviceMade = () => {
    made ??= new Map(
      entries.flatMap(entry =>
        catalog
          .serviceMade({ name: entry.service.text, program: entry.command.text })
          .map(({ name, default: text }) => [name, text] as const),
      ),
    )
    return made
  }
  return (name): Definition | undefined => {
    const parameter = catalog.parameter(name)
    if (parameter === undefined) {
      const text = serviceMade().get(name)
      return text === undefined ? undefined : { value: unmapped(text) }
    }
    if (parameter.class === 'legacy') return undefined
    if (parameter.default !== null) return { value: unmapped(parameter.default) }
    return hostDefault(name, host, base, catalog) ?? { value: unmapped(''), unknown: true }
  }
}
