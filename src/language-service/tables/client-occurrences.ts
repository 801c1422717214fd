import { clientOf, partOfValue, querySettings, templateKeys } from '../../config/client-settings.js'
import type { Project } from '../../config/project.js'
import type { Table } from '../../config/tables.js'
import { fileRange } from '../../syntax/logical-text.js'
import type { SettingLine } from '../../syntax/nodes.js'
import type { Occurrence, TableWordSort } from '../occurrence-types.js'

/** The names in a setting of a database client: its own, and what its templates are filled with. */
export function clientOccurrences(project: Project, table: Table, setting: SettingLine): readonly Occurrence[] {
  const { name, nameRange, value } = setting
  const { source, type } = table
  const client = clientOf(project, table)
  const own: Occurrence = { kind: 'client-setting', name, client, file: source.name, range: nameRange }
  const sort = templateSort(type, name)
  if (sort === undefined || !value.text.includes('%') || source.isSecret(setting.range)) return [own]
  const letters = templateKeys(value.text).flatMap(({ start, letter, valid }): readonly Occurrence[] => {
    if (!valid) return []
    const { text, span } = partOfValue(setting, start, start + 2)
    const written = value.text.slice(start, start + 2)
    const known = /[1-9]/.test(letter) ? '1' : letter
    const range = fileRange(text, span.start, span.end)
    return [{ kind: 'table-word', sort, name: known, text: written, file: source.name, range }]
  })
  return [own, ...letters]
}

/** What the `%` of a setting stand for; undefined where they stand for nothing. */
function templateSort(type: string | undefined, name: string): TableWordSort | undefined {
  if (name === 'result_format' || name === 'result_filter') return 'result letter'
  const queries = type === undefined ? Object.values(querySettings).flat() : (querySettings[type] ?? [])
  return queries.includes(name) ? 'query letter' : undefined
}
