import type { DictionaryClient } from '../catalog/types.js'
import type { SettingLine } from '../syntax/nodes.js'
import type { TableLine } from '../syntax/tables/nodes.js'
import type { ValuePlace } from './list-items.js'
import type { Project } from './project.js'
import type { Table } from './tables.js'

/** What the client of a table reads from its file; undefined for tables that have none. */
export function clientOf(project: Project, table: Table): DictionaryClient | undefined {
  return table.type === undefined ? undefined : project.catalog.dictionaryClient(table.type)
}

/** Collects the settings of a client file; of several with one name the last counts (`src/global/cfg_parser.c`). */
export function collectSettings(): {
  readonly settings: ReadonlyMap<string, SettingLine>
  line(line: TableLine): void
} {
  const settings = new Map<string, SettingLine>()
  return {
    settings,
    line(line) {
      if (line.type === 'setting') settings.set(line.name, line)
    },
  }
}

/** The value of a setting as a place. */
export function wholeOf(setting: SettingLine): ValuePlace {
  return { text: setting.value, span: { start: 0, end: setting.value.text.length } }
}

/** A stretch of a value. */
export function partOfValue(setting: SettingLine, start: number, end: number): ValuePlace {
  return { text: setting.value, span: { start, end } }
}

/** One `%` of a template of a query or a result. */
export interface TemplateKey {
  readonly start: number
  /** The character behind the `%`; empty at the end of the template. */
  readonly letter: string
  readonly valid: boolean
  /** True between two single quotes of an SQL query. */
  readonly quoted: boolean
}

/** Letters that stand for the key, the result, or a part of it (`db_common_parse` in `src/global/db_common.c`). */
const letters = 'suUdDS123456789'

/** Reads the `%` of a template, `%%` left out. */
export function templateKeys(template: string): readonly TemplateKey[] {
  const keys: TemplateKey[] = []
  let quoted = false
  for (let at = 0; at < template.length; at++) {
    const character = template.charAt(at)
    if (character === "'") quoted = !quoted
    if (character !== '%') continue
    const letter = template.charAt(at + 1)
    if (letter !== '%') keys.push({ start: at, letter, valid: letter !== '' && letters.includes(letter), quoted })
    at++
  }
  return keys
}

/** Settings of each client that hold a query, in which `%s` stands for what is looked up. */
export const querySettings: Readonly<Record<string, readonly string[]>> = {
  ldap: ['query_filter', 'search_base'],
  memcache: ['key_format'],
  mongodb: ['query_filter'],
  mysql: ['query'],
  pgsql: ['query'],
  sqlite: ['query'],
}

/** Clients whose query is SQL. */
export const sqlClients: ReadonlySet<string> = new Set(['mysql', 'pgsql', 'sqlite'])
