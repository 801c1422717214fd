import type { Catalog } from '../catalog/types.js'

/** Where postconf(1) sends people, when it has warned of any name. */
export const postscript = 'See https://www.postfix.org/DEPRECATION_README.html for details'

/** First release that warns. */
const firstRelease = '3.9'

/** Names for which postconf(1) has words of its own. */
const ownWords: ReadonlyMap<string, string> = new Map([
  ['lmtp_enforce_tls', 'lmtp_tls_security_level'],
  ['smtpd_tls_dh1024_param_file', 'do not specify (leave at default)'],
  ['smtpd_tls_eecdh_grade', 'do not specify (leave at default)'],
])

/** A name that postconf(1) keeps for its own tests. */
const testName = 'deleted-test-only'

/** Names whose own programs warned before postconf(1) did, and which it leaves to them. */
const leftToPrograms: ReadonlySet<string> = new Set(['lmtp_assume_final', 'sun_mailtool_compatibility'])

/** What to do instead of setting a deprecated name, in postconf's words; undefined when it does not warn. */
export function deprecationNotice(name: string, catalog: Catalog): string | undefined {
  if (!catalog.atLeast(firstRelease)) return undefined
  if (name === testName) return 'do not specify'
  const found = catalog.deprecation(name)
  if (found?.warnsSince === undefined || leftToPrograms.has(name)) return undefined
  if (!catalog.atLeast(found.warnsSince)) return undefined
  const [replacement] = found.replacement
  return ownWords.get(name) ?? (replacement === undefined ? 'do not specify' : `specify "${replacement}"`)
}
