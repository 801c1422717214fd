import { createEffective, type Effective, type Layers } from '../config/effective.js'
import type { Definition } from '../config/expand.js'
import { serviceMadeNames } from '../config/name-scan.js'
import { type MappedText, unmapped } from '../text/mapped-text.js'
import { configLines } from './config-lines.js'
import { type DefaultTexts, defaultText } from './default-texts.js'
import { assign, type Dictionary, loadDictionary, splitText } from './dictionary.js'
import { expansionOf, isVerbatim } from './expansion.js'
import { columns, expectsValue, isOption, type MasterEntry, readEntry } from './master-entry.js'
import type { Session } from './session.js'
import { orderAsTable } from './table-order.js'

/** A master.cf entry with the name space its `-o` make. */
export interface Service {
  readonly entry: MasterEntry
  /** Shared by entries with the same name and type; undefined when there was no `-o` so far. */
  readonly own: Dictionary | undefined
  readonly view: Effective
}

/** An entry, and the dictionary of its `-o`. */
type Overrides = Pick<Service, 'entry' | 'own'>

/** What was read, before anything is made of it. */
export interface Sources {
  readonly main: Dictionary
  readonly overrides: readonly Overrides[]
  /** With `-d`, nothing that a person set counts. */
  readonly defaultsOnly: boolean
  readonly computed: DefaultTexts
}

/** Everything postconf(1) has read. */
export interface Configuration {
  readonly main: Dictionary
  readonly view: Effective
  readonly services: readonly Service[]
  /** The parameter that a service makes. */
  readonly made: ReturnType<typeof serviceMadeNames>
  /** The default of a parameter that Postfix or a service has; undefined for any other name. */
  readonly defaultOf: (name: string) => string | undefined
}

/** Reads main.cf into a dictionary, with what postconf(1) adds before and `-o` after it. */
export function readMain(session: Session, directoryGiven: boolean, overrides: readonly string[]): Dictionary {
  const main: Dictionary = startDictionary(session, directoryGiven)
  const path = `${session.directory}/main.cf`
  const file = session.host.readFile(path)
  if ('text' in file) loadDictionary(main, path, file.text, session)
  else session.fatal(`${file.kind === 'irregular' ? 'read' : 'open'} ${path}: ${file.message}`)
  for (const override of overrides) {
    const found = splitText(override)
    if (typeof found === 'string') session.fatal(`invalid parameter override: ${override}: ${found}`)
    else main.set(found.name, assign(found.name, found.value))
  }
  return main
}

/** A dictionary with no more than the directory, when that was chosen (`pcf_set_config_dir`). */
export function startDictionary(session: Session, directoryGiven: boolean): Dictionary {
  return new Map(directoryGiven ? [['config_directory', assign('config_directory', session.directory)]] : [])
}

/** Reads the entries of master.cf. Without the file, postconf(1) stops only if it is what was asked about. */
export function readMaster(session: Session, required: boolean): readonly MasterEntry[] {
  const path = `${session.directory}/master.cf`
  const file = session.host.readFile(path)
  if (!('text' in file)) {
    if (file.kind === 'irregular') return []
    if (required) session.fatal(`open ${path}: ${file.message}`)
    session.warn(`open ${path}: ${file.message}`)
    return []
  }
  const entries: MasterEntry[] = []
  for (const line of configLines(path, file.text, session)) {
    // A line that begins with a NUL byte is empty to Postfix.
    const entry = readEntry(line.text.text, session)
    if (typeof entry === 'string') session.fatal(`file ${path}: line ${line.number}: ${entry}`)
    else entries.push(entry)
  }
  return entries
}

/** Collects what was read, with names in the order in which Postfix goes through them. */
export function collectSources(main: Dictionary, entries: readonly MasterEntry[], defaultsOnly: boolean): Sources {
  const spaces = new Map<string, Dictionary>()
  const overrides = entries.map(entry => ({ entry, own: defaultsOnly ? undefined : takeOverrides(entry, spaces) }))
  for (const dictionary of [...spaces.values(), main]) orderAsTable(dictionary)
  return { main, overrides, defaultsOnly, computed: new Map() }
}

/**
 * Makes views of what was read. They remember what they found: after settings were taken out, make new ones.
 */
export function createConfiguration(session: Session, sources: Sources): Configuration {
  const { catalog } = session
  const { main, overrides, defaultsOnly, computed } = sources
  const made = serviceMadeNames(
    catalog,
    overrides.map(({ entry: { words, name } }) => ({ name, program: words[columns - 1] ?? '' })),
  )
  const defaultOf = (name: string): string | undefined => {
    const parameter = catalog.parameter(name)
    if (parameter !== undefined && parameter.class !== 'unlisted')
      return defaultText(parameter, session, main, view, computed, defaultsOnly)
    return made(name)?.default
  }
  const shared: Omit<Layers, 'from' | 'own'> = {
    defaultOf: (name): Definition | undefined => {
      const text = defaultOf(name)
      return text === undefined ? undefined : { value: unmapped(text) }
    },
    isRaw: name => catalog.parameter(name)?.type === 'raw',
    expansion: expansionOf(session),
    isVerbatim: name => isVerbatim(name, session),
  }
  const view = createEffective({ ...shared, from: 'main.cf', own: defaultsOnly ? new Map() : main })
  const services = overrides.map(({ entry, own }): Service => {
    let lazy: Effective | undefined
    return {
      entry,
      own,
      get view() {
        lazy ??= createEffective({
          ...shared,
          from: 'master.cf',
          own: own ?? new Map(),
          below: view,
          fixed: fixedValues(entry),
        })
        return lazy
      },
    }
  })
  return { main, view, services, made, defaultOf }
}

/** What a program of master.cf fills in itself. */
function fixedValues({ words, name }: MasterEntry): ReadonlyMap<string, MappedText> {
  const command = words[columns - 1] ?? ''
  return new Map([
    ['process_name', unmapped(command.slice(command.lastIndexOf('/') + 1))],
    ['service_name', unmapped(name)],
  ])
}

/** Adds the `-o` of an entry to its name space (`pcf_register_user_parameters`). */
function takeOverrides({ words, space }: MasterEntry, spaces: Map<string, Dictionary>): Dictionary | undefined {
  for (let at = columns; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!isOption(word)) break
    const value = words[at + 1]
    if (!expectsValue(word) || value === undefined) continue
    at++
    const found = word === '-o' ? splitText(value) : 'not an override'
    if (typeof found === 'string') continue
    const own = spaces.get(space) ?? new Map()
    own.set(found.name, assign(found.name, found.value))
    spaces.set(space, own)
  }
  return spaces.get(space)
}
