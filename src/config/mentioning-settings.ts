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
  const parts = namesInTables(settings)
  return settings.map(({ name, value: { text } }) => {
    const counts = special.test(text) || parts.has(name) || catalog.parameter(name)?.kind === 'restriction-class-names'
    return counts ? `${name} = ${text}` : name
  })
}

/** The names whose values become part of one that can name a table, directly or through other names. */
function namesInTables(settings: readonly Assignment[]): ReadonlySet<string> {
  const mentions = new Map<string, readonly string[]>()
  const mentionedBy = new Map<string, string[]>()
  const reach = new Set<string>()
  for (const { name, value } of settings) {
    if (/[:{#]/.test(value.text)) reach.add(name)
    const names = mentionsIn(value.text).map(mention => mention.name)
    if (names.length === 0) continue
    mentions.set(name, [...(mentions.get(name) ?? []), ...names])
    for (const mentioned of names) {
      const by = mentionedBy.get(mentioned)
      if (by === undefined) mentionedBy.set(mentioned, [name])
      else by.push(name)
    }
  }
  // First up, to all values that a table can come into; then down, to all that they are made of.
  for (const name of reach) for (const other of mentionedBy.get(name) ?? []) reach.add(other)
  for (const name of reach) for (const other of mentions.get(name) ?? []) reach.add(other)
  return reach
}
