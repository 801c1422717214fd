import type { SourceText } from '../../text/source-text.js'
import type { Blank, Comment } from '../lines.js'
import { nextWord } from '../words.js'
import { partOf } from './entry-part.js'
import type { BrokenEntry, DynamicMap, EntryPart, PackagedFile } from './nodes.js'
import { ignoredLine, type PhysicalLine, partsOf, textOf } from './physical-lines.js'

const isSpaceOrTab = (code: number) => code === 32 || code === 9

/** `type library open-function [make-function]` (`dymap_read_conf` in `src/global/dynamicmaps.c`). */
export function readDynamicMap(source: SourceText, line: PhysicalLine): DynamicMap | BrokenEntry | Comment | Blank {
  // Here a line with nothing but blanks is not empty: it has too few fields.
  const ignored = ignoredLine(source.text, line, false)
  if (ignored !== undefined && (ignored.type === 'comment' || line.start === line.end)) return ignored
  const text = textOf(source, line)
  const fields: EntryPart[] = []
  for (let at = 0; ; ) {
    const word = nextWord(text.text, at, false, isSpaceOrTab)
    if (word === undefined) break
    fields.push(partOf(text, word.start, word.end))
    at = word.end
  }
  const parts = partsOf(line)
  if (fields.length === 3 || fields.length === 4) return { type: 'dynamic-map', ...parts, fields }
  const whole = partOf(text, 0, text.text.length)
  return { type: 'broken-entry', ...parts, problem: 'field-count', at: whole, whole, fields }
}

/** `path:type:owner:group:mode:flags`; fields at the end may be missing (`conf/post-install`). */
export function readPackagedFile(source: SourceText, line: PhysicalLine): PackagedFile | Comment | Blank {
  const ignored = ignoredLine(source.text, line, true)
  if (ignored !== undefined) return ignored
  const text = textOf(source, line)
  const fields: EntryPart[] = []
  for (let at = 0; at <= text.text.length; ) {
    const colon = text.text.indexOf(':', at)
    const end = colon < 0 ? text.text.length : colon
    fields.push(partOf(text, at, end))
    at = end + 1
  }
  return { type: 'packaged-file', ...partsOf(line), fields }
}
