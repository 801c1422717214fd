import { sharedName } from '../text/kept-text.js'
import { sliceMapped } from '../text/mapped-text.js'
import { SourceText } from '../text/source-text.js'
import { isSpace } from './characters.js'
import { type LogicalLine, scanLines } from './lines.js'
import { fileRange, lineParts, logicalText } from './logical-text.js'
import { splitNameValue } from './name-value.js'
import type { LineParts, MainFile, MalformedSetting, SettingLine } from './nodes.js'

/**
 * Reads main.cf into a lossless tree. Never throws: a line that Postfix would stop at becomes a `malformed-setting`
 * with its place, and the rest is read.
 */
export function parseMainCf(input: string | SourceText, name = 'main.cf'): MainFile {
  const source = typeof input === 'string' ? new SourceText(name, input) : input
  const firstNul = source.text.indexOf('\0')
  const lines = scanLines(source.text).map(line =>
    line.type === 'logical' ? parseSetting(source, line, firstNul) : line,
  )
  return { type: 'main-cf', source, lines }
}

/** A logical line of main.cf, or of a client file, which is written like it. */
export function parseSetting(source: SourceText, line: LogicalLine, firstNul: number): SettingLine | MalformedSetting {
  const parts: LineParts = firstNul < 0 ? line : lineParts(source, line, firstNul)
  const mapped = logicalText(source, line)
  const text = mapped.text
  const found = splitNameValue(text, 0, text.length)
  if ('problem' in found) {
    const { problem, name } = found
    const named = name && {
      name: { text: text.slice(name.start, name.end), range: fileRange(mapped, name.start, name.end) },
    }
    const at =
      found.at < text.length
        ? fileRange(mapped, found.at, endOfWord(text, found.at))
        : (named?.name.range ?? line.range)
    return { ...lineParts(source, line, firstNul), type: 'malformed-setting', problem, text: mapped, at, ...named }
  }
  const { name, equals, value } = found
  const empty = value.start === value.end
  const { range, pieces, inner, nul } = parts
  const setting: SettingLine = {
    type: 'setting',
    range,
    pieces,
    inner,
    file: source.name,
    name: sharedName(text.slice(name.start, name.end)),
    nameRange: fileRange(mapped, name.start, name.end),
    equals: fileRange(mapped, equals, equals + 1).start,
    value: sliceMapped(mapped, value.start, value.end),
    valueRange: empty ? fileRange(mapped, equals + 1, equals + 1) : fileRange(mapped, value.start, value.end),
  }
  return nul === undefined ? setting : { ...setting, nul }
}

function endOfWord(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && !isSpace(text.charCodeAt(at))) at++
  return at
}
