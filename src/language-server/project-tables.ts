import { tablesFrom } from '../config/load-tables.js'
import type { Project } from '../config/project.js'
import { type TableLoader, type WantedTable, wantedTables } from '../config/tables.js'
import { SourceText } from '../text/source-text.js'

/** More tables than a configuration has; each is kept as text. */
const mostTables = 200

/** The tables of one project: where they would be, and their texts. */
export interface ProjectTables {
  /** Says anew which tables the project names; gives the addresses of those in its folder. */
  look(project: Project): readonly string[]
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
): ProjectTables {
  const sources = new Map<string, SourceText>()
  let uris: readonly string[] = []
  const uriOf = ({ local }: WantedTable) =>
    local === undefined ? undefined : folder + local.split('/').map(encodeURIComponent).join('/')
  const read = (wanted: WantedTable): SourceText | undefined => {
    const uri = uriOf(wanted)
    const text = uri === undefined ? undefined : textOf(uri)
    if (uri === undefined || text === undefined) return undefined
    const known = sources.get(uri)
    if (known?.text === text) return known
    const source = new SourceText(uri, text)
    sources.set(uri, source)
    return source
  }
  return {
    look(project) {
      const found = wantedTables(project).flatMap(wanted => uriOf(wanted) ?? [])
      uris = [...new Set(found)].slice(0, mostTables)
      return uris
    },
    get uris() {
      return uris
    },
    loader: tablesFrom({ read }),
    state: () => uris.map(uri => versionOf(uri) ?? (textOf(uri) === undefined ? '-' : '+')).join(' '),
  }
}
