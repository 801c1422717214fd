import { profileNames } from '../catalog/profiles.js'
import type { Target } from '../catalog/types.js'
import { latestVersion, parseVersion } from '../catalog/versions.js'
import { nodePostconfHost } from '../host/postconf-host.js'
import { postconf } from '../postconf/postconf.js'
import { standardError, standardOutput } from './output.js'
import { UsageError } from './usage-error.js'

/**
 * `postfix-lint postconf [--postfix-version V] [--profile P] ...`: our own two options come first, the rest is the
 * command line of postconf(1). Arguments and output are bytes to it, so one byte is one character here.
 */
export function postconfCommand(args: readonly string[]): number {
  const { target, rest } = readTarget(args)
  const bytes = rest.map(argument => Buffer.from(argument, 'utf8').toString('latin1'))
  const mailConfig = process.env['MAIL_CONFIG']
  const { writes, status } = postconf(bytes, { target, host: nodePostconfHost(), mailConfig })
  for (const { to, text } of writes) {
    const output = to === 'stdout' ? standardOutput : standardError
    output.write(Buffer.from(text, 'latin1'))
  }
  return status
}

function readTarget(args: readonly string[]): { readonly target: Target; readonly rest: readonly string[] } {
  let version = latestVersion()
  let profile: Target['profile'] = 'upstream'
  let index = 0
  for (; index < args.length; index++) {
    const found = /^--(postfix-version|profile)(?:=(.*))?$/.exec(args[index] ?? '')
    if (found === null) break
    const [, name, inline] = found
    const value = inline ?? args[++index]
    if (value === undefined) throw new UsageError(`\`--${name}\` needs a value`)
    if (name === 'profile') profile = readProfile(value)
    else version = readVersion(value)
  }
  return { target: { version, profile }, rest: args.slice(index) }
}

function readVersion(text: string): Target['version'] {
  const version = parseVersion(text)
  if (version === undefined) throw new UsageError(`\`${text}\` is not a version of Postfix that postfix-lint knows`)
  return version
}

function readProfile(text: string): Target['profile'] {
  const profile = profileNames().find(name => name === text)
  if (profile !== undefined) return profile
  throw new UsageError(
    `\`--profile\` takes ${profileNames()
      .map(name => `\`${name}\``)
      .join(', ')}, not \`${text}\``,
  )
}
