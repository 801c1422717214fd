import type { EntryPart } from '../../syntax/tables/nodes.js'
import { readTable } from '../../syntax/tables/read-table.js'
import { SourceText } from '../../text/source-text.js'
import { partOfItem, type ValuePlace } from '../elements.js'
import type { TableFile } from './table-files.js'

/** An entry of a small table, to be compared with its index. */
export interface SourceEntry {
  readonly name: string
  readonly value: string
}

/** The aliases of a table whose text was read; none when it was not. */
export function aliasEntries({ source, path }: TableFile): readonly SourceEntry[] {
  if (source === 'missing' || source.text === undefined) return []
  return [...readTable(new SourceText(path, source.text), 'aliases')].flatMap(line =>
    line.type === 'alias' && line.name !== '' ? [{ name: line.name.toLowerCase(), value: line.value.value }] : [],
  )
}

/** The names of servers with the files of their keys, of a table whose text was read. */
export function serverNameEntries({ source, path }: TableFile): readonly SourceEntry[] {
  if (source === 'missing' || source.text === undefined) return []
  return [...readTable(new SourceText(path, source.text), 'postmap')].flatMap(line =>
    line.type === 'key-value' ? [{ name: line.key.value, value: line.value.value }] : [],
  )
}

/** The files that a result of `tls_server_sni_maps` names (`dict_file_to_buf` in `src/util/dict_file.c`). */
export function filesNamedIn(value: EntryPart): readonly (ValuePlace & { readonly value: string })[] {
  return [...value.value.matchAll(/[^\s,]+/g)].map(({ 0: path, index }) => ({
    ...partOfItem(value, index, index + path.length),
    value: path,
  }))
}
