import type { ProfileName } from '../catalog/types.js'

/** The package of Postfix that a host has, by its list of packages. */
export interface InstalledPackage {
  /** As the list has it: `3.7.11-0+deb12u1`. */
  readonly packageVersion: string
  /** The release of Postfix; absent when the catalogue does not know it, or it is not a plain one. */
  readonly release?: string
  /** Whose build it is. */
  readonly profile: ProfileName
}

/** The release and the build that a configuration is judged as; what is absent is the default. */
export interface ChosenRelease {
  readonly version?: string | undefined
  readonly profile?: ProfileName | undefined
  /** The package, if it decided about one of them. */
  readonly installed?: string
}

/** What nobody said of the release and the build is as installed, unless it is said that another build runs there. */
export function completeRelease(
  version: string | undefined,
  profile: ProfileName | undefined,
  found: InstalledPackage | undefined,
): ChosenRelease {
  if (found === undefined || (profile ?? found.profile) !== found.profile) return { version, profile }
  const isUsed = (version === undefined && found.release !== undefined) || profile === undefined
  return {
    version: version ?? found.release,
    profile: found.profile,
    ...(isUsed && { installed: `postfix ${found.packageVersion}` }),
  }
}
