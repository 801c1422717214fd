import { remembered } from '../text/remembered.js'
import type { Resolved } from './effective.js'
import { isClientPort } from './listeners.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** A service through which mail comes into the queue: smtpd(8), pickup(8), qmqpd(8). */
export interface EntryPoint {
  readonly service: Service
  /** Its `content_filter`, when it has one. */
  readonly contentFilter?: Resolved
  /** Its `smtpd_proxy_filter`, when it has one. */
  readonly proxyFilter?: Resolved
  /** Its `receive_override_options`. */
  readonly options: ReadonlySet<string>
  /** False where a value could not be worked out. */
  readonly known: boolean
}

const entryPrograms = new Set(['smtpd', 'pickup', 'qmqpd'])

/** Every service through which mail comes in, in order of master.cf. */
export const entryPoints = remembered((project: Project): readonly EntryPoint[] =>
  project.services.filter(service => entryPrograms.has(service.program)).map(entryPoint),
)

function entryPoint(service: Service): EntryPoint {
  const contentFilter = service.config.get('content_filter')
  const proxyFilter = service.program === 'smtpd' ? service.config.get('smtpd_proxy_filter') : undefined
  const options = service.config.get('receive_override_options')
  const read = [contentFilter, proxyFilter, options]
  const known = read.every(value => value === undefined || isReadable(value))
  return {
    service,
    ...(contentFilter && contentFilter.text !== '' && { contentFilter }),
    ...(proxyFilter && proxyFilter.text !== '' && { proxyFilter }),
    options: words(options),
    known,
  }
}

/** True when a value could be worked out without facts of the host. */
export function isReadable(resolved: Resolved): boolean {
  return !resolved.unknown && resolved.expanded.problem === undefined
}

/** The words of a list value. */
export function words(resolved: Resolved | undefined): ReadonlySet<string> {
  if (resolved === undefined) return new Set()
  return new Set(resolved.list().map(({ span }) => resolved.text.slice(span.start, span.end)))
}

/** True when mail of this entry leaves Postfix for a filter before it is delivered. */
export function isFiltered(entry: EntryPoint): boolean {
  return entry.contentFilter !== undefined || entry.proxyFilter !== undefined
}

/**
 * True for a listener through which a filter may hand mail back: smtpd(8) without a filter of its own, on a port that
 * mail clients and other servers do not use.
 */
export function isReturnListener(project: Project, entry: EntryPoint): boolean {
  const { service } = entry
  return service.program === 'smtpd' && service.type !== 'pass' && !isClientPort(project, service) && !isFiltered(entry)
}
