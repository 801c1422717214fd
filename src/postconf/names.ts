import { type NameRemark, type NameSpace, scanNames } from '../config/name-scan.js'
import type { Assignment } from '../syntax/nodes.js'
import type { Configuration, Service } from './configuration.js'
import { deprecationNotice, postscript } from './deprecations.js'
import { assign, type Dictionary, loadDictionary } from './dictionary.js'
import { complain } from './expansion.js'
import { columns } from './master-entry.js'
import type { Session } from './session.js'
import { orderAsTable, orderInParameterTable } from './table-order.js'

/** A name space of `scanNames`, and the service it belongs to. */
interface Space extends NameSpace {
  readonly own: Dictionary
  readonly service: Service | undefined
}

/** Which names have a meaning, by what was set. */
export interface ValidNames {
  /** True for a name that a person made up and that main.cf, or the service, gives a meaning. */
  isUsed(name: string, service?: Service): boolean
  /** Names of main.cf that a person made up and that something uses. */
  readonly ownNames: readonly string[]
}

/** Finds what gives names a meaning, and says what is wrong on the way (`pcf_register_user_parameters`). */
export function registerNames(configuration: Configuration, session: Session, warnsAboutNames: boolean): ValidNames {
  const { main, view, services, made } = configuration
  const { catalog } = session
  const mainSpace: Space = { own: main, view, service: undefined }
  const local = services.flatMap((service): Space[] =>
    service.own ? [{ own: service.own, view: service.view, service }] : [],
  )
  if (!catalog.atLeast('2.9')) return { isUsed: () => true, ownNames: [] }
  const visited = new Set<string>()
  const reason = scanNames(
    { catalog, main: mainSpace, local, made, computed: computedDefaults(configuration, session) },
    remark => report(remark, session, visited, warnsAboutNames),
  )
  const spaceOf = new Map(local.map(space => [space.service?.entry, space]))
  return {
    isUsed: (name, service) => reason(name, (service && spaceOf.get(service.entry)) ?? mainSpace) !== undefined,
    ownNames: [...main.keys()].filter(name => reason(name, mainSpace)?.kind === 'user'),
  }
}

/** Defaults that the host decides, each worked out when Postfix comes to it: some stop the program. */
function* computedDefaults({ main, services, defaultOf }: Configuration, { catalog }: Session): Generator<Assignment> {
  const names = catalog.parameterNames()
  const unset = names.filter(name => !main.has(name) && catalog.parameter(name)?.default === null)
  const made = services.flatMap(({ entry }) =>
    catalog.serviceMade({ name: entry.name, program: entry.words[columns - 1] ?? '' }),
  )
  for (const name of orderInParameterTable(unset, names.length + made.length)) yield assign(name, defaultOf(name) ?? '')
}

function report(remark: NameRemark<Space>, session: Session, visited: Set<string>, warnsAboutNames: boolean): void {
  const { directory, catalog } = session
  const file = remark.space.service === undefined ? 'main.cf' : 'master.cf'
  switch (remark.kind) {
    case 'undefined':
      if (catalog.atLeast('2.10')) session.warn(`${directory}/${file}: undefined parameter: ${remark.name}`)
      break
    case 'complaint':
      complain(remark.complaint, session)
      break
    case 'unreadable': {
      for (const complaint of remark.expanded.complaints) complain(complaint, session)
      if (remark.what === 'clients') session.fatal('macro processing error')
      session.fatal(`dictionary ${remark.space.service?.entry.space ?? 'mail_dict'}: macro processing error`)
      break
    }
    case 'client':
      reportClient(remark, session, visited, warnsAboutNames)
      break
    case 'read-only': {
      // Programs ignore such a setting, and so does the rest of this run.
      const { name, value } = remark.setting
      if (!catalog.atLeast('2.10')) break
      session.warn(`${directory}/${file}: read-only parameter assignment: ${name}=${value.text}`)
      remark.space.own.delete(name)
      break
    }
    default:
      remark satisfies never
  }
}

