import type { Range as LspRange } from 'vscode-languageserver'
import type { Project } from '../../config/project.js'
import type { Table } from '../../config/tables.js'
import { openQueryTable } from '../../query/open-table.js'
import type { Answer } from '../../query/query-table.js'
import { decodeUtf8, encodeUtf8 } from '../../query/utf8.js'
import { toLspRange } from '../positions.js'
import { type LookupKey, lookupKeys } from './lookup-keys.js'
import { tableNamed } from './table-files.js'

/** What came of one lookup. */
export interface LookupStep extends LookupKey {
  readonly answer: 'found' | 'none' | 'failed' | 'undecided'
}

/** What a table answers, as Postfix would ask it. */
export interface LookupAnswer {
  /** `type:path`. */
  readonly table: string
  readonly asked: string
  /** The lookups, one after the other; the last one decided. */
  readonly steps: readonly LookupStep[]
  readonly answer: LookupStep['answer']
  /** Absent unless one was found, and for a table of passwords. */
  readonly value?: string
  /** A value was found, and is a secret. */
  readonly isSecret?: true
  /** The lines that answered. */
  readonly lines: readonly LspRange[]
  /** What Postfix complains about, or why the answer cannot be told. */
  readonly messages: readonly string[]
}

/** Complaints about a table are shown as far as a person reads them. */
const mostMessages = 20

/** Asks a table for a key and, as Postfix does, for its parts. Undefined when the file is no table that can be asked. */
export function lookUp(project: Project, uri: string, asked: string): LookupAnswer | undefined {
  const table = tableNamed(project, uri)
  const type = table && typeOf(project, table)
  if (table?.path === undefined || type === undefined) return undefined
  const spec = `${type}:${table.path}`
  const messages: string[] = []
  const isSecret = table.uses.some(({ value }) => value === 'credentials')
  const opened = openQueryTable(encodeUtf8(spec), {
    catalog: project.catalog,
    read: path => {
      const bytes = decodeUtf8(path) === table.path ? encodeUtf8(table.source.text) : undefined
      return bytes === undefined ? { problem: 'not a part of this table' } : { bytes }
    },
    warn: message => {
      // Complaints can quote the line.
      if (!isSecret && messages.length < mostMessages) messages.push(decodeUtf8(message) ?? message)
    },
    foldsKeys: true,
    unicode: project.base.get('smtputf8_enable')?.text === 'yes',
    aliases: table.syntax === 'aliases',
  })
  const base = { table: spec, asked, messages }
  if (!('lookup' in opened)) {
    return { ...base, steps: [], answer: opened.type, lines: [], messages: [...messages, textOf(opened)] }
  }
  const steps: LookupStep[] = []
  for (const { key, form } of lookupKeys(project, table, asked)) {
    const answer = opened.lookup(encodeUtf8(key))
    steps.push({ key, form, answer: answer.type })
    if (answer.type === 'none') continue
    if (answer.type !== 'found')
      return { ...base, steps, answer: answer.type, lines: [], messages: [...messages, textOf(answer)] }
    return {
      ...base,
      steps,
      answer: 'found',
      ...(isSecret ? { isSecret } : { value: decodeUtf8(answer.value) ?? answer.value }),
      lines: answer.from.map(({ line }) => lineRange(table, line)),
    }
  }
  return { ...base, steps, answer: 'none', lines: [] }
}

function textOf(answer: Extract<Answer, { readonly type: 'failed' | 'undecided' }>): string {
  const text = answer.type === 'failed' ? answer.message : answer.why
  return decodeUtf8(text) ?? text
}

/** The type to open a table as: that of main.cf, or of the way it is written. */
function typeOf(project: Project, { type, syntax }: Table): string | undefined {
  if (type !== undefined) return type
  switch (syntax) {
    case 'regexp':
    case 'pcre':
    case 'cidr':
      return syntax
    case 'postmap':
    case 'aliases':
      return project.base.get('default_database_type')?.text ?? 'hash'
    default:
      return undefined
  }
}

function lineRange({ source }: Table, line: number): LspRange {
  const start = source.offsetAt({ line, column: 1 })
  return toLspRange(source, source.lineAt(start))
}
