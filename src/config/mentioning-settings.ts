import type { Catalog } from '../catalog/types.js'
import type { Assignment } from '../syntax/nodes.js'
import { mentionsIn } from './mentions.js'

/** Noted as read where it matters which names the settings of main.cf have, and which names their values mention. */
export const allMentions = '=mentions'

/** What can be more in a value than text: `$name`, `type:name` of a table, `{ ... }` around one. */
const special = /[:${#]/

/**
 * The settings of main.cf as far as they tell which names are used and defined: all by name, with the values that can
 * mention a name (as `$name`, as prefix of a database client's settings, as restriction class), and those that such a
 * value is put together from. When this stays the same, so does what `knownNames` finds.
 */
export function mentioningSettings(settings: readonly Assignment[], catalog: Catalog): readonly string[] {
  const parts = partsOfReadValues(settings, catalog)
  return settings.map(({ name, value: { text } }) =>
    special.test(text) || parts.has(name) || listsClasses(name, catalog) ? `${name} = ${text}` : name,
  )
}

function listsClasses(name: string, catalog: Catalog): boolean {
  return catalog.parameter(name)?.kind === 'restriction-class-names'
}

/** The names whose values become part of one that lists classes or can name a table, directly or through other names. */
function partsOfReadValues(settings: readonly Assignment[], catalog: Catalog): ReadonlySet<string> {
  const mentions = new Map<string, string[]>()
  const mentionedBy = new Map<string, string[]>()
  const reach = new Set<string>()
  const set = new Set(settings.map(({ name }) => name))
  for (const { name, value } of settings) {
    if (/[:{#]/.test(value.text) || listsClasses(name, catalog)) reach.add(name)
    for (const mention of mentionsIn(value.text)) {
      add(mentions, name, mention.name)
      add(mentionedBy, mention.name, name)
      if (!set.has(mention.name) && defaultCanNameTable(mention.name, catalog)) reach.add(name)
    }
  }
  // First up, to all values that a table can come into; then down, to all that they are made of.
  for (const name of reach) for (const other of mentionedBy.get(name) ?? []) reach.add(other)
  for (const name of reach) for (const other of mentions.get(name) ?? []) reach.add(other)
  return reach
}

function defaultCanNameTable(name: string, catalog: Catalog): boolean {
  const parameter = catalog.parameter(name)
  return parameter !== undefined && (parameter.default === null || /[:{$]/.test(parameter.default))
}

function add(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
