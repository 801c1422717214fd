import type { DocumentLink } from 'vscode-languageserver'
import type { Project } from '../../config/project.js'
import { partWithin, type ResultPart } from '../../config/table-values.js'
import type { Table } from '../../config/tables.js'
import { readTlsPolicy } from '../../config/tls-policies.js'
import type { TableLine } from '../../syntax/tables/nodes.js'
import { fileUrl } from '../links.js'
import { toLspRange } from '../positions.js'
import { linesHolding } from './recipients.js'
import { linesOf } from './table-files.js'
import { placeOf } from './table-occurrences.js'

/** More links than these are not drawn. */
const mostLinks = 1000

/** Paths of files in a table: lists of recipients, certificates, what a database client reads. */
export function tableLinks(project: Project, table: Table): DocumentLink[] {
  const found: DocumentLink[] = []
  for (const line of candidates(table)) {
    if (table.source.isSecret(line.range)) continue
    for (const { path, part } of pathsIn(project, table, line)) {
      if (path.startsWith('/'))
        found.push({ range: toLspRange(table.source, placeOf(table, part).range), target: fileUrl(path) })
    }
    if (found.length >= mostLinks) break
  }
  return found
}

/** The lines that can hold a path: of a large table not all are read. */
function candidates(table: Table): Iterable<TableLine> {
  if (table.syntax === 'aliases') return linesHolding(table, ':include:')
  if (table.syntax === 'client') return linesOf(table)
  if (holds(table, 'tls-policy')) return linesHolding(table, 'tafile')
  return holds(table, 'key-files') ? linesOf(table) : []
}

function holds({ uses }: Table, kind: Table['uses'][number]['value']): boolean {
  return uses.some(({ value }) => value === kind)
}

interface FoundPath {
  readonly path: string
  readonly part: ResultPart
}

function pathsIn(project: Project, table: Table, line: TableLine): readonly FoundPath[] {
  switch (line.type) {
    case 'alias':
      return line.targets.flatMap(target => {
        const start = target.value.indexOf(target.meaning)
        if (target.kind !== 'include' || start < 0) return []
        return [{ path: target.meaning, part: partWithin(target, start, start + target.meaning.length) }]
      })
    case 'setting': {
      const { text } = line.value
      if (!clientFiles.has(line.name) || text === '') return []
      return [{ path: text, part: { text: line.value, span: { start: 0, end: text.length }, value: text } }]
    }
    case 'key-value':
      return [
        ...(holds(table, 'tls-policy') ? anchors(project, line.value) : []),
        ...(holds(table, 'key-files') ? files(line.value) : []),
      ]
    default:
      return []
  }
}

/** Settings of database clients that name one file. */
export const clientFiles: ReadonlySet<string> = new Set([
  'dbpath',
  'option_file',
  'tls_CAfile',
  'tls_CApath',
  'tls_ca_cert_dir',
  'tls_ca_cert_file',
  'tls_cert',
  'tls_cert_file',
  'tls_key',
  'tls_key_file',
])

function anchors(project: Project, part: ResultPart): readonly FoundPath[] {
  const braces = project.catalog.tableResult('smtp_tls_policy_maps')?.braceForm ?? false
  return readTlsPolicy(part, braces).attributes.flatMap(({ pair }) =>
    pair?.name.value.toLowerCase() === 'tafile' ? [{ path: pair.value.value, part: pair.value }] : [],
  )
}

function files(part: ResultPart): readonly FoundPath[] {
  return [...part.value.matchAll(/[^\s,]+/g)].map(({ index, 0: path }) => {
    return { path, part: partWithin(part, index, index + path.length) }
  })
}
