import type { Catalog, TableTypeName, TableUse } from '../catalog/types.js'
import type { TableLine, TableSyntax } from '../syntax/tables/nodes.js'
import { keptText } from '../text/kept-text.js'
import { lastingAsRead, madeFrom } from '../text/lasting.js'
import { remembered } from '../text/remembered.js'
import type { SourceText } from '../text/source-text.js'
import type { Project } from './project.js'
import { type NamedTable, namedTables, type TableMention, type TableRole, tableMentions } from './table-mentions.js'

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
  /** What each of these places makes of it: to know that is less work than where they are. */
  readonly roles: readonly TableRole[]
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

/** What rules see of the places that name each file, by its syntax and path. */
export const seenOfTables = lastingAsRead(
  (project: Project): ReadonlyMap<string, string> =>
    new Map(wantedFiles(project).map(({ syntax, path, seen }) => [`${syntax} ${path}`, seen])),
)

/** A file that the configuration names, without the places where it does so. */
interface WantedFile extends Omit<WantedTable, 'mentions'> {
  readonly seen: string
}

class NamedFile implements WantedTable {
  readonly path: string
  readonly local?: string
  readonly syntax: TableSyntax
  readonly type?: TableTypeName
  readonly roles: readonly TableRole[]
  readonly uses: readonly TableUse[]
  readonly #project: Project
  readonly #index: number

  constructor(project: Project, { path, local, syntax, type, roles, uses }: WantedFile, index: number) {
    this.path = path
    if (local !== undefined) this.local = local
    this.syntax = syntax
    if (type !== undefined) this.type = type
    this.roles = roles
    this.uses = uses
    this.#project = project
    this.#index = index
  }

  get mentions(): readonly TableMention[] {
    return mentionsOfFiles(this.#project)[this.#index] ?? []
  }
}

const wantedFiles = lastingAsRead((project: Project): readonly WantedFile[] => {
  const { catalog, directory, template, meta } = surroundingsOf(project)
  return filesFrom(project, [catalog, directory, template, meta, ...namedTables(project)])
})

/** What files are made from, in one list: it is compared piece by piece with the one before. */
type FilePieces = readonly [
  catalog: Catalog,
  directory: string,
  template: string,
  meta: string,
  ...names: readonly (readonly NamedTable[])[],
]

const filesFrom = madeFrom(([catalog, directory, template, meta, ...names]: FilePieces): readonly WantedFile[] =>
  filesOf({ catalog, directory, template, meta }, names.flat()).map(({ path, local, syntax, type, named }) => {
    const roles = named.map(({ role }) => role)
    return {
      path: keptText(path),
      ...(local !== undefined && { local: keptText(local) }),
      syntax,
      ...(type && { type }),
      roles,
      uses: usesOf(roles),
      seen: named.map(({ seen }) => seen).join('\n'),
    }
  }),
)

/** The places that name each of `wantedFiles`. */
const mentionsOfFiles = remembered((project: Project): readonly (readonly TableMention[])[] => {
  const named = tableMentions(project)
    .filter(({ spec }) => spec.group === undefined)
    .map(mention => ({ name: mention.spec.name.value, role: mention }))
  return filesOf(surroundingsOf(project), named).map(file => file.named.map(({ role }) => role))
})

/** What each use of a table is, once. */
export function usesOf(roles: readonly TableRole[]): readonly TableUse[] {
  return [...new Map(roles.map(({ use }) => [use.name, use])).values()]
}

/** A table as it is named, however much is told of the place. */
type Naming = Pick<NamedTable, 'name' | 'role'>

/** A file, with all that names it. */
interface FileNamed<N extends Naming> extends Pick<WantedTable, 'path' | 'local' | 'syntax' | 'type'> {
  readonly named: N[]
}

/** What decides about files beside the names of tables; each text is empty where it is not known. */
interface Surroundings {
  readonly catalog: Catalog
  /** `config_directory` */
  readonly directory: string
  /** `bounce_template_file` */
  readonly template: string
  /** `meta_directory` */
  readonly meta: string
}

function surroundingsOf({ base, catalog }: Project): Surroundings {
  const known = (name: string): string => {
    const value = base.get(name)
    return value === undefined || value.unknown ? '' : keptText(value.text)
  }
  return {
    catalog,
    directory: known('config_directory'),
    template: known('bounce_template_file'),
    meta: known('meta_directory'),
  }
}

/** The files that are named, and those that Postfix knows by itself: each path once for a syntax. */
function filesOf<N extends Naming>(surroundings: Surroundings, names: readonly N[]): readonly FileNamed<N>[] {
  const { catalog, directory: own, template, meta } = surroundings
  const files = new Map<string, FileNamed<N>>()
  const directories = [stockDirectory]
  if (own.startsWith('/')) directories.push(`${own}/`)
  const add = (name: string, syntax: TableSyntax, type?: TableTypeName, naming?: N) => {
    const path = pathOfTable(name)
    if (path === undefined) return
    const key = `${syntax} ${path}`
    const known = files.get(key)
    const named = known?.named ?? []
    if (naming !== undefined) named.push(naming)
    if (known !== undefined) return
    const directory = directories.find(each => path.startsWith(each))
    const local = directory === undefined ? undefined : path.slice(directory.length)
    const isLocal = local !== undefined && local !== '' && !local.split('/').includes('..')
    files.set(key, { path, ...(isLocal && { local }), syntax, ...(type && { type }), named })
  }
  for (const naming of names) {
    const type = catalog.tableType(naming.role.type ?? '')
    if (naming.role.type === undefined) add(naming.name, 'list', undefined, naming)
    else if (type !== undefined) {
      const syntax = syntaxOf(catalog, type.name)
      if (syntax !== undefined) add(naming.name, syntax, type.name, naming)
    }
  }
  // These are no lookup tables, and are read like them.
  if (template !== '') add(template, 'bounce')
  if (meta !== '') {
    add(`${meta}/dynamicmaps.cf`, 'dynamicmaps')
    add(`${meta}/postfix-files`, 'postfix-files')
  }
  return [...files.values()].map(file => (madeByPostalias(catalog, file) ? { ...file, syntax: 'aliases' } : file))
}

/** The file of a table as all names of it are compared; undefined for what names none. */
export function pathOfTable(name: string): string | undefined {
  if (!name.startsWith('/') || name.includes('\0')) return undefined
  return name.replaceAll(/\/(?:\.?\/)+/g, '/')
}

/** `$local_recipient_maps` names the tables of `alias_maps` as well: one use that needs postalias(1) decides. */
function madeByPostalias(catalog: Catalog, { syntax, type, named }: FileNamed<Naming>): boolean {
  const compiled = type !== undefined && catalog.tableType(type)?.compiled === true
  return syntax === 'postmap' && compiled && named.some(({ role }) => role.use.syntax === 'aliases')
}
