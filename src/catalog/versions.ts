import { versionData } from './data-files.js'
import type { Branch, Version } from './types.js'

const branchSpan = 1e9

/** Keys worked out before: the data compares the same few releases again and again. */
const keys = new Map<string, number>()
const keysAtMost = 1024

/**
 * A number that orders releases: `3.7.11` < `3.7.22` < `3.8`. A bare branch counts as its .0 release, a snapshot by its
 * date. Only for version texts of the catalogue's own data and for versions that `exactVersion` returned.
 */
export function releaseKey(release: string): number {
  const known = keys.get(release)
  if (known !== undefined) return known
  const [major = '0', minor = '0', patch = '0'] = release.split(/[.-]/, 3)
  const key = (Number(major) * 1000 + Number(minor)) * branchSpan + Number(patch)
  if (keys.size >= keysAtMost) keys.clear()
  keys.set(release, key)
  return key
}

/** Every branch the catalogue describes, oldest first, the development branch last (`git tag` of the Postfix source). */
export const branches: readonly Branch[] = versionData().branches.map(({ branch, last }) => ({
  branch,
  last,
  stable: releaseKey(branch) <= releaseKey(versionData().stable),
}))

const lastOfBranch: ReadonlyMap<string, string> = new Map(branches.map(({ branch, last }) => [branch, last]))

/** The branch of a version that `parseVersion` returned: `3.7` for `3.7.11`. */
export function branchOf(version: Version): string {
  return version.split(/[.-]/, 2).join('.')
}

/** The newest release of the newest stable branch. */
export function latestVersion(): Version {
  const { stable, branches } = versionData()
  return branches.find(known => known.branch === stable)?.last ?? stable
}

/**
 * Reads a version as people write it: `3.7`, `3.7.11`, `v3.7.11`, `3.12-20260821`, also the version of a distribution's
 * package (`3.7.11-0+deb12u1`). Undefined when it is not a version, or of a branch the catalogue does not describe.
 */
export function parseVersion(text: string): Version | undefined {
  const found = /^v?(\d{1,2})\.(\d{1,3})(?:\.(\d{1,4}))?(?:-(\d{8})(?!\d))?(?:[-+~].*)?$/i.exec(text.trim())
  if (!found) return undefined
  const branch = `${Number(found[1])}.${Number(found[2])}`
  const known = branches.find(candidate => candidate.branch === branch)
  if (!known) return undefined
  if (found[3] !== undefined) return `${branch}.${Number(found[3])}`
  if (found[4] === undefined) return branch
  // A snapshot of a branch that has been released since is closest to its first release.
  return known.stable ? `${branch}.0` : `${branch}-${found[4]}`
}

/** The exact release a version means: itself, or the last known release of a bare branch. */
export function exactVersion(version: Version): Version {
  return lastOfBranch.get(version) ?? version
}

/** Negative when `a` is older than `b`, 0 when they are the same release, positive when it is newer. */
export function compareVersions(a: Version, b: Version): number {
  return releaseKey(exactVersion(a)) - releaseKey(exactVersion(b))
}
