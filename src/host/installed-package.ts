import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import type { ProfileName } from '../catalog/types.js'
import { parseVersion } from '../catalog/versions.js'
import type { InstalledPackage } from '../config/installed-release.js'
import { resolveBelow } from './node.js'

/** A list of packages that is a text: paragraphs of fields. */
interface PackageList {
  readonly path: string
  /** The line with the name. */
  readonly first: string
  readonly version: RegExp
  /** What a paragraph says of a package that is there. */
  readonly installed?: RegExp
  readonly profile: ProfileName
}

const lists: readonly PackageList[] = [
  {
    path: '/var/lib/dpkg/status',
    first: 'Package: postfix\n',
    version: /^Version: *(\S+)$/m,
    // A package that was removed can stay in the list with its configuration.
    installed: /^Status: *\S+ ok (?:installed|triggers-awaited|triggers-pending)$/m,
    profile: 'debian',
  },
  { path: '/lib/apk/db/installed', first: 'P:postfix\n', version: /^V:(\S+)$/m, profile: 'upstream' },
]

/** Lists of very many packages are some megabytes. */
const maximumSize = 64 * 1024 * 1024

/**
 * What the package lists of Debian and Alpine, and of what is made of them, say of Postfix. Others are no text.
 * Undefined: there is none, or it cannot be told. Nothing is run.
 */
export function installedPackage(root: string): InstalledPackage | undefined {
  for (const list of lists) {
    const paragraph = paragraphOf(root, list)
    const packageVersion = paragraph && list.version.exec(paragraph)?.[1]
    if (paragraph === undefined || packageVersion === undefined) continue
    if (list.installed?.test(paragraph) === false) continue
    const release = releaseOf(packageVersion)
    return { packageVersion, profile: list.profile, ...(release !== undefined && { release }) }
  }
  return undefined
}

/** Only a full release: that of a snapshot or a candidate is not certain to be what the catalogue has. */
function releaseOf(packageVersion: string): string | undefined {
  const release = /^(\d+\.\d+\.\d+)(?:-|$)/.exec(packageVersion)?.[1]
  return release === undefined ? undefined : parseVersion(release)
}

function paragraphOf(root: string, { path, first }: PackageList): string | undefined {
  const bytes = bytesOf(root, path)
  if (bytes === undefined) return undefined
  const isFirst = bytes.subarray(0, first.length).equals(Buffer.from(first))
  const at = isFirst ? 0 : bytes.indexOf(`\n${first}`) + 1
  if (at === 0 && !isFirst) return undefined
  // Fields may stand before the name.
  const start = at === 0 ? 0 : bytes.lastIndexOf('\n\n', at) + 1
  const end = bytes.indexOf('\n\n', at)
  return bytes.toString('latin1', start, end < 0 ? bytes.length : end)
}

function bytesOf(root: string, path: string): Buffer | undefined {
  try {
    const found = resolveBelow(root, path)
    if (found?.status.isFile() !== true) return undefined
    const descriptor = openSync(found.path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const status = fstatSync(descriptor)
      return status.isFile() && status.size <= maximumSize ? readFileSync(descriptor) : undefined
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return undefined
  }
}
