import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { GuessedTable } from '../config/guess-table.js'
import { createProject, type Project, type ProjectInput } from '../config/project.js'
import { Succession } from '../config/succession.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import { type LintOptions, lintProject, resolveVersion } from '../lint/lint.js'
import { parseMainCf } from '../syntax/main-cf.js'
import { parseMasterCf } from '../syntax/master-cf.js'
import type { MainFile, MasterFile } from '../syntax/nodes.js'
import { reparseMainCf } from '../syntax/reparse-main-cf.js'
import { readTemplate } from '../syntax/template-text.js'
import { recordReads } from '../text/reads.js'
import { SourceText } from '../text/source-text.js'
import { guessDocument, type LooseTable } from './loose-tables.js'
import { type FileRole, filesOf, filesOfTable, type ProjectFiles, roleOf } from './project-files.js'
import { createProjectTables, type ProjectTables } from './project-tables.js'
import type { Runtime } from './runtime.js'

/** A project at one moment: texts, meaning and findings that belong together. */
export interface Snapshot {
  readonly project: Project
  /** Different for each state of the files and settings. */
  readonly id: string
  /** Version of each open document it was made from. */
  readonly versions: ReadonlyMap<string, number>
  /** Worked out on first demand, once. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The projects of the open documents. */
export interface Projects {
  /** The project a document belongs to; undefined when it is neither main.cf nor master.cf. */
  filesOf(document: TextDocument): ProjectFiles | undefined
  /** Everything the document's project needs has been read. */
  ready(document: TextDocument): Promise<void>
  /** The project as it is now. */
  snapshot(document: TextDocument): Snapshot | undefined
  /** The open documents of a project. */
  documentsOf(files: ProjectFiles): readonly TextDocument[]
  /** A file changed on disk, or was closed: read it again. */
  forget(uri: string): void
  /** The settings changed. */
  forgetSettings(): void
}

/**
 * A project and what is found in it. A class, here and below: V8 takes the functions of a literal for some that will live
 * long, and keeps all that they reach, each state of the files, until it sweeps the whole heap.
 */
class Content {
  readonly project: Project
  readonly id: string
  readonly #judge: () => readonly Diagnostic[]
  #diagnostics: readonly Diagnostic[] | undefined

  constructor(project: Project, id: string, judge: () => readonly Diagnostic[]) {
    this.project = project
    this.id = id
    this.#judge = judge
  }

  get diagnostics(): readonly Diagnostic[] {
    this.#diagnostics ??= this.#judge()
    return this.#diagnostics
  }
}

class ContentOfVersions implements Snapshot {
  readonly project: Project
  readonly id: string
  readonly versions: ReadonlyMap<string, number>
  readonly #content: Content

