import { createCatalog } from '../../src/catalog/catalog.js'
import type { Target } from '../../src/catalog/types.js'
import { createConfiguration, readMain, readMaster } from '../../src/postconf/configuration.js'
import { assign } from '../../src/postconf/dictionary.js'
import { registerNames } from '../../src/postconf/names.js'
import { readOptions } from '../../src/postconf/options.js'
import type { PostconfHost } from '../../src/postconf/postconf-host.js'
import { createSession, PostconfStop, type Session } from '../../src/postconf/session.js'

/**
 * Everything that can be said while names are registered, as if no fatal error stopped it: the real program comes to
 * the settings in a random order, and stops at the first that it cannot read.
 */
export function possibleMessages(args: readonly string[], target: Target, host: PostconfHost): ReadonlySet<string> {
  const catalog = createCatalog(target)
  const options = readOptions(args, catalog)
  if ('fatal' in options) return new Set()
  const said = new Set<string>()
  // With and without what the default of mynetworks can stop at.
  for (const networks of [undefined, '']) {
    const inner = createSession(catalog, host, options.directory ?? '/etc/postfix')
    // The type says that it never comes back; that it does for values is what this is for.
    const onward = ((message: string) => {
      try {
        return inner.fatal(message)
      } catch (error) {
        if (message.endsWith('macro processing error')) return ''
        throw error
      }
    }) as Session['fatal']
    const session: Session = { ...inner, fatal: onward }
    try {
      const ofMaster = ['M', 'F', 'P'].some(flag => options.flags.has(flag as never))
      const first = ofMaster ? readMaster(inner, true) : undefined
      const main = readMain(inner, options.directory !== undefined, options.overrides)
      const entries = first ?? readMaster(inner, false)
      if (networks !== undefined) main.set('mynetworks', assign('mynetworks', networks))
      registerNames(createConfiguration(session, main, entries, false), session, options.warnsAboutNames)
    } catch (error) {
      if (!(error instanceof PostconfStop)) throw error
    }
    for (const line of inner.finish(1).stderr.split('\n')) said.add(line)
  }
  return said
}
