import type { Catalog } from '../catalog/types.js'
import { unmapped } from '../text/mapped-text.js'
import { remembered } from '../text/remembered.js'
import type { Effective } from './effective.js'
import type { Definition } from './expand.js'
import type { HostDescription } from './facts.js'
import { ownNetworks, type Voice } from './own-networks.js'

/** `DEF_MYDOMAIN` (`src/global/mail_params.h`). */
const domainOfLastResort = 'localdomain'

type HostDefault = (host: HostDescription | undefined, view: Effective, catalog: Catalog) => Definition | undefined

/** What is being worked out right now, in each view. */
const beingDerived = remembered((_: Effective) => new Set<string>())

/** Postfix stops here: nothing has a value then. */
class Stop extends Error {}

const silent: Voice = {
  warn: () => undefined,
  fatal: message => {
    throw new Stop(message)
  },
}

/** Is a name set, in this view or in the one below? */
function isSet(view: Effective, name: string): boolean {
  return view.sets(name) || (view.below?.sets(name) ?? false)
}

/** How Postfix computes the defaults that no table holds (`src/global/mail_params.c`). Undefined: the host is not known. */
const computed: Readonly<Record<string, HostDefault>> = {
  myhostname(host, view) {
    if (host === undefined) return undefined
    if (host.hostname.includes('.')) return { value: unmapped(host.hostname) }
    const domain = isSet(view, 'mydomain') ? view.get('mydomain') : undefined
    if (domain?.unknown) return undefined
    return { value: unmapped(`${host.hostname}.${domain?.text ?? domainOfLastResort}`) }
  },
  mydomain(_host, view) {
    const name = view.get('myhostname')
    // `myhostname = mail.$mydomain`: Postfix reads that first, when there is no mydomain yet, and then takes what is
    // after the dot, which is nothing: `fatal: bad string length 0 < 1: mydomain =`.
    if (name?.isBeingExpanded) return { value: unmapped('') }
    if (name === undefined || name.unknown) return undefined
    const dot = name.text.indexOf('.')
    // `myhostname = $mydomain`: there is nothing yet that could stand there.
    const withoutDot = name.expanded.references.some(each => each.name === 'mydomain') ? '' : domainOfLastResort
    return { value: unmapped(dot < 0 ? withoutDot : name.text.slice(dot + 1)) }
  },
  mynetworks(host, view, { version }) {
    if (host?.addresses === undefined) return undefined
    const [interfaces, style, protocols] = networkSettings.map(name => view.get(name))
    if (!interfaces || !style || !protocols || interfaces.unknown || style.unknown || protocols.unknown)
      return undefined
    try {
      const settings = { interfaces: interfaces.text, style: style.text, protocols: protocols.text, version }
      return { value: unmapped(ownNetworks(settings, host, silent)) }
    } catch (error) {
      if (error instanceof Stop) return undefined
      throw error
    }
  },
  mail_version: (_host, _view, catalog) => ({ value: unmapped(catalog.version) }),
}

const networkSettings = ['inet_interfaces', 'mynetworks_style', 'inet_protocols'] as const

/** What the computed defaults are made from, by name. */
const madeFrom: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['myhostname', ['mydomain']],
  ['mydomain', ['myhostname']],
  ['mynetworks', networkSettings],
])

/** Names by which a view is being compared with the one below right now. */
const beingCompared = remembered((_: Effective) => new Set<string>())

/**
 * Has a service another default for a name than main.cf has? `-o myhostname=...` changes `mydomain`, in that program
 * only.
 */
export function hasOtherDefault(name: string, view: Effective): boolean {
  const sources = madeFrom.get(name)
  const { below } = view
  if (sources === undefined || below === undefined) return false
  const compared = beingCompared(view)
  if (compared.size > 0) return false
  compared.add(name)
  try {
    return sources.some(
      source => (isSet(view, source) || !madeFrom.has(source)) && view.get(source)?.text !== below.get(source)?.text,
    )
  } finally {
    compared.delete(name)
  }
}

/** The default of a host-dependent parameter in a view; undefined when it cannot be known. */
export function hostDefault(
  name: string,
  host: HostDescription | undefined,
  view: Effective,
  catalog: Catalog,
): Definition | undefined {
  const compute = Object.hasOwn(computed, name) ? computed[name] : undefined
  if (compute === undefined) return undefined
  const derived = beingDerived(view)
  if (derived.has(name)) return { value: unmapped('') }
  derived.add(name)
  try {
    return compute(host, view, catalog)
  } finally {
    derived.delete(name)
  }
}
