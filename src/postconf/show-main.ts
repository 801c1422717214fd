import type { Configuration } from './configuration.js'
import { expandText } from './expansion.js'
import { columns } from './master-entry.js'
import { compareBytes, type ValidNames } from './names.js'
import type { ParameterClass, PostconfOptions } from './options.js'
import { formatLine, jsonLine } from './print-line.js'
import type { Session } from './session.js'

/** A name that postconf(1) can show. */
interface Shown {
  readonly name: string
  readonly class: ParameterClass | 'legacy'
  readonly raw: boolean
}

/** Shows main.cf parameters: all of the classes, or those that were named (`pcf_show_parameters`). */
export function showMain(
  configuration: Configuration,
  valid: ValidNames,
  options: PostconfOptions,
  session: Session,
): void {
  const find = finder(configuration, valid, session)
  if (options.names.length === 0) {
    // With -n, nothing shows that is not set.
    const names = options.flags.has('n')
      ? [...configuration.main.keys()].sort(compareBytes)
      : allNames(configuration, valid, session)
    for (const name of names) {
      const shown = find(name)
      if (shown !== undefined && shown.class !== 'legacy' && options.classes.has(shown.class))
        show(shown, configuration, options, session)
    }
    return
  }
  for (const name of options.names) {
    const shown = find(name)
    if (shown === undefined) session.warn(`${name}: unknown parameter`)
    else show(shown, configuration, options, session)
  }
}

/** Every name there is, in the order of its bytes. */
export function allNames(configuration: Configuration, valid: ValidNames, session: Session): readonly string[] {
  const { catalog } = session
  const names = new Set([...catalog.parameterNames(), ...valid.ownNames])
  for (const { entry } of configuration.services) {
    const service = { name: entry.name, program: entry.words[columns - 1] ?? '' }
    for (const { name } of catalog.serviceMade(service)) names.add(name)
  }
  return [...names].sort(compareBytes)
}

/** Finds what a name is; undefined for one that nothing knows. */
export function finder(
  configuration: Configuration,
  valid: ValidNames,
  session: Session,
): (name: string) => Shown | undefined {
  const { catalog } = session
  const own = new Set(valid.ownNames)
  const isSet = (name: string) =>
    configuration.main.has(name) || configuration.services.some(service => service.own?.has(name))
  return name => {
    const parameter = catalog.parameter(name)
    if (parameter !== undefined && parameter.class !== 'unlisted') {
      const raw = parameter.type === 'raw'
      // A legacy parameter is shown like one of the user's as soon as it is set.
      if (parameter.class === 'legacy') return { name, class: isSet(name) ? 'user' : 'legacy', raw }
      return { name, class: isOfService(name, configuration, session) ? 'service' : 'builtin', raw }
    }
    if (configuration.made(name) !== undefined) return { name, class: 'service', raw: false }
    return own.has(name) ? { name, class: 'user', raw: false } : undefined
  }
}

/** Built-in parameters such as local_destination_recipient_limit count as those of the service, when there is one. */
function isOfService(name: string, { services }: Configuration, { catalog }: Session): boolean {
  const family = catalog.transportFamily(name)
  if (family === undefined) return false
  return services.some(
    ({ entry }) => entry.name === family.transport && family.programs.includes(entry.words[columns - 1] ?? ''),
  )
}

/** Shows one parameter, if it has the value that is asked for (`pcf_print_parameter`). */
function show({ name, raw }: Shown, configuration: Configuration, { flags }: PostconfOptions, session: Session): void {
  const setting = flags.has('d') ? undefined : configuration.main.get(name)?.value.text
  const written = setting ?? (flags.has('n') ? undefined : (configuration.defaultOf(name) ?? ''))
  if (written === undefined) return
  const fold = flags.has('f')
  if (flags.has('H')) {
    session.print(formatLine(name, fold))
    return
  }
  const value = flags.has('x') && !raw ? expandText(written, configuration.view, session) : written
  if (flags.has('j')) session.print(jsonLine(name, value))
  else session.print(formatLine(flags.has('h') ? value : `${name} = ${value}`, fold))
}
