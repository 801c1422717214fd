import type { Table } from '../../config/tables.js'
import { fileRange } from '../../syntax/logical-text.js'
import type { SettingLine } from '../../syntax/nodes.js'
import type { EntryPart, TableLine } from '../../syntax/tables/nodes.js'
import { tableReader } from '../../syntax/tables/read-table.js'
import type { Range } from '../../text/range.js'
import { SourceText } from '../../text/source-text.js'
import { entryStart } from '../tables/table-files.js'

/** Where the cursor stands in a table, and the text that is written there, with a letter in the cursor's place. */
export type TablePlace =
  /** What a line is looked up by, or a line of which no more is there yet. */
  | (Written & { readonly type: 'key'; readonly line: TableLine })
  /** What a line answers. */
  | (Written & { readonly type: 'value'; readonly line: TableLine })
  | (Written & { readonly type: 'flags' })
  | (Written & { readonly type: 'client-name'; readonly hasEquals: boolean })
  | (Written & { readonly type: 'client-value'; readonly setting: SettingLine })
  | { readonly type: 'comment'; readonly hash: number }

/** A text around the cursor. */
export interface Written {
  readonly text: string
  /** Offset of the probing letter in the text. */
  readonly at: number
}

/** The letter that stands for what is going to be written. */
const letter = 'x'

/** An entry does not go on further behind the cursor, as far as anybody is helped with it. */
const farthest = 4096

/** Where an offset of a table is; undefined where nothing can be proposed. */
export function tablePlace(table: Table, offset: number): TablePlace | undefined {
  const { text, name } = table.source
  const start = entryStart(table, offset)
  const lineEnd = text.indexOf('\n', offset)
  const end = Math.min(lineEnd < 0 ? text.length : lineEnd, offset + farthest)
  const probed = new SourceText(name, text.slice(start, offset) + letter + text.slice(offset, end))
  const cursor = offset - start
  const next = tableReader(probed, table.syntax)
  for (let line = next(); line !== undefined; line = next()) {
    if (line.range.start <= cursor && cursor < line.range.end) return placeIn(line, cursor, start)
  }
  return undefined
}

function placeIn(line: TableLine, cursor: number, start: number): TablePlace | undefined {
  const written = (part: EntryPart): Written | undefined => {
    const range = fileRange(part.text, part.span.start, part.span.end)
    if (cursor < range.start || cursor >= range.end) return undefined
    return { text: part.value, at: offsetIn(part, cursor) }
  }
  const value = (part: EntryPart): TablePlace | undefined => {
    const found = written(part)
    return found && { type: 'value', line, ...found }
  }
  const key = (part: EntryPart): TablePlace | undefined => {
    const found = written(part)
    return found && { type: 'key', line, ...found }
  }
  switch (line.type) {
    case 'comment':
      return { type: 'comment', hash: line.hash + start }
    case 'key-value':
      return value(line.value) ?? key(line.key)
    case 'alias':
      return value(line.value) ?? key(line.key)
    case 'pattern-rule': {
      const flags = written(line.second?.flags ?? line.flags)
      return value(line.result) ?? (flags && { type: 'flags', ...flags })
    }
    case 'pattern-if': {
      const flags = written(line.flags)
      return flags && { type: 'flags', ...flags }
    }
    case 'network-rule':
      return value(line.result) ?? key(line.whole)
    case 'broken-entry':
      return key(line.whole)
    case 'setting':
      return settingPlace(line, cursor)
    case 'malformed-setting': {
      const { name } = line
      if (name === undefined || cursor < name.range.start || cursor >= name.range.end) return undefined
      return { type: 'client-name', text: name.text, at: cursor - name.range.start, hasEquals: false }
    }
    default:
      return undefined
  }
}

function settingPlace(setting: SettingLine, cursor: number): TablePlace | undefined {
  const { name, nameRange, value, valueRange } = setting
  const holds = ({ start, end }: Range) => start <= cursor && cursor < end
  if (holds(nameRange)) return { type: 'client-name', text: name, at: cursor - nameRange.start, hasEquals: true }
  if (!holds(valueRange)) return undefined
  return {
    type: 'client-value',
    setting,
    text: value.text,
    at: offsetIn({ text: value, span: { start: 0, end: 0 } }, cursor),
  }
}

/** Where a character of a file is in a stretch that was joined from it. */
function offsetIn({ text, span }: Pick<EntryPart, 'text' | 'span'>, offset: number): number {
  const segment = text.segments.findLast(({ at }) => at <= offset)
  return segment === undefined ? 0 : segment.out + offset - segment.at - span.start
}
