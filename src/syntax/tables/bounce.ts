import type { SourceText } from '../../text/source-text.js'
import { skipSpace } from '../characters.js'
import type { Blank, Comment } from '../lines.js'
import { splitNameValue } from '../name-value.js'
import { partOf } from './entry-part.js'
import type { BounceTemplate, BrokenEntry, EntryPart } from './nodes.js'
import { isAlphanumeric } from './patterns.js'
import { ignoredLine, type PhysicalLine, partsOf, physicalLineAt, textOf } from './physical-lines.js'

/** `name_template = <<END`, lines, `END` (`bounce_templates_load` in `src/bounce/bounce_templates.c`). */
export function readTemplate(source: SourceText, line: PhysicalLine): BounceTemplate | BrokenEntry | Comment | Blank {
  const ignored = ignoredLine(source.text, line, true)
  if (ignored !== undefined) return ignored
  const text = textOf(source, line)
  const all = text.text
  const whole = partOf(text, 0, all.length)
  const found = splitNameValue(all, 0, all.length)
  if ('problem' in found) {
    const at = found.name ? partOf(text, found.name.start, found.name.end) : whole
    return { type: 'broken-entry', ...partsOf(line), problem: found.problem, at, whole }
  }
  const name = partOf(text, found.name.start, found.name.end)
  const { start, end } = found.value
  if (!all.startsWith('<<', start)) {
    return { type: 'bounce-template', ...partsOf(line), name, lines: [partOf(text, start, end)], closed: true }
  }
  const marker = partOf(text, skipSpace(all, start + 2, end), end)
  if (!isAlphanumeric(marker.value)) {
    const problem = marker.value === '' ? 'missing-marker' : 'bad-marker'
    const at = marker.value === '' ? partOf(text, start, end) : marker
    return { type: 'broken-entry', ...partsOf(line), problem, at, whole, key: name }
  }
  const lines: EntryPart[] = []
  let last = line
  let closed = false
  for (let next = physicalLineAt(source.text, line.next); next !== undefined && !closed; ) {
    const body = textOf(source, next)
    last = next
    if (body.text === marker.value) closed = true
    else {
      lines.push(partOf(body, 0, body.text.length))
      next = physicalLineAt(source.text, next.next)
    }
  }
  return { type: 'bounce-template', ...partsOf(line, last), name, marker, lines, closed }
}
