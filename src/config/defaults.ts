import type { Catalog } from '../catalog/types.js'
import type { ServiceLine } from '../syntax/nodes.js'
import { lazily } from '../text/lazily.js'
import { unmapped } from '../text/mapped-text.js'
import { noteRead } from '../text/reads.js'
import { remembered } from '../text/remembered.js'
import {
  allOfMaster,
  createConstant,
  createEffective,
  type Layers,
  type Resolved,
  type StockValue,
  stockValue,
} from './effective.js'
import type { Definition } from './expand.js'
import type { HostDescription } from './facts.js'
import { hostDefault } from './host-defaults.js'
import { macroRules } from './macro-types.js'

const constants = remembered((_: Catalog) => new Map<string, Resolved>())

/** A built-in default that refers to nothing, read once for a release; undefined for every other name. */
export function constantDefault(catalog: Catalog, name: string): Resolved | undefined {
  const known = constants(catalog)
  const found = known.get(name)
  if (found !== undefined) return found
  const parameter = catalog.parameter(name)
  const text = parameter?.class === 'legacy' ? null : parameter?.default
  if (typeof text !== 'string' || text.includes('$')) return undefined
  const made = createConstant(name, { value: unmapped(text) })
  known.set(name, made)
  return made
}

/** The view of a configuration that sets nothing, with what is known of its values. */
const stock = remembered((catalog: Catalog) => ({
  view: createEffective({
    from: 'main.cf',
    own: new Map(),
    defaultOf: defaultsFor(catalog, [], undefined),
    constantOf: name => constantDefault(catalog, name),
    isRaw: name => catalog.parameter(name)?.type === 'raw',
    expansion: { rules: macroRules(catalog) },
  }),
  values: new Map<string, StockValue | undefined>(),
}))

/** A built-in default that refers to others, worked out once for a release; undefined where the host or master.cf decides. */
export function stockDefault(catalog: Catalog, name: string): StockValue | undefined {
  if (typeof catalog.parameter(name)?.default !== 'string') return undefined
  const { view, values } = stock(catalog)
  const known = values.get(name)
  if (known !== undefined || values.has(name)) return known
  const made = stockValue(view, name)
  values.set(name, made)
  return made
}

/**
 * What Postfix uses for a name that nobody set: the built-in default, the default of a name that a service makes
 * (`<transport>_destination_concurrency_limit` ...), or what it computes from the host.
 */
export function defaultsFor(
  catalog: Catalog,
  entries: readonly ServiceLine[],
  host: HostDescription | undefined,
): Layers['defaultOf'] {
  const programs = lazily(() => {
    const found = new Map<string, string[]>()
    for (const { service, command } of entries) {
      const same = found.get(service.text)
      if (same === undefined) found.set(service.text, [command.text])
      else same.push(command.text)
    }
    return found
  })
  /** The default of a name that a service makes; of two entries of one name the last counts. */
  const serviceMade = (name: string): string | undefined => {
    noteRead(allOfMaster)
    for (const suffix of catalog.transportSuffixes()) {
      if (!name.endsWith(suffix)) continue
      const transport = name.slice(0, -suffix.length)
      const commands = programs().get(transport) ?? []
      for (const program of commands.toReversed()) {
        const made = catalog.serviceMade({ name: transport, program }).find(each => each.name === name)
        if (made !== undefined) return made.default
      }
    }
    return undefined
  }
  return (name, view): Definition | undefined => {
    const parameter = catalog.parameter(name)
    if (parameter === undefined) {
      // Names that services make end in what a family is known by: for any other, they need not be listed.
      if (catalog.transportFamily(name) === undefined) return undefined
      const text = serviceMade(name)
      return text === undefined ? undefined : { value: unmapped(text) }
    }
    if (parameter.class === 'legacy') return undefined
    if (parameter.default !== null) return { value: unmapped(parameter.default) }
    return hostDefault(name, host, view, catalog) ?? { value: unmapped(''), unknown: true }
  }
}
