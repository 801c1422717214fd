import type { PostconfOptions } from './options.js'
import type { Session } from './session.js'

/** What only the programs of an installed Postfix can say, by option. */
const needsPrograms: ReadonlyMap<string, string> = new Map([
  ['b', 'the texts of bounce messages'],
  ['t', 'the texts of bounce messages'],
  ['T', 'its TLS library'],
])

/** What Debian's builds have, as its postconf(1) prints it. */
const debianFacts: ReadonlyMap<string, readonly string[]> = new Map([
  ['a', ['cyrus', 'dovecot']],
  ['A', ['cyrus']],
  ['l', ['flock', 'fcntl', 'dotlock']],
])

/** Package whose table types are there when no other was installed. */
const basePackage = 'postfix'

/** Answers options that ask about the build and not about the configuration. False for all others. */
export function showBuildFact({ flags }: PostconfOptions, session: Session): boolean {
  const { catalog } = session
  if (flags.has('m')) {
    const installed = catalog.tableTypes().filter(type => {
      const built = catalog.tableType(type)?.package
      return built === undefined ? catalog.profile === 'upstream' : built === basePackage
    })
    for (const type of installed) session.print(`${type}\n`)
    return true
  }
  for (const [flag, facts] of debianFacts) {
    if (![...flags].some(given => given === flag)) continue
    if (catalog.profile !== 'debian')
      session.fatal(`option -${flag} asks how Postfix was built, which only the installed program knows`)
    for (const fact of facts) session.print(`${fact}\n`)
    return true
  }
  for (const [flag, what] of needsPrograms) {
    if ([...flags].some(given => given === flag))
      session.fatal(`option -${flag} asks Postfix about ${what}, which only the installed program knows`)
  }
  return false
}
