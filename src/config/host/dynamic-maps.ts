import { readTable } from '../../syntax/tables/read-table.js'
import { SourceText } from '../../text/source-text.js'
import type { Project } from '../project.js'
import { directoryOf } from './directories.js'

/** The table types that come from libraries on this host. */
export interface DynamicMaps {
  /** The file that lists them. */
  readonly path: string
  /** Library by type: a name in `shlib_directory`, or a path. */
  readonly libraries: ReadonlyMap<string, string>
}

/**
 * Reads `dynamicmaps.cf` and the files of `dynamicmaps.cf.d` (`src/global/dynamicmaps.c`); undefined when they could not be
 * read, or are not there, as in a Postfix that was built without them.
 */
export function dynamicMaps(project: Project): DynamicMaps | undefined {
  const directories = [directoryOf(project, 'meta_directory'), directoryOf(project, 'config_directory')]
  for (const directory of directories) {
    if (directory === undefined) continue
    const path = `${directory}/dynamicmaps.cf`
    const main = textOf(project, path)
    if (main === undefined) continue
    const libraries = new Map(entriesOf(path, main))
    const folder = project.facts.path(`${path}.d`)
    for (const name of typeof folder === 'string' ? [] : (folder.entries ?? [])) {
      const text = textOf(project, `${path}.d/${name}`)
      if (text === undefined) return undefined
      for (const [type, library] of entriesOf(name, text)) libraries.set(type, library)
    }
    return { path, libraries }
  }
  return undefined
}

function textOf(project: Project, path: string): string | undefined {
  const fact = project.facts.path(path)
  return typeof fact === 'string' ? undefined : fact.text
}

function entriesOf(name: string, text: string): readonly (readonly [string, string])[] {
  return [...readTable(new SourceText(name, text), 'dynamicmaps')].flatMap(line => {
    const [type, library] = line.type === 'dynamic-map' ? line.fields : []
    return type === undefined || library === undefined ? [] : [[type.value, library.value] as const]
  })
}