function reportClient(
  { mention, space }: Extract<NameRemark<Space>, { readonly kind: 'client' }>,
  session: Session,
  visited: Set<string>,
  warnsAboutNames: boolean,
): void {
  const { catalog, directory } = session
  const file = space.service === undefined ? 'main.cf' : 'master.cf'
  const path = catalog.atLeast('3.8') ? `${directory}/${file}` : file
  switch (mention.kind) {
    case 'braces': {
      const where = space.service === undefined ? path : `${path}:${space.service.entry.space}`
      const problem = mention.problem === 'missing-close' ? "missing '}'" : "syntax error after '}'"
      session.warn(`${where}: ${problem} in "${mention.text}"`)
      break
    }
    case 'comment':
      session.warn(`${path}: #comment after other text is not allowed: ${mention.word} ${mention.rest.slice(0, 20)}...`)
      break
    case 'file':
      readClientFile(mention.client, mention.path, session, visited, warnsAboutNames)
      break
    default:
      mention satisfies never
  }
}

/** Looks for names in a database client's file that the client does not read (`pcf_check_dbms_client`). */
function readClientFile(
  client: { readonly type: string; keyNames(): readonly string[] },
  path: string,
  session: Session,
  visited: Set<string>,
  warnsAboutNames: boolean,
): void {
  const table = `${client.type}:${path}`
  if (visited.has(table)) return
  visited.add(table)
  const file = session.host.readFile(path)
  const where = `open "${client.type}" configuration "${path}"`
  if (!('text' in file)) {
    if (file.kind === 'irregular') session.warn(`${where}: not a regular file`)
    else if (file.kind !== 'denied') session.warn(`${where}: ${file.message}`)
    return
  }
  const settings: Dictionary = new Map()
  loadDictionary(settings, path, file.text, session)
  if (!warnsAboutNames) return
  orderAsTable(settings)
  const known = new Set(client.keyNames())
  for (const { name, value } of settings.values()) {
    if (!known.has(name)) session.warn(`${table}: unused parameter: ${name}=${value.text}`)
  }
}

/** Says which settings nothing uses, and from Postfix 3.9 on which are on their way out (`pcf_flag_unused_parameters`). */
export function flagNames(
  settings: Dictionary,
  file: 'main.cf' | 'master.cf',
  service: Service | undefined,
  valid: ValidNames,
  session: Session,
): boolean {
  const { catalog, directory } = session
  const names = catalog.atLeast('3.9') ? [...settings.keys()].sort(compareBytes) : [...settings.keys()]
  let deprecated = false
  let flushed = false
  for (const name of names) {
    const used = valid.isUsed(name, service)
    const notice = deprecationNotice(name, catalog)
    if (used && notice === undefined) continue
    if (!flushed) session.flush()
    flushed = true
    const value = settings.get(name)?.value.text ?? ''
    if (notice === undefined) session.warn(`${directory}/${file}: unused parameter: ${name}=${value}`)
    else if (used)
      session.warn(`${directory}/${file}: support for parameter "${name}" will be removed; instead, ${notice}`)
    else session.warn(`${directory}/${file}: support for parameter ${name} has been removed; instead, ${notice}`)
    deprecated ||= notice !== undefined
  }
  return deprecated
}

/** Says all that `flagNames` says, for master.cf and, if asked, main.cf. */
export function flagAllNames(
  configuration: Configuration,
  valid: ValidNames,
  session: Session,
  withMain: boolean,
): void {
  if (!session.catalog.atLeast('2.9')) return
  const found = withMain ? [flagNames(configuration.main, 'main.cf', undefined, valid, session)] : []
  for (const service of configuration.services) {
    if (service.own) found.push(flagNames(service.own, 'master.cf', service, valid, session))
  }
  session.flush()
  if (found.includes(true)) session.warn(postscript)
}

/** Order of strcmp(3), for texts of bytes. */
export function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
