import type { Assignment } from '../../syntax/nodes.js'
import { certainText } from '../certain-values.js'
import type { Effective, Resolved } from '../effective.js'
import { type ListItem, listItems, type ValuePlace, wholeValue } from '../elements.js'
import type { Facts, PathFact } from '../facts.js'

/** A file that a value names by its whole path, with its place and what is known of it. */
export interface NamedFile {
  readonly path: string
  readonly place: ValuePlace
  readonly fact: PathFact | 'missing'
}

/** True when a setting is the one that its programs see, with a text that is certain. */
function counts(view: Effective, setting: Assignment, resolved: Resolved): boolean {
  return (
    view.get(setting.name)?.setting === setting && certainText(view, setting.name) !== undefined && !resolved.unknown
  )
}

/** The file that a value is the path of; undefined when that is not certain, or nothing is known of the file. */
export function namedFile(
  facts: Facts,
  view: Effective,
  setting: Assignment,
  resolved: Resolved,
): NamedFile | undefined {
  if (!counts(view, setting, resolved)) return undefined
  return look(facts, resolved.text, wholeValue(resolved))
}

/** The files that a list of paths names, those left out of which nothing is known. */
export function namedFiles(
  facts: Facts,
  view: Effective,
  setting: Assignment,
  resolved: Resolved,
): readonly NamedFile[] {
  if (!counts(view, setting, resolved)) return []
  return listItems(resolved).flatMap((item: ListItem) => look(facts, item.value, item) ?? [])
}

/** A file by its path, when something is known of it. */
export function look(facts: Facts, path: string, place: ValuePlace): NamedFile | undefined {
  if (!path.startsWith('/')) return undefined
  const fact = facts.path(path)
  return fact === 'unknown' ? undefined : { path, place, fact }
}

/** The folder that a path is in. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}