  constructor(content: Content, versions: ReadonlyMap<string, number>) {
    this.project = content.project
    this.id = content.id
    this.versions = versions
    this.#content = content
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#content.diagnostics
  }
}

interface ProjectState {
  readonly files: ProjectFiles
  /** Texts read from disk; undefined when there is no such file. */
  readonly disk: Map<string, string | undefined>
  readonly trees: { main?: MainFile; master?: MasterFile }
  options?: LintOptions
  /** The state of the settings that `options` are of. */
  optionsAge?: number
  content?: Content
  readonly tables: ProjectTables
  /** What is known of the tables that are named outlives the states of the files that name no others. */
  readonly states: Succession
  /** The trees that the tables were looked for in, and the state of their texts that `content` is of. */
  lookedIn?: readonly (MainFile | MasterFile | undefined)[]
  /** The project that they were looked for in, as long as nothing else was asked of it. */
  unjudged?: Project
  tableState?: string
}

/** Trees, or texts that are read as templates if they are some. */
type ProjectFilesToRead = Pick<ProjectInput, 'main' | 'master'>

interface Documents {
  get(uri: string): TextDocument | undefined
  all(): TextDocument[]
}

interface Surroundings {
  /** The settings for a document. */
  optionsFor(uri: string): Promise<LintOptions>
  /** Tables that a project names, open or not. */
  tablesNamed(uris: readonly string[]): void
  /** A rule threw: its fault, and no reason to stop serving. */
  failed(error: unknown): void
}

/** Keeps the projects of a server. */
export function createProjects(documents: Documents, runtime: Runtime, surroundings: Surroundings): Projects {
  const states = new Map<string, ProjectState>()
  let serial = 0
  let settingsAge = 0

  /** What a document is does not change while it is open: a comment that is typed does not make another file of it. */
  const located = new WeakMap<TextDocument, { readonly files: ProjectFiles | undefined }>()
  const locate = (document: TextDocument): ProjectFiles | undefined => {
    const known = located.get(document)
    if (known !== undefined) return known.files
    const role = roleOf(document.uri, document.languageId, document.getText())
    const files = role
      ? filesOf(document.uri, role)
      : filesOfTable(document.uri, document.languageId, key => states.has(key))
    located.set(document, { files })
    return files
  }

  const guessed = new WeakMap<TextDocument, { readonly guess: GuessedTable | undefined }>()
  /** The open documents beside a project's main.cf that are tables by themselves. */
  const openTables = (files: ProjectFiles): readonly LooseTable[] =>
    documents.all().flatMap(document => {
      const { uri, languageId } = document
      if (uri === files.main || uri === files.master || locate(document)?.key !== files.key) return []
      const known = guessed.get(document) ?? { guess: guessDocument(uri, languageId, document.getText()) }
      guessed.set(document, known)
      return known.guess ? [{ uri, guess: known.guess }] : []
    })

  const stateOf = (document: TextDocument): ProjectState | undefined => {
    const files = locate(document)
    if (files === undefined) return undefined
    const known = states.get(files.key)
    if (known !== undefined) return known
    const disk = new Map<string, string | undefined>()
    const textNow = (uri: string) => documents.get(uri)?.getText() ?? disk.get(uri)
    const tables = createProjectTables(
      folderOf(files),
      textNow,
      uri => documents.get(uri)?.version,
      () => openTables(files),
    )
    const state: ProjectState = { files, disk, trees: {}, tables, states: new Succession() }
    states.set(files.key, state)
    return state
  }

  /** Closing the last document of a project ends it. */
  const dropUnused = () => {
    const used = new Set(documents.all().map(document => locate(document)?.key))
    for (const key of states.keys()) if (!used.has(key)) states.delete(key)
  }

  const textOf = (state: ProjectState, uri: string | undefined): string | undefined =>
    uri === undefined ? undefined : (documents.get(uri)?.getText() ?? state.disk.get(uri))

  /** A file that did not change keeps its tree, and with it all that was worked out of it. */
  const source = (uri: string, text: string, tree: MainFile | MasterFile | undefined): SourceText =>
    tree?.source.text === text && tree.source.name === uri ? tree.source : new SourceText(uri, text)

  const readTree = (state: ProjectState, role: FileRole): boolean => {
    const uri = state.files[role]
    const text = textOf(state, uri)
    const before = state.trees[role]
    if (uri === undefined || text === undefined) {
      delete state.trees[role]
      return before !== undefined
    }
    const from = source(uri, text, before)
    if (before !== undefined && from === before.source) return false
    if (role === 'main') state.trees.main = state.trees.main ? reparseMainCf(from, state.trees.main) : parseMainCf(from)
    else state.trees.master = parseMasterCf(from)
    return true
  }

  const findingsOf = (project: Project, options: LintOptions): readonly Diagnostic[] => {
    try {
      return lintProject(project, options).diagnostics
    } catch (error) {
      surroundings.failed(error)
      return []
    }
  }

  const makeProject = (state: ProjectState, files: ProjectFilesToRead = state.trees): Project => {
    const { main, master } = files
    const options = state.options ?? {}
    const target = { version: resolveVersion(options.postfixVersion), profile: options.profile ?? 'upstream' }
    const { facts, host } = options
    return createProject({
      target,
      ...(main && { main }),
      ...(master && { master }),
      ...(facts && { facts }),
      ...(host && { host }),
      tables: state.tables.loader,
      readsTemplates: true,
    })
  }

  /**
   * What the findings are about: of a template, what Postfix will see once it is filled in. All else that an editor
   * shows and changes is about the text as it is.
   */
  const projectToJudge = (state: ProjectState, project: Project): Project => {
    const [main, master] = [project.main?.source, project.master?.source]
    const isTemplate =
      (main !== undefined && readTemplate(main.text, 'main') !== undefined) ||
      (master !== undefined && readTemplate(master.text, 'master') !== undefined)
    return isTemplate ? makeProject(state, { ...(main && { main }), ...(master && { master }) }) : project
  }

  /** Reads the tables that main.cf and master.cf name, where they lie beside them. */
  const readTables = async (state: ProjectState): Promise<void> => {
    for (const role of ['main', 'master'] as const) readTree(state, role)
    const { main, master } = state.trees
    if (state.lookedIn?.[0] !== main || state.lookedIn?.[1] !== master || state.lookedIn === undefined) {
      const project = makeProject(state)
      // Noted, as it is by whoever judges the project: what was found is used there again.
      recordReads(() => {
        state.states.next(project)
        state.tables.look(project)
      })
      state.lookedIn = [main, master]
      state.unjudged = project
      delete state.content
    }
    const { disk, files, tables } = state
    surroundings.tablesNamed(tables.uris)
    const missing = tables.uris.filter(uri => !disk.has(uri) && documents.get(uri) === undefined)
    await Promise.all(missing.map(async uri => disk.set(uri, await runtime.readText(uri, folderOf(files)))))
  }

  const makeContent = (state: ProjectState): Content => {
    const options = state.options ?? {}
    const { trees, unjudged } = state
    const isSame = unjudged?.main === trees.main && unjudged?.master === trees.master
    const project = unjudged !== undefined && isSame ? unjudged : makeProject(state)
    // It has no tables but those that were there when it was first asked for them.
    delete state.unjudged
    state.tableState = state.tables.state()
    return new Content(project, String(++serial), () => findingsOf(projectToJudge(state, project), options))
  }

  const documentsOf = (files: ProjectFiles): readonly TextDocument[] =>
    [files.main, files.master, ...(states.get(files.key)?.tables.uris ?? [])].flatMap(uri => {
      const document = uri === undefined ? undefined : documents.get(uri)
      return document ? [document] : []
    })

  const versionsOf = (files: ProjectFiles) =>
    new Map(documentsOf(files).map(({ uri, version }) => [uri, version] as const))

  return {
    filesOf: locate,
    documentsOf,
    async ready(document) {
      const state = stateOf(document)
      if (state === undefined) return
      const { files, disk } = state
      const wanted = [files.main, files.master].filter(
        (uri): uri is string => uri !== undefined && !disk.has(uri) && documents.get(uri) === undefined,
      )
      const reading = wanted.map(async uri => disk.set(uri, await runtime.readText(uri)))
      await Promise.all(reading)
      await readTables(state)
      if (state.optionsAge === settingsAge) return
      const age = settingsAge
      const options = await surroundings.optionsFor(document.uri)
      state.options = options
      state.optionsAge = age
      delete state.content
      delete state.unjudged
    },
    snapshot(document) {
      const state = stateOf(document)
      if (state === undefined) return undefined
      const changed = [readTree(state, 'main'), readTree(state, 'master')].includes(true)
      const isOld = changed || state.content === undefined || state.tableState !== state.tables.state()
      if (isOld || state.content === undefined) state.content = makeContent(state)
      return new ContentOfVersions(state.content, versionsOf(state.files))
    },
    forget(uri) {
      dropUnused()
      // What a table holds is not compared: it is made anew.
      for (const state of states.values()) if (state.disk.delete(uri)) delete state.content
    },
    forgetSettings() {
      settingsAge++
    },
  }
}

/** The folder that a project's tables lie in. */
function folderOf({ key }: ProjectFiles): string {
  return key.slice(0, key.lastIndexOf('/') + 1)
}
