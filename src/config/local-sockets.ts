import type { Resolved } from './effective.js'
import { groupItems, type ListItem, listItems, partOfItem } from './elements.js'
import { isReadable } from './mail-path.js'
import type { Project } from './project.js'
import type { Service } from './service.js'
import { findTransport } from './service-lookup.js'
import { readDestination, readTransport, type SpecPart } from './transport-specs.js'
import { transportParameters } from './used-transports.js'

/** A UNIX-domain socket that a service connects to. */
export interface LocalSocket {
  readonly service: Service
  /** The parameter that names it. */
  readonly parameter: string
  /** The path as written, with its place. */
  readonly path: SpecPart
}

const scheme = /^(?:unix|local):(?=.)/s

function pathIn(item: ListItem): SpecPart | undefined {
  const target = item.group ? groupItems(item.text, item.group)[0] : item
  const prefix = target && scheme.exec(target.value)?.[0]
  if (target === undefined || prefix === undefined) return undefined
  const place = partOfItem(target, prefix.length, target.value.length)
  return { ...place, value: target.value.slice(prefix.length) }
}

function socketsIn(service: Service, resolved: Resolved | undefined): readonly LocalSocket[] {
  if (resolved === undefined || !isReadable(resolved)) return []
  return listItems(resolved).flatMap((item): LocalSocket[] => {
    const path = pathIn(item)
    return path ? [{ service, parameter: resolved.name, path }] : []
  })
}

/** The policy servers that a service asks: what follows `check_policy_service` in its restriction lists. */
function policyServers(
  project: Project,
  service: Service,
): readonly { readonly parameter: string; readonly item: ListItem }[] {
  return project.catalog.restrictionLists().flatMap(({ parameter }) => {
    const resolved = service.config.get(parameter)
    if (resolved === undefined || !isReadable(resolved)) return []
    const items = listItems(resolved)
    return items.flatMap((item, index) =>
      items[index - 1]?.value.toLowerCase() === 'check_policy_service' ? [{ parameter, item }] : [],
    )
  })
}

function policySockets(project: Project, service: Service): readonly LocalSocket[] {
  return policyServers(project, service).flatMap(({ parameter, item }): LocalSocket[] => {
    const path = pathIn(item)
    return path ? [{ service, parameter, path }] : []
  })
}

/** Names of the services of master.cf that a service asks as policy servers (`unix:private/NAME`). */
export function policySocketNames(project: Project, service: Service): readonly string[] {
  return policyServers(project, service).flatMap(({ item }) => {
    const [target] = item.group ? groupItems(item.text, item.group) : [item]
    const name = target && /^unix:private\/(.+)$/.exec(target.value)?.[1]
    return name === undefined ? [] : [name]
  })
}

function authSocket(service: Service): readonly LocalSocket[] {
  const { config } = service
  const on = config.get('smtpd_sasl_auth_enable')
  const path = config.get('smtpd_sasl_path')
  if (on?.text.toLowerCase() !== 'yes' || config.get('smtpd_sasl_type')?.text !== 'dovecot') return []
  if (path === undefined || !isReadable(path) || path.text === '' || path.text.startsWith('inet:')) return []
  const place: SpecPart = { text: path.expanded.text, span: { start: 0, end: path.text.length }, value: path.text }
  return [{ service, parameter: path.name, path: place }]
}

/** `lmtp:unix:/path` in a transport setting: the service of that name connects to it. */
function deliverySockets(project: Project): readonly LocalSocket[] {
  return transportParameters(project.catalog).flatMap((name): LocalSocket[] => {
    const resolved = project.base.get(name)
    if (resolved?.setting === undefined || !isReadable(resolved)) return []
    const spec = readTransport(resolved)
    const service = spec && findTransport(project, spec.transport.value)
    const destination = spec?.nexthop && readDestination(spec.nexthop)
    if (service === undefined || destination?.type !== 'socket' || service.program !== 'lmtp') return []
    return [{ service, parameter: name, path: destination.path }]
  })
}

/** Every socket that main.cf and master.cf name by an absolute path, once for each service that connects to it. */
export function localSockets(project: Project): readonly LocalSocket[] {
  return allSockets(project).filter(({ path }) => path.value.startsWith('/'))
}

/** Sockets that are named by their path below the queue directory, those of services of master.cf left out. */
export function queueSockets(project: Project): readonly LocalSocket[] {
  const own = new Set(
    project.services.map(({ name, isPrivate }) => `${isPrivate === false ? 'public' : 'private'}/${name}`),
  )
  return allSockets(project).filter(({ path }) => !path.value.startsWith('/') && !own.has(path.value))
}

function allSockets(project: Project): readonly LocalSocket[] {
  const ofServices = project.services.flatMap(service => {
    switch (service.program) {
      case 'smtpd':
        return [
          ...socketsIn(service, service.config.get('smtpd_milters')),
          ...policySockets(project, service),
          ...authSocket(service),
        ]
      case 'cleanup':
        return socketsIn(service, service.config.get('non_smtpd_milters'))
      default:
        return []
    }
  })
  return [...ofServices, ...deliverySockets(project)]
}
