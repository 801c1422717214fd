import type { Session } from './session.js'

/**
 * True when the release has what came to each branch with the release that is named here, and to every later branch.
 * @param releases one for each branch it came to, oldest first
 */
export function cameIn(releases: readonly string[], { catalog }: Session): boolean {
  const [branch = ''] = /^\d+\.\d+/.exec(catalog.version) ?? []
  const own = releases.find(release => release.startsWith(`${branch}.`))
  return catalog.atLeast(own ?? releases.at(-1) ?? '')
}
