import type { Catalog, TableTypeName, TableUse } from '../catalog/types.js'
import type { TableLine, TableSyntax } from '../syntax/tables/nodes.js'
import { keptText } from '../text/kept-text.js'
import { lastingAsRead } from '../text/lasting.js'
import { remembered } from '../text/remembered.js'
import type { SourceText } from '../text/source-text.js'
import type { Project } from './project.js'
import { type TableMention, tableMentions } from './table-mentions.js'

/** A file that the configuration names, and how Postfix reads it. */
export interface WantedTable {
  /** Absolute, as Postfix sees it: the source file, not the index. */
  readonly path: string
  /** The path below the configuration directory; absent for files elsewhere. */
  readonly local?: string
  readonly syntax: TableSyntax
  /** Absent for a file that is no table: bounce templates, dynamicmaps.cf, the files of match lists. */
  readonly type?: TableTypeName
  /** Where it is named; empty for a file that Postfix knows by itself. */
  readonly mentions: readonly TableMention[]
  /** What it is used for, each once. */
  readonly uses: readonly TableUse[]
}

/** A table with its text. */
export interface Table extends Omit<WantedTable, 'path' | 'local'> {
  /** Absent for a table that is written in main.cf itself. */
  readonly path?: string
  readonly source: SourceText
  /** Begins to read it: gives a line with each call, and undefined at the end. Nothing is kept. */
  reader(): () => TableLine | undefined
}

/**
 * Finds the tables of a project and reads them, when they are asked for.
 * @param texts newer texts of some of them, by the name of their source
 */
export type TableLoader = (project: Project, texts?: ReadonlyMap<string, string>) => readonly Table[]

/** Syntax of the source of each type. */
function syntaxOf(catalog: Catalog, type: TableTypeName): TableSyntax | undefined {
  switch (catalog.tableType(type)?.sourceGrammar) {
    case 'postmap':
      return 'postmap'
    case 'regexp':
      return 'regexp'
    case 'pcre':
      return 'pcre'
    case 'cidr':
      return 'cidr'
    case 'client-config':
      return 'client'
    default:
      return undefined
  }
}

/** The directory that holds main.cf, where Postfix has it; what is named below it is looked for in the linted directory. */
const stockDirectory = '/etc/postfix/'

/** The files that a configuration names: each path once for a syntax. */
export function wantedTables(project: Project): readonly WantedTable[] {
  return wantedFiles(project).map((file, index) => new NamedFile(project, file, index))
}

/** A file that the configuration names, without the places where it does so. */
type WantedFile = Omit<WantedTable, 'mentions'>

class NamedFile implements WantedTable {
  readonly path: string
  readonly local?: string
  readonly syntax: TableSyntax
  readonly type?: TableTypeName
  readonly uses: readonly TableUse[]
  readonly #project: Project
  readonly #index: number

  constructor(project: Project, { path, local, syntax, type, uses }: WantedFile, index: number) {
    this.path = path
    if (local !== undefined) this.local = local
    this.syntax = syntax
    if (type !== undefined) this.type = type
    this.uses = uses
    this.#project = project
    this.#index = index
  }

  get mentions(): readonly TableMention[] {
    return namedFiles(this.#project)[this.#index]?.mentions ?? []
  }
}

const wantedFiles = lastingAsRead((project: Project): readonly WantedFile[] =>
  namedFiles(project).map(({ path, local, syntax, type, uses }) => ({
    path: keptText(path),
    ...(local !== undefined && { local: keptText(local) }),
    syntax,
    ...(type && { type }),
    uses,
  })),
)

/** A file, while the places that name it are gathered. */
interface Named extends Omit<WantedFile, 'uses'> {
  readonly mentions: TableMention[]
}

/** What each use of a table is, once. */
export function usesOf(mentions: readonly TableMention[]): readonly TableUse[] {
  return [...new Map(mentions.map(({ use }) => [use.name, use])).values()]
}

/** The files with the places that name them, in the order of `wantedFiles`. */
const namedFiles = remembered((project: Project): readonly WantedTable[] => {
  const named = new Map<string, Named>()
  const own = project.base.get('config_directory')
  const directories = [stockDirectory]
  if (own !== undefined && !own.unknown && own.text.startsWith('/')) directories.push(`${own.text}/`)
  const add = (name: string, syntax: TableSyntax, type?: TableTypeName, mention?: TableMention) => {
    if (!name.startsWith('/') || name.includes('\0')) return
    const path = name.replaceAll(/\/(?:\.?\/)+/g, '/')
    const key = `${syntax} ${path}`
    const known = named.get(key)
    const mentions = known?.mentions ?? []
    if (mention !== undefined) mentions.push(mention)
    if (known !== undefined) return
    const directory = directories.find(each => path.startsWith(each))
    const local = directory === undefined ? undefined : path.slice(directory.length)
    const isLocal = local !== undefined && local !== '' && !local.split('/').includes('..')
    named.set(key, { path, ...(isLocal && { local }), syntax, ...(type && { type }), mentions })
  }
  for (const mention of tableMentions(project)) {
    const { spec } = mention
    const type = project.catalog.tableType(spec.type?.value ?? '')
    if (spec.type === undefined) add(spec.name.value, 'list', undefined, mention)
    else if (type !== undefined && spec.group === undefined) {
      const syntax = syntaxOf(project.catalog, type.name)
      if (syntax !== undefined) add(spec.name.value, syntax, type.name, mention)
    }
  }
  for (const { parameter, suffix, syntax } of otherFiles) {
    const resolved = project.base.get(parameter)
    if (resolved !== undefined && !resolved.unknown && resolved.text !== '') add(resolved.text + suffix, syntax)
  }
  return [...named.values()].map(file => {
    const syntax = madeByPostalias(project.catalog, file) ? 'aliases' : file.syntax
    return { ...file, syntax, uses: usesOf(file.mentions) }
  })
})

/** `$local_recipient_maps` names the tables of `alias_maps` as well: one use that needs postalias(1) decides. */
function madeByPostalias(catalog: Catalog, { syntax, type, mentions }: Named): boolean {
  const compiled = type !== undefined && catalog.tableType(type)?.compiled === true
  return syntax === 'postmap' && compiled && mentions.some(({ use }) => use.syntax === 'aliases')
}

/** Files that are no lookup tables and are read like them. */
const otherFiles: readonly { readonly parameter: string; readonly suffix: string; readonly syntax: TableSyntax }[] = [
  { parameter: 'bounce_template_file', suffix: '', syntax: 'bounce' },
  { parameter: 'meta_directory', suffix: '/dynamicmaps.cf', syntax: 'dynamicmaps' },
  { parameter: 'meta_directory', suffix: '/postfix-files', syntax: 'postfix-files' },
]
