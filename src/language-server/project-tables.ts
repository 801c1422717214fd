import { guessedTable, tablesFrom } from '../config/load-tables.js'
import type { Project } from '../config/project.js'
import { type TableLoader, type WantedTable, wantedTables } from '../config/tables.js'
import { SourceText } from '../text/source-text.js'
import type { LooseTable } from './loose-tables.js'

/** More tables than a configuration has; each is kept as text. */
const mostTables = 200

/** The tables of one project: where they would be, and their texts. */
export interface ProjectTables {
  /** Says anew which tables the project names. */
  look(project: Project): void
  /** The addresses of those in its folder, and of those that are open. */
  readonly uris: readonly string[]
  readonly loader: TableLoader
  /** Changes when the text of a table does. */
  state(): string
}

/** Keeps the tables of a project. */
export function createProjectTables(
  folder: string,
  textOf: (uri: string) => string | undefined,
  versionOf: (uri: string) => number | undefined,
  opened: () => readonly LooseTable[],
): ProjectTables {
  const sources = new Map<string, SourceText>()
  let named: readonly string[] = []
  const loose = () => opened().filter(({ uri }) => !named.includes(uri))
  const uris = () => [...named, ...loose().map(({ uri }) => uri)]
  const uriOf = ({ local }: WantedTable) =>
    local === undefined ? undefined : folder + local.split('/').map(encodeURIComponent).join('/')
  const read = (wanted: WantedTable): SourceText | undefined => {
    const uri = uriOf(wanted)
    return uri === undefined ? undefined : sourceOf(uri)
  }
  const sourceOf = (uri: string): SourceText | undefined => {
    const text = textOf(uri)
    if (text === undefined) return undefined
    const known = sources.get(uri)
    if (known?.text === text) return known
    const source = new SourceText(uri, text)
    sources.set(uri, source)
    return source
  }
  const fromConfiguration = tablesFrom({ read })
  return {
    look(project) {
      const found = wantedTables(project).flatMap(wanted => uriOf(wanted) ?? [])
      named = [...new Set(found)].slice(0, mostTables)
    },
    get uris() {
      return uris()
    },
    loader: (project, texts) => [
      ...fromConfiguration(project, texts),
      ...loose().flatMap(({ uri, guess }) => {
        const source = sourceOf(uri)
        return source ? [guessedTable(project, guess, uri, source)] : []
      }),
    ],
    state: () =>
      uris()
        .map(uri => versionOf(uri) ?? (textOf(uri) === undefined ? '-' : '+'))
        .join(' '),
  }
}
