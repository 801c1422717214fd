import type { Catalog } from '../catalog/types.js'
import type { Assignment } from '../syntax/nodes.js'
import { clientMentionsIn } from './client-prefixes.js'
import { mentionsIn } from './mentions.js'
import type { Project } from './project.js'

/** Noted as read where it matters which names the settings of main.cf have, and which names their values mention. */
export const allMentions = '=mentions'

/** What of the settings of main.cf tells which names are used and defined. */
export interface Mentions {
  /**
   * The settings by name, with the values that can mention a name (as `$name`, as prefix of a database client's settings,
   * as restriction class), and those that such a value is put together from. Any other parameter of Postfix is left
   * out: it is in use whether it is set or not. When this stays the same, so does what `knownNames` finds.
   */
  readonly settings: readonly string[]
  /** The names whose values become part of one that can do so. */
  readonly parts: ReadonlySet<string>
}

/** Finds what the settings of a project mention. */
export function mentionsOf({ settings, services, catalog }: Project): Mentions {
  const ofServices = new Set<string>()
  for (const { overrides } of services)
    for (const { value } of overrides) for (const { name } of mentionsIn(value.text)) ofServices.add(name)
  const parts = partsOfReadValues(settings, catalog, ofServices)
  const written = settings.flatMap(({ name, value: { text } }) => {
    if (text.includes('$') || parts.has(name) || listsClasses(name, catalog)) return [`${name} = ${text}`]
    return catalog.parameter(name)?.class === 'builtin' ? [] : [name]
  })
  return { settings: written, parts }
}

/** What can be more in a value than text: `$name`, `type:name` of a table, `{ ... }` around one. */
const special = /[:${#]/

/** True when another value of a setting changes nothing about what all of them mention, for certain. */
export function changesNoMention(before: Mentions, name: string, values: readonly string[], catalog: Catalog): boolean {
  return !before.parts.has(name) && !listsClasses(name, catalog) && values.every(value => !special.test(value))
}

function listsClasses(name: string, catalog: Catalog): boolean {
  return catalog.parameter(name)?.kind === 'restriction-class-names'
}

/**
 * The names whose values become part of one that lists classes or can name a table, directly or through other names.
 * @param ofServices the names that values in master.cf mention
 */
function partsOfReadValues(
  settings: readonly Assignment[],
  catalog: Catalog,
  ofServices: ReadonlySet<string>,
): ReadonlySet<string> {
  const mentions = new Map<string, string[]>()
  const mentionedBy = new Map<string, string[]>()
  const reach = new Set<string>()
  const set = new Set(settings.map(({ name }) => name))
  const pieces: Assignment[] = []
  for (const setting of settings) {
    const { name, value } = setting
    if (listsClasses(name, catalog)) reach.add(name)
    if (/[:{#]/.test(value.text)) pieces.push(setting)
    for (const mention of mentionsIn(value.text)) {
      add(mentions, name, mention.name)
      add(mentionedBy, mention.name, name)
      if (!set.has(mention.name) && defaultCanNameTable(mention.name, catalog)) reach.add(name)
    }
  }
  for (const { name, value } of pieces) {
    // What stands for itself alone is as it is; a piece of something else can be the half of a word there.
    const isPiece = mentions.has(name) || mentionedBy.has(name) || ofServices.has(name)
    if (isPiece || clientMentionsIn(value.text, catalog).length > 0) reach.add(name)
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
