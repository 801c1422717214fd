import type { Catalog } from '../catalog/types.js'
import { unmapped } from '../text/mapped-text.js'
import type { Effective } from './effective.js'
import type { Definition } from './expand.js'
import type { HostDescription } from './facts.js'

/** `DEF_MYDOMAIN` (`src/global/mail_params.h`). */
const domainOfLastResort = 'localdomain'

type HostDefault = (host: HostDescription | undefined, base: Effective, catalog: Catalog) => Definition | undefined

/** Views whose mydomain is being worked out right now. */
const beingDerived = new WeakSet<Effective>()

/** How Postfix computes the defaults that no table holds (`src/global/mail_params.c`). Undefined: the host is not known. */
const computed: Readonly<Record<string, HostDefault>> = {
  myhostname(host, base) {
    if (host === undefined) return undefined
    if (host.hostname.includes('.')) return { value: unmapped(host.hostname) }
    const domain = base.own.has('mydomain') ? base.get('mydomain')?.text : undefined
    return { value: unmapped(`${host.hostname}.${domain ?? domainOfLastResort}`) }
  },
  mydomain(_host, base) {
    // `myhostname = mail.$mydomain`: Postfix reads that first, when there is no mydomain yet, and then takes what is
    // after the dot, which is nothing: `fatal: bad string length 0 < 1: mydomain =`.
    if (beingDerived.has(base)) return { value: unmapped('') }
    beingDerived.add(base)
    try {
      const name = base.get('myhostname')
      if (name === undefined || name.unknown) return undefined
      const dot = name.text.indexOf('.')
      return { value: unmapped(dot < 0 ? domainOfLastResort : name.text.slice(dot + 1)) }
    } finally {
      beingDerived.delete(base)
    }
  },
  mail_version: (_host, _base, catalog) => ({ value: unmapped(catalog.version) }),
}

/** The default of a host-dependent parameter; undefined when it cannot be known. */
export function hostDefault(
  name: string,
  host: HostDescription | undefined,
  base: Effective,
  catalog: Catalog,
): Definition | undefined {
  return Object.hasOwn(computed, name) ? computed[name]?.(host, base, catalog) : undefined
}
