import { inCommon } from '../text/changed-lines.js'
import { keptText } from '../text/kept-text.js'
import type { MappedText } from '../text/mapped-text.js'
import type { Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { type Blank, type Comment, lineReader } from './lines.js'
import { parseMainCf, parseSetting } from './main-cf.js'
import type { LineParts, MainFile, MainLine, MalformedSetting, SettingLine } from './nodes.js'

/**
 * Reads main.cf as `parseMainCf` does, with the tree of an earlier state of the same file: lines before a change are
 * taken as they are, those behind it moved, and only what is between is read.
 */
export function reparseMainCf(source: SourceText, before: MainFile): MainFile {
  const old = before.source
  const { text } = source
  // Nothing in a line counts behind a NUL byte: such files are rare, and read whole.
  if (old.name !== source.name || text.includes('\0') || old.text.includes('\0')) return parseMainCf(source)
  const same = inCommon(old.text, text)
  const first = lastEntryBefore(before.lines, same.start)
  const from = before.lines[first]?.range.start ?? 0
  const moved = text.length - old.text.length
  const lines = before.lines.slice(0, first)
  const next = lineReader(text, from)
  for (let line = next(); line !== undefined; line = next()) {
    if (line.type !== 'logical') {
      lines.push(line)
      continue
    }
    const { start } = line.range
    // From here on the text is as it was: what begins with a line that begins an entry is the same as then.
    const known = start >= text.length - same.end ? firstFrom(before.lines, start - moved) : before.lines.length
    if (before.lines[known]?.range.start === start - moved) {
      const rest = before.lines.slice(known)
      return { type: 'main-cf', source, lines: lines.concat(moved === 0 ? rest : rest.map(each => move(each, moved))) }
    }
    lines.push(withOwnText(parseSetting(source, line, -1)))
  }
  return { type: 'main-cf', source, lines }
}

function isEntry(line: MainLine): line is SettingLine | MalformedSetting {
  return line.type === 'setting' || line.type === 'malformed-setting'
}

/**
 * The last entry that begins before an offset; 0 if there is none. That it begins there, and with it what the lines
 * before it are, depends on nothing behind its first character.
 */
function lastEntryBefore(lines: readonly MainLine[], offset: number): number {
  for (let index = firstFrom(lines, offset) - 1; index > 0; index--) {
    const line = lines[index]
    if (line !== undefined && isEntry(line)) return index
  }
  return 0
}

/** Index of the first line that begins at an offset or behind it. */
function firstFrom(lines: readonly MainLine[], offset: number): number {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.range.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** A line whose texts are its own: pieces of a file would keep each state of it in memory that some line is of. */
function withOwnText(line: SettingLine | MalformedSetting): SettingLine | MalformedSetting {
  if (line.type === 'setting') return { ...line, value: ownText(line.value) }
  const { name } = line
  return { ...line, text: ownText(line.text), ...(name && { name: { ...name, text: keptText(name.text) } }) }
}

function ownText({ text, segments }: MappedText): MappedText {
  return { text: keptText(text), segments }
}

function move(line: MainLine, by: number): MainLine {
  switch (line.type) {
    case 'comment':
    case 'blank':
      return moveSpace(line, by)
    case 'orphan':
      return { type: 'orphan', ...moveParts(line, by) }
    case 'setting': {
      const { file, name, nameRange, equals, value, valueRange } = line
      const { range, pieces, inner } = moveParts(line, by)
      return {
        type: 'setting',
        range,
        pieces,
        inner,
        file,
        name,
        nameRange: moveRange(nameRange, by),
        equals: equals + by,
        value: moveText(value, by),
        valueRange: moveRange(valueRange, by),
      }
    }
    case 'malformed-setting': {
      const { name, text, at } = line
      return {
        ...line,
        ...moveParts(line, by),
        text: moveText(text, by),
        at: moveRange(at, by),
        ...(name && { name: { ...name, range: moveRange(name.range, by) } }),
      }
    }
  }
}

function moveRange({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by }
}

function moveSpace(line: Comment | Blank, by: number): Comment | Blank {
  const range = moveRange(line.range, by)
  return line.type === 'comment' ? { type: 'comment', range, hash: line.hash + by } : { type: 'blank', range }
}

function moveParts({ range, pieces, inner }: LineParts, by: number): LineParts {
  return {
    range: moveRange(range, by),
    pieces: pieces.map(piece => moveRange(piece, by)),
    inner: inner.length === 0 ? inner : inner.map(each => moveSpace(each, by)),
  }
}

function moveText({ text, segments }: MappedText, by: number): MappedText {
  return { text, segments: segments.map(segment => ({ ...segment, at: segment.at + by })) }
}
