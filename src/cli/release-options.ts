import { profileNames } from '../catalog/profiles.js'
import type { ProfileName, Version } from '../catalog/types.js'
import { latestVersion, parseVersion } from '../catalog/versions.js'
import { UsageError } from './usage-error.js'

/** The release that `--postfix-version` names; the newest without it. @throws UsageError */
export function readReleaseName(text: string | undefined): Version {
  const version = text === undefined ? latestVersion() : parseVersion(text)
  if (version === undefined) throw new UsageError(`\`${text}\` is not a version of Postfix that postfix-lint knows`)
  return version
}

/** The build that `--profile` names; upstream without it. @throws UsageError */
export function readProfileName(text: string | undefined): ProfileName {
  const profile = text === undefined ? 'upstream' : profileNames().find(name => name === text)
  if (profile !== undefined) return profile
  throw new UsageError(
    `\`--profile\` takes ${profileNames()
      .map(name => `\`${name}\``)
      .join(', ')}, not \`${text}\``,
  )
}
