import type { Element, Group, Part } from '../../grammars/value-nodes.js'
import type { Parameter, ValueKind } from '../catalog/types.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import { restrictionClasses, valueKindOf } from '../config/value-kinds.js'
import { fileRange } from '../syntax/logical-text.js'
import { macrosIn } from '../syntax/macros.js'
import type { Assignment } from '../syntax/nodes.js'
import { parseList, parseText } from '../syntax/value.js'
import type { MappedText } from '../text/mapped-text.js'
import type { Location, Span } from '../text/range.js'
import type { Occurrence } from './occurrence-types.js'

/** What the value under inspection is, and where. */
interface Reading {
  readonly project: Project
  readonly service?: Service | undefined
  readonly file: string
  readonly text: MappedText
  readonly name: string
  readonly parameter?: Parameter | undefined
  readonly kind?: ValueKind | undefined
  readonly found: Occurrence[]
}

/** The names in one assignment: its own, and those in its value. */
export function assignmentOccurrences(project: Project, assignment: Assignment, service?: Service): Occurrence[] {
  const { file, name, value } = assignment
  const found: Occurrence[] = []
  const { catalog } = project
  const parameter = catalog.parameter(name) ?? catalog.transportFamily(name)
  const reading: Reading = {
    project,
    service,
    file,
    text: value,
    name,
    parameter,
    kind: valueKindOf(project, name),
    found,
  }
  addParameter(reading, name, { file, range: assignment.nameRange }, 'set')
  if (value.text !== '') {
    if (value.text.includes('$') && parameter?.expansion !== 'none') addReferences(reading, parseText(value.text))
    addElements(reading)
  }
  return found
}

/** The `$names` of a text that stands outside any assignment (a pipe(8) command). */
export function macroOccurrences(file: string, text: MappedText): Occurrence[] {
  return macrosIn(parseText(text.text)).map(({ name, nameSpan }) => {
    return { kind: 'macro', name, file, range: fileRange(text, nameSpan.start, nameSpan.end) }
  })
}

function place(reading: Reading, span: Span): Location {
  return { file: reading.file, range: fileRange(reading.text, span.start, span.end) }
}

/** A parameter's name; the service in the front of `<service>_destination_...` is a name of its own. */
function addParameter(reading: Reading, name: string, at: Location, role: 'set' | 'use' | 'mention'): void {
  const { project, service, found } = reading
  found.push({ kind: 'parameter', name, role, view: service?.config ?? project.base, service, ...at })
  const family = project.catalog.parameter(name) ? undefined : project.catalog.transportFamily(name)
  const end = at.range.start + (family?.transport.length ?? 0)
  if (family === undefined || !project.services.some(({ name: known }) => known === family.transport)) return
  found.push({
    kind: 'service',
    name: family.transport,
    role: 'use',
    file: at.file,
    range: { start: at.range.start, end },
  })
}

function addReferences(reading: Reading, parts: readonly Part[]): void {
  for (const { name, nameSpan } of macrosIn(parts)) {
    const at = place(reading, nameSpan)
    if (reading.parameter?.macros.includes(name)) {
      reading.found.push({ kind: 'macro', name, parameter: reading.name, ...at })
    } else addParameter(reading, name, at, 'use')
  }
}

function addElements(reading: Reading): void {
  const { kind, project, text } = reading
  if (kind === undefined) return
  const { list, refersTo } = project.catalog.kind(kind)
  if (refersTo.includes('restriction')) addRestrictions(reading, parseList(text.text))
  else if (list) for (const element of parseList(text.text)) addElement(reading, element.span, element, refersTo)
  else addElement(reading, { start: 0, end: text.text.length }, undefined, refersTo)
}

function addElement(reading: Reading, span: Span, element: Element | undefined, refersTo: readonly string[]): void {
  const { text, kind, name, project, found } = reading
  const written = text.text.slice(span.start, span.end)
  if (refersTo.includes('map')) addTable(reading, span, element)
  if (written.includes('$') || written === '') return
  if (refersTo.includes('parameter') && !refersTo.includes('map'))
    addParameter(reading, written, place(reading, span), 'mention')
  if (refersTo.includes('transport') || kind === 'service-name') {
    const colon = written.indexOf(':')
    const end = colon < 0 ? written.length : colon
    const at = place(reading, { start: span.start, end: span.start + end })
    if (end > 0) found.push({ kind: 'service', name: written.slice(0, end), role: 'use', ...at })
  }
  if (kind === 'smtp-reply-code') found.push({ kind: 'reply-code', name: written, ...place(reading, span) })
  const words = reading.parameter?.vocabulary
  const vocabulary = words === undefined ? undefined : project.catalog.vocabulary(words)
  if (vocabulary && (vocabulary.words.includes(written.toLowerCase()) || vocabulary.words.includes(written))) {
    found.push({ kind: 'word', name: written, parameter: name, ...place(reading, span) })
  }
}

/** `type:name`, `proxy:type:name`, `pipemap:{type:name, ...}`. */
function addTable(reading: Reading, span: Span, element: Element | undefined): void {
  const { text, project, found } = reading
  let at = span.start
  for (let colon = text.text.indexOf(':', at); colon >= 0 && colon < span.end; colon = text.text.indexOf(':', at)) {
    const type = project.catalog.tableType(text.text.slice(at, colon))
    if (type === undefined) break
    found.push({ kind: 'table-type', name: type.name, ...place(reading, { start: at, end: colon }) })
    at = colon + 1
    if (type.category !== 'adapter') break
  }
  const group = element?.parts.find((part): part is Group => part.type === 'group')
  for (const inner of group?.elements ?? []) addTable(reading, inner.span, inner)
}

function addRestrictions(reading: Reading, elements: readonly Element[]): void {
  const { text, project, found } = reading
  const classes = restrictionClasses(project)
  let argument: string | undefined
  for (const element of elements) {
    const { span } = element
    const written = text.text.slice(span.start, span.end)
    const expected = argument
    argument = undefined
    if (expected !== undefined) {
      if (expected === 'map') addTable(reading, span, element)
      continue
    }
    const restriction = project.catalog.restriction(written)
    if (restriction !== undefined) {
      found.push({ kind: 'restriction', name: restriction.name, ...place(reading, span) })
      if (restriction.argument?.kind !== 'restriction') argument = restriction.argument?.kind
    } else if (classes.has(written)) addParameter(reading, written, place(reading, span), 'mention')
    else addTable(reading, span, element)
  }
}
