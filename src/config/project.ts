import { createCatalog } from '../catalog/catalog.js'
import type { Catalog, Target } from '../catalog/types.js'
import { parseMainCf } from '../syntax/main-cf.js'
import { parseMasterCf, renamedMasterCf } from '../syntax/master-cf.js'
import type { Assignment, MainFile, MasterFile, Override, ServiceLine } from '../syntax/nodes.js'
import { reparseMainCf } from '../syntax/reparse-main-cf.js'
import { readTemplate, type TemplateText } from '../syntax/template-text.js'
import { Lasting } from '../text/lasting.js'
import { noteRead, unknownRead } from '../text/reads.js'
import type { Memory, Remembering } from '../text/remembered.js'
import { SourceText } from '../text/source-text.js'
import { constantDefault, defaultsFor, stockDefault } from './defaults.js'
import {
  allOfMain,
  allOfMaster,
  allSettings,
  allTables,
  createEffective,
  type Effective,
  type Layers,
} from './effective.js'
import { type Facts, type HostDescription, noFacts } from './facts.js'
import { hasOtherDefault } from './host-defaults.js'
import { macroRules } from './macro-types.js'
import { chrootDefault, createService, type Service, type ServiceNames } from './service.js'
import type { Table, TableLoader } from './tables.js'

/** What a project is made of. A missing file is not an empty one: nothing is concluded from it. */
export interface ProjectInput {
  readonly main?: SourceText | MainFile
  readonly master?: SourceText | MasterFile
  readonly target: Target
  readonly facts?: Facts
  readonly host?: HostDescription
  /** Finds and reads the tables, when somebody asks for them; without it, nothing is known of any. */
  readonly tables?: TableLoader
  /** Read templates as Postfix will see what is made of them: for judging, not for changing white space. */
  readonly readsTemplates?: boolean
}

/** One Postfix instance: its files, and what every program of it really runs with. */
export interface Project extends Remembering {
  readonly target: Target
  readonly catalog: Catalog
  /** Undefined: it is not known, and nothing is concluded from that. */
  readonly main: MainFile | undefined
  readonly master: MasterFile | undefined
  /** Is there a main.cf? For those who want to know no more about it. */
  readonly hasMain: boolean
  readonly hasMaster: boolean
  /** The tables that the configuration names, and whose text is known; read on first demand. */
  readonly tables: readonly Table[]
  /** Can tables be read? If not, there are none whatever the files name. */
  readonly readsTables: boolean
  /** Source of each file, by its name; those of tables are there once they were read. */
  readonly sources: ReadonlyMap<string, SourceText>
  /** What a program outside master.cf sees, and a service without `-o`. */
  readonly base: Effective
  /** The entries of master.cf, in order. */
  readonly services: readonly Service[]
  readonly facts: Facts
  readonly host?: HostDescription
  /** The settings of main.cf in order, those that a later one overrides included. */
  readonly settings: readonly Assignment[]
  /** Set when a file is a template: `open` when whole lines of it come and go. */
  readonly template?: 'closed' | 'open'
  /** What was worked out about it and outlives it. */
  readonly lasting: Lasting
}

/** A file as it is read: of a template, what Postfix will see of it, as far as that can be told. */
function toRead<File extends MainFile | MasterFile>(
  file: SourceText | File,
  kind: 'main' | 'master',
  readsTemplates: boolean | undefined,
): { readonly file: SourceText | File; readonly template?: TemplateText } {
  if ('type' in file || !readsTemplates) return { file }
  const template = readTemplate(file.text, kind)
  return template === undefined ? { file } : { file: new SourceText(file.name, template.text), template }
}

let lastMain: MainFile | undefined

/** While somebody writes in main.cf, most of its lines are the same again and again. */
function parsedMain(source: SourceText): MainFile {
  const parsed = lastMain?.source.name === source.name ? reparseMainCf(source, lastMain) : parseMainCf(source)
  if (source.text.length <= rememberedLength) lastMain = parsed
  return parsed
}

/** By their texts; the one read last is at the end. */
const lastMasters = new Map<string, MasterFile>()

/**
 * While somebody writes in main.cf, master.cf is the same text again and again; and so it is, under other names, on the
 * servers of a site.
 */
function parsedMaster(source: SourceText): MasterFile {
  const known = lastMasters.get(source.text)
  const isSame = known?.source.name === source.name
  const parsed = known === undefined ? parseMasterCf(source) : isSame ? known : renamedMasterCf(known, source)
  if (source.text.length > rememberedLength) return parsed
  lastMasters.delete(source.text)
  lastMasters.set(source.text, parsed)
  for (const oldest of lastMasters.keys()) {
    if (lastMasters.size <= rememberedMasters) break
    lastMasters.delete(oldest)
  }
  return parsed
}

const rememberedMasters = 5

/** Characters; longer files than anybody has are not kept. */
const rememberedLength = 262_144

