import type { Configuration, Service } from './configuration.js'
import { expandText } from './expansion.js'
import { columns } from './master-entry.js'
import { compareBytes, type ValidNames } from './names.js'
import type { PostconfOptions } from './options.js'
import { formatLine, jsonLine } from './print-line.js'
import { type EntryStyle, formatEntry, formatEntryAsJson, formatField, formatFieldAsJson } from './print-master.js'
import { isAny, matches, readField, readPattern, type ServicePattern } from './service-patterns.js'
import type { Session } from './session.js'
import { allNames, finder } from './show-main.js'

/** A pattern of the command line, and whether anything fits it. */
interface Request extends ServicePattern {
  matched: boolean
}

function readRequests(names: readonly string[], most: number, fatal: string, session: Session): readonly Request[] {
  return names.map(name => {
    const pattern = readPattern(name, 1, most)
    return pattern === undefined ? session.fatal(fatal) : { ...pattern, matched: false }
  })
}

function warnOfUnmatched(requests: readonly Request[], session: Session): void {
  for (const request of requests) if (!request.matched) session.warn(`unmatched request: "${request.raw}"`)
}

/** What is asked about a service: itself once when nothing is named, and once for each pattern that fits. */
function* requestsFor(service: Service, requests: readonly Request[]): Generator<Request> {
  const { name, type } = service.entry
  for (const request of requests) if (matches(request, name, type)) yield request
}

function styleOf(service: Service, { flags }: PostconfOptions): EntryStyle {
  return { fold: flags.has('f'), ...(flags.has('x') && { expandIn: service.view }) }
}

/** Shows whole entries (`pcf_show_master_entries`). */
export function showEntries({ services }: Configuration, options: PostconfOptions, session: Session): void {
  const requests = readRequests(options.names, 2, '-M option requires service_name[/type]', session)
  const format = options.flags.has('j') ? formatEntryAsJson : formatEntry
  for (const service of services) {
    const show = () => session.print(format(service.entry, styleOf(service, options), session))
    if (requests.length === 0) show()
    for (const request of requestsFor(service, requests)) {
      request.matched = true
      show()
    }
  }
  warnOfUnmatched(requests, session)
}

/** Shows columns (`pcf_show_master_fields`). */
export function showFields({ services }: Configuration, options: PostconfOptions, session: Session): void {
  const { flags } = options
  const requests = readRequests(options.names, 3, '-F option requires service_name[/type[/field]]', session)
  const fields = requests.map(request => readField(request.rest, session))
  for (const service of services) {
    const show = (field: number | '*') => {
      const style = { ...styleOf(service, options), names: !flags.has('h'), values: !flags.has('H') }
      for (let index = 0; index < columns; index++) {
        if (field !== '*' && field !== index) continue
        session.print(
          flags.has('j')
            ? formatFieldAsJson(service.entry, index, style, session)
            : formatField(service.entry, index, style, session),
        )
      }
    }
    if (requests.length === 0) show('*')
    for (const request of requestsFor(service, requests)) {
      request.matched = true
      show(fields[requests.indexOf(request)] ?? '*')
    }
  }
  warnOfUnmatched(requests, session)
}

/** Shows the `-o` of services, or with `-PP` all their parameters (`pcf_show_master_params`). */
export function showParameters(
  configuration: Configuration,
  valid: ValidNames,
  options: PostconfOptions,
  session: Session,
): void {
  const requests = readRequests(options.names, 3, '-P option requires service_name[/type[/parameter]]', session)
  for (const service of configuration.services) {
    const values = options.flags.has('PP')
      ? allValues(service, configuration, valid, options, session)
      : ownValues(service)
    if (values === undefined) continue
    const showAll = () => {
      for (const name of [...values.keys()].sort(compareBytes))
        showOne(service, name, values.get(name) ?? '', options, session)
    }
    if (requests.length === 0) showAll()
    for (const request of requestsFor(service, requests)) {
      const value = values.get(request.rest)
      if (isAny(request.rest)) showAll()
      else if (value === undefined) continue
      else showOne(service, request.rest, value, options, session)
      request.matched = true
    }
  }
  warnOfUnmatched(requests, session)
}

function ownValues({ own }: Service): ReadonlyMap<string, string> | undefined {
  return own && new Map([...own.values()].map(({ name, value }) => [name, value.text]))
}

/** All parameters as a service sees them (`merge_main_master_parameters`). */
function allValues(
  service: Service,
  configuration: Configuration,
  valid: ValidNames,
  { names, classes }: PostconfOptions,
  session: Session,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const find = finder(configuration, valid, session)
  for (const name of allNames(configuration, valid, session)) {
    const shown = find(name)
    if (shown === undefined) continue
    if (names.length === 0 && (shown.class === 'legacy' || !classes.has(shown.class))) continue
    values.set(name, service.view.get(name)?.written.text ?? '')
  }
  for (const { name, value } of service.own?.values() ?? []) if (!values.has(name)) values.set(name, value.text)
  return values
}

function showOne(service: Service, name: string, value: string, { flags }: PostconfOptions, session: Session): void {
  const key = `${service.entry.space}/${name}`
  const fold = flags.has('f')
  if (flags.has('H')) {
    session.print(formatLine(key, fold))
    return
  }
  const text = flags.has('x') ? expandText(value, service.view, session) : value
  if (flags.has('j')) session.print(jsonLine(key, text))
  else session.print(formatLine(flags.has('h') ? text : `${key} = ${text}`, fold))
}
