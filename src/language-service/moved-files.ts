import { replacePlace } from '../config/elements.js'
import type { Project } from '../config/project.js'
import type { TableMention } from '../config/table-mentions.js'
import { wantedTables } from '../config/tables.js'
import type { MappedText } from '../text/mapped-text.js'
import type { Edit } from '../text/range.js'

/** A file or folder that gets another name, both below the configuration's folder. */
export interface MovedFile {
  readonly before: string
  readonly after: string
}

/** What main.cf and master.cf have to say instead where they name tables that are moved. */
export function movedTableEdits(project: Project, moved: readonly MovedFile[]): readonly Edit[] {
  const edits = new Map<string, Edit>()
  for (const { local, mentions } of wantedTables(project)) {
    const after = local === undefined ? undefined : nameAfter(local, moved)
    if (local === undefined || after === undefined) continue
    for (const mention of mentions) {
      const { value, span } = mention.spec.name
      // The folder may be written in any way (`$config_directory/`): it stays.
      if (!value.endsWith(local)) continue
      for (const text of textsOf(project, mention)) {
        const place = { text, span: { start: span.end - local.length, end: span.end } }
        for (const edit of replacePlace(place, after) ?? []) {
          edits.set(`${edit.range.start} ${edit.range.end} ${edit.file}`, edit)
        }
      }
    }
  }
  return [...edits.values()]
}

/** The value that names a table, and those of services that repeat it: they count as one mention. */
function textsOf({ services }: Project, { spec, parameter, service }: TableMention): readonly MappedText[] {
  const { text } = spec.name
  if (service !== undefined) return [text]
  const repeated = services.flatMap(({ config }) => {
    const own = config.sets(parameter) ? config.get(parameter)?.expanded.text : undefined
    return own?.text === text.text ? [own] : []
  })
  return [text, ...repeated]
}

function nameAfter(local: string, moved: readonly MovedFile[]): string | undefined {
  for (const { before, after } of moved) {
    if (local === before) return after
    if (local.startsWith(`${before}/`)) return after + local.slice(before.length)
  }
  return undefined
}