/** Reads the files and stacks the views; nothing is expanded until a rule or a caller asks. */
export function createProject(input: ProjectInput): Project {
  const catalog = createCatalog(input.target)
  const mainText = input.main && toRead(input.main, 'main', input.readsTemplates)
  const masterText = input.master && toRead(input.master, 'master', input.readsTemplates)
  const main = mainText && ('type' in mainText.file ? mainText.file : parsedMain(mainText.file))
  const master = masterText && ('type' in masterText.file ? masterText.file : parsedMaster(masterText.file))
  const templates = [mainText, masterText].flatMap(each => each?.template ?? [])
  const settings = main?.lines.filter(line => line.type === 'setting') ?? []
  const entries = master?.lines.filter(line => line.type === 'service') ?? []
  const defaultOf: Layers['defaultOf'] = (name, view) => defaults(name, view)
  const constantOf = (name: string) => constantDefault(catalog, name)
  const isRaw = (name: string) => catalog.parameter(name)?.type === 'raw'
  const expansion = { rules: macroRules(catalog) }
  const base = createEffective({
    defaultOf,
    constantOf,
    stockOf: name => stockDefault(catalog, name),
    isRaw,
    expansion,
    from: 'main.cf',
    own: lastOfEachName(settings),
  })
  const defaults = defaultsFor(catalog, entries, input.host)
  const chrooted = () => chrootDefault(base, catalog)
  const services = entries.map(entry => {
    const overrides = overridesOf(entry)
    const view = (fixed: ServiceNames): Effective => {
      const own = lastOfEachName(overrides)
      const from = 'master.cf'
      // Written out: a spread for each of many services takes its time.
      return createEffective({
        defaultOf,
        hasOtherDefault,
        constantOf,
        isRaw,
        expansion,
        from,
        own,
        below: base,
        fixed,
      })
    }
    return createService(entry, overrides, view, chrooted)
  })
  const sources = new Map<string, SourceText>()
  for (const file of [main, master]) if (file) sources.set(file.source.name, file.source)
  // A template is shown as it is written.
  for (const file of [input.main, input.master]) if (file && 'text' in file) sources.set(file.name, file)
  return new Read(input, {
    catalog,
    main,
    master,
    sources,
    base,
    services,
    settings,
    template: templates.length === 0 ? undefined : templates.some(({ open }) => open) ? 'open' : 'closed',
  })
}

interface Parts {
  readonly catalog: Catalog
  readonly main: MainFile | undefined
  readonly master: MasterFile | undefined
  readonly sources: Map<string, SourceText>
  readonly base: Effective
  readonly services: readonly Service[]
  readonly settings: readonly Assignment[]
  readonly template: Project['template']
}

/** What was read of an instance. Whoever looks at it is noted to have, so that it can be told what an answer depends on. */
class Read implements Project {
  readonly target: Target
  readonly catalog: Catalog
  readonly base: Effective
  readonly template?: 'closed' | 'open'
  readonly host?: HostDescription
  readonly hasMain: boolean
  readonly hasMaster: boolean
  readonly readsTables: boolean
  readonly memory: Memory = new Map()
  readonly lasting = new Lasting()
  readonly #parts: Parts
  readonly #facts: Facts
  readonly #loader: TableLoader | undefined
  #tables: readonly Table[] | undefined

  constructor({ target, facts, host, tables }: ProjectInput, parts: Parts) {
    this.target = target
    this.catalog = parts.catalog
    this.base = parts.base
    if (parts.template !== undefined) this.template = parts.template
    if (host !== undefined) this.host = host
    this.hasMain = parts.main !== undefined
    this.hasMaster = parts.master !== undefined
    this.#parts = parts
    this.#facts = facts ?? noFacts
    this.readsTables = tables !== undefined
    this.#loader = tables
  }

  get main(): MainFile | undefined {
    noteRead(allOfMain)
    return this.#parts.main
  }

  get master(): MasterFile | undefined {
    noteRead(allOfMaster)
    return this.#parts.master
  }

  get services(): readonly Service[] {
    noteRead(allOfMaster)
    return this.#parts.services
  }

  get settings(): readonly Assignment[] {
    noteRead(allSettings)
    return this.#parts.settings
  }

  get sources(): ReadonlyMap<string, SourceText> {
    noteRead(allOfMain)
    noteRead(allOfMaster)
    return this.#parts.sources
  }

  get facts(): Facts {
    // What is asked of the host can have another answer the next time.
    if (this.#facts !== noFacts) noteRead(unknownRead)
    return this.#facts
  }

  get tables(): readonly Table[] {
    if (this.#loader === undefined) return noTables
    noteRead(allTables)
    // Also while they are being looked for: what the loader asks of the project never depends on them.
    if (this.#tables !== undefined) return this.#tables
    this.#tables = noTables
    this.#tables = this.#loader(this)
    for (const { source } of this.#tables) this.#parts.sources.set(source.name, source)
    return this.#tables
  }
}

const noTables: readonly Table[] = []

const noOverrides: readonly Override[] = []

function overridesOf(entry: ServiceLine): readonly Override[] {
  if (entry.arguments.length === 0) return noOverrides
  return entry.arguments.filter((argument): argument is Override => argument.type === 'override')
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>()

/** The last assignment of a name wins (`src/util/dict.c`). */
function lastOfEachName<A extends Assignment>(assignments: readonly A[]): ReadonlyMap<string, A> {
  if (assignments.length === 0) return nothing
  const last = new Map<string, A>()
  for (const assignment of assignments) last.set(assignment.name, assignment)
  return last
}
