import type { ListItem } from './list-items.js'
import { isReadable } from './mail-path.js'
import { matchPatterns } from './match-patterns.js'
import type { Project } from './project.js'

/** A domain that one of the lists of own domains has by its name. */
export interface OwnDomain {
  /** In small letters. */
  readonly domain: string
  readonly list: string
  readonly item: ListItem
}

/** The domains that lists of domains have by name; what tables and files hold is not among them. */
export function ownDomains(project: Project, lists: readonly string[]): readonly OwnDomain[] {
  return lists.flatMap(list => {
    const resolved = project.base.get(list)
    if (resolved === undefined || resolved.text === '') return []
    // Of a list with a name that only the host knows, the others are as they are.
    if (resolved.expanded.problem) return []
    const readable = isReadable(resolved)
    return matchPatterns(resolved).flatMap(({ form, negations, value, item }) => {
      if (form !== 'pattern' || negations > 0 || (!readable && !value.includes('.') && value !== 'localhost')) return []
      return [{ domain: value.toLowerCase(), list, item }]
    })
  })
}
