import type { Parameter } from '../catalog/types.js'
import type { Effective } from '../config/effective.js'
import { ownNetworks } from '../config/own-networks.js'
import type { Dictionary } from './dictionary.js'
import { expandOrStop, expandText } from './expansion.js'
import { releaseDate } from './release-dates.js'
import type { Session } from './session.js'

/** Defaults that were worked out in this run: some have something to say, and say it once. */
export type DefaultTexts = Map<string, string | typeof beingComputed>

const beingComputed = Symbol('being computed')

/** `DEF_MYDOMAIN` (`src/global/mail_params.h`). */
const domainOfLastResort = 'localdomain'

interface Sources {
  readonly session: Session
  readonly main: Dictionary
  readonly view: Effective
  readonly computed: DefaultTexts
  readonly defaultsOnly: boolean
}

/** Parameters whose default is worked out (`src/postconf/postconf_builtin.c`). */
const computedDefaults: Readonly<Record<string, (sources: Sources) => string>> = {
  myhostname: ({ session, main }) => {
    const { hostname } = session.host
    return hostname.includes('.') ? hostname : `${hostname}.${setText('mydomain', session, main) ?? domainOfLastResort}`
  },
  mydomain: sources => {
    const name = setText('myhostname', sources.session, sources.main) ?? compute('myhostname', sources)
    const dot = name.indexOf('.')
    return dot < 0 ? domainOfLastResort : name.slice(dot + 1)
  },
  mynetworks: ({ session, main, view, defaultsOnly }) => {
    const text = (name: string): string =>
      (defaultsOnly ? undefined : setText(name, session, main)) ?? expandedDefault(name, session, view)
    const interfaces = text('inet_interfaces')
    const style = text('mynetworks_style')
    const { version } = session.catalog
    return ownNetworks({ interfaces, style, protocols: text('inet_protocols'), version }, session.host, session)
  },
  process_id: ({ session }) => String(session.host.processId),
  process_name: () => 'postconf',
  mail_version: ({ session }) => session.catalog.version,
  mail_release_date: ({ session }) => releaseDate(session.catalog.version),
}

/** The default of a parameter as the release prints it. */
export function defaultText(
  parameter: Parameter,
  session: Session,
  main: Dictionary,
  view: Effective,
  computed: DefaultTexts,
  defaultsOnly: boolean,
): string {
  if (parameter.class === 'legacy') return ''
  if (parameter.default !== null) return parameter.default
  return compute(parameter.name, { session, main, view, computed, defaultsOnly })
}

function compute(name: string, sources: Sources): string {
  const known = sources.computed.get(name)
  // A default that needs itself: the real program runs out of stack.
  if (known === beingComputed) return sources.session.fatal('macro processing error')
  if (known !== undefined) return known
  sources.computed.set(name, beingComputed)
  const found = Object.hasOwn(computedDefaults, name) ? computedDefaults[name]?.(sources) : undefined
  sources.computed.set(name, found ?? '')
  return found ?? ''
}

/** A setting of main.cf with what main.cf alone knows put in (`mail_conf_lookup_eval`). */
function setText(name: string, session: Session, main: Dictionary): string | undefined {
  const setting = main.get(name)
  if (setting === undefined) return undefined
  return expandOrStop(setting.value, other => main.get(other), 'dictionary mail_dict: macro processing error', session)
}

function expandedDefault(name: string, session: Session, view: Effective): string {
  return expandText(session.catalog.parameter(name)?.default ?? '', view, session)
}
