import type { TableValueKind } from '../../catalog/types.js'
import { accessResult } from '../../config/access-results.js'
import { contentAction } from '../../config/content-actions.js'
import type { Project } from '../../config/project.js'
import {
  type ActionParts,
  actionParts,
  addressesOf,
  partWithin,
  type ResultPart,
  transportOf,
  wordsOf,
} from '../../config/table-values.js'
import type { Table } from '../../config/tables.js'
import { readTlsPolicy } from '../../config/tls-policies.js'
import { restrictionClasses } from '../../config/value-kinds.js'
import { fileRange } from '../../syntax/logical-text.js'
import type { TableLine } from '../../syntax/tables/nodes.js'
import type { Occurrence, TableWordSort } from '../occurrence-types.js'

/** What an answer of a table is, and where. */
interface Reading {
  readonly project: Project
  readonly table: Table
  readonly part: ResultPart
  readonly line: TableLine
}

/** The names in what a table answers, by what it is used for. */
export function valueOccurrences(
  project: Project,
  table: Table,
  line: TableLine,
  part: ResultPart,
): readonly Occurrence[] {
  // What stands in a table of passwords has no names.
  const kinds = new Set(table.uses.map(({ value }) => value))
  return [...kinds].flatMap(kind => namesOf(kind, { project, table, line, part }))
}

function namesOf(kind: TableValueKind, reading: Reading): readonly Occurrence[] {
  const { part } = reading
  switch (kind) {
    case 'access-action':
      return accessNames(reading)
    case 'content-action':
      return contentNames(reading)
    case 'transport':
      return transportNames(reading, part)
    case 'tls-policy':
      return policyNames(reading)
    case 'tls-level':
      return [word(reading, 'tls per-site', part, part.value.toUpperCase())]
    case 'postscreen-action':
      return wordsOf(part).map(each => word(reading, 'postscreen action', each, each.value.toLowerCase()))
    case 'dns-action':
      return [word(reading, 'dns action', part, part.value.toUpperCase())]
    case 'requiretls-policy':
      return wordsOf(part).map(each => word(reading, 'requiretls policy', each, each.value.toLowerCase()))
    case 'ehlo-keywords':
    case 'pix-workarounds':
      return wordsOf(part).map(each => {
        return { kind: 'word', name: each.value.toLowerCase(), parameter: kind, ...place(reading, each) } as const
      })
    case 'addresses':
      return addressesOf(part).flatMap((each): readonly Occurrence[] => {
        const { address } = each
        if (address === '' || /[\s$]/.test(address)) return []
        return [
          {
            kind: 'alias',
            role: 'use',
            name: address,
            table: reading.table,
            line: reading.line,
            ...place(reading, each),
          },
        ]
      })
    case 'reply':
    case 'delivery-status':
    case 'text':
      return replyCodes(reading, part)
    default:
      return []
  }
}

function place({ table }: Reading, { text, span }: ResultPart) {
  return { file: table.source.name, range: fileRange(text, span.start, span.end) }
}

function word(reading: Reading, sort: TableWordSort, part: ResultPart, name: string): Occurrence {
  return { kind: 'table-word', sort, name, text: part.value, ...place(reading, part) }
}

function accessNames(reading: Reading): readonly Occurrence[] {
  const { project, part } = reading
  const result = accessResult(project, part)
  switch (result.kind) {
    case 'digits':
      return [word(reading, 'access action', part, '(all digits)')]
    case 'action': {
      const { action, parts } = result
      const own = word(reading, 'access action', parts.word, action.name)
      return [own, ...(action.syntax === undefined ? [] : replyCodes(reading, part)), ...argumentNames(reading, parts)]
    }
    case 'restrictions':
      return restrictionNames(reading, result.words)
    default:
      return result satisfies never
  }
}

function restrictionNames(reading: Reading, words: readonly ResultPart[]): readonly Occurrence[] {
  const { project } = reading
  const classes = restrictionClasses(project)
  return words.flatMap((each): readonly Occurrence[] => {
    const restriction = project.catalog.restriction(each.value)
    if (restriction !== undefined) return [{ kind: 'restriction', name: restriction.name, ...place(reading, each) }]
    if (!classes.has(each.value)) return []
    return [{ kind: 'parameter', name: each.value, role: 'mention', view: project.base, ...place(reading, each) }]
  })
}

function contentNames(reading: Reading): readonly Occurrence[] {
  const parts = actionParts(reading.part)
  const action = contentAction(parts.word.value)
  if (action === undefined) return []
  return [word(reading, 'content action', parts.word, action.name), ...argumentNames(reading, parts)]
}

/** What stands behind an action: of a filter, a transport; of a refusal, an enhanced status code. */
function argumentNames(reading: Reading, { word: action, rest }: ActionParts): readonly Occurrence[] {
  if (rest === undefined) return []
  return action.value.toUpperCase() === 'FILTER' ? transportNames(reading, rest) : replyCodes(reading, rest)
}

function transportNames(reading: Reading, part: ResultPart): readonly Occurrence[] {
  const { transport } = transportOf(part)
  const { value } = transport
  // What comes out of a pattern is not known here.
  if (value === '' || /[\s$]/.test(value)) return []
  return [{ kind: 'service', name: value, role: 'use', ...place(reading, transport) }]
}

function policyNames(reading: Reading): readonly Occurrence[] {
  const { project, part } = reading
  const braces = project.catalog.tableResult('smtp_tls_policy_maps')?.braceForm ?? false
  const { level, attributes } = readTlsPolicy(part, braces)
  return [
    ...(level ? [word(reading, 'tls level', level, level.value.toLowerCase())] : []),
    ...attributes.flatMap(({ pair }) =>
      pair ? [word(reading, 'tls attribute', pair.name, pair.name.value.toLowerCase())] : [],
    ),
  ]
}

const codes = /^(?:([245]\d\d)(?=[ -]|$)[ -]?)?(?:([245]\.\d{1,3}\.\d{1,3})(?=\s|$))?/

/** A reply code and an enhanced status code in front of a text. */
function replyCodes(reading: Reading, part: ResultPart): readonly Occurrence[] {
  const match = codes.exec(part.value)
  const [whole = '', reply, enhanced] = match ?? []
  const at = (name: string, start: number): Occurrence => {
    return { kind: 'reply-code', name, ...place(reading, partWithin(part, start, start + name.length)) }
  }
  return [
    ...(reply === undefined ? [] : [at(reply, 0)]),
    ...(enhanced === undefined ? [] : [at(enhanced, whole.length - enhanced.length)]),
  ]
}
