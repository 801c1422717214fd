import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { ProfileName } from '../../catalog/types.js'
import { parseVersion } from '../../catalog/versions.js'

/** The Postfix that is installed on this machine. */
export interface InstalledPostfix {
  /** A release that is known. */
  readonly version?: string
  readonly profile?: ProfileName
}

/** Nothing but these are run: what `PATH` names may be anybody's. */
const programs = ['/usr/sbin/postconf', '/usr/local/sbin/postconf', '/usr/pkg/sbin/postconf']

/** Asks the Postfix of this machine for its release, and the system whose build it is. */
export function installedPostfix(): InstalledPostfix {
  for (const program of programs) {
    const version = versionOf(program)
    if (version === undefined) continue
    return { version, ...(program === '/usr/sbin/postconf' && isDebian() && { profile: 'debian' }) }
  }
  return {}
}

function versionOf(program: string): string | undefined {
  try {
    // `-d`: what is built in. main.cf could say anything.
    const said = execFileSync(program, ['-d', '-h', 'mail_version'], {
      encoding: 'utf8',
      timeout: 5000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
    return parseVersion(said) === undefined ? undefined : said
  } catch {
    return undefined
  }
}

/** True for Debian and what is made of its packages. */
function isDebian(): boolean {
  try {
    return /^(?:ID|ID_LIKE)=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}
