import type { Target } from '../catalog/types.js'
import { nodePostconfHost } from '../host/postconf-host.js'
import { postconf } from '../postconf/postconf.js'
import { standardError, standardOutput } from './output.js'
import { readProfileName, readReleaseName } from './release-options.js'
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
  let version: string | undefined
  let profile: string | undefined
  let index = 0
  for (; index < args.length; index++) {
    const found = /^--(postfix-version|profile)(?:=(.*))?$/.exec(args[index] ?? '')
    if (found === null) break
    const [, name, inline] = found
    const value = inline ?? args[++index]
    if (value === undefined) throw new UsageError(`\`--${name}\` needs a value`)
    if (name === 'profile') profile = value
    else version = value
  }
  return {
    target: { version: readReleaseName(version), profile: readProfileName(profile) },
    rest: args.slice(index),
  }
}
