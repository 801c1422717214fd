import { clientOf } from '../../config/client-settings.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** Who cleans which cache, and the parameter that says how often. */
const cleaned = [
  { cache: 'address_verify_map', program: 'verify', interval: 'address_verify_cache_cleanup_interval' },
  { cache: 'postscreen_cache_map', program: 'postscreen', interval: 'postscreen_cache_cleanup_interval' },
] as const

export default defineRule({
  id: 'cleanup-without-backup',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A cache in memcache is to be cleaned up, which it cannot be',
  why: `verify(8) and postscreen(8) go through their cache from time to time and remove what has expired. A memcache server cannot list
what it has, so without a \`backup\` database that fails each time, with a warning. It forgets by itself (\`ttl\`): switch the clean-up off, or
give the table a backup.`,
  see: ['memcache_table(5)', 'src/global/dict_memcache.c', 'src/util/dict_cache.c'],
  evidence: { kind: 'source', because: 'the first clean-up comes hours after the program was started' },
  messages: {
    never: (d: { program: string; interval: string }) =>
      `${d.program}(8) cannot clean up a cache that has no \`backup\`, and warns each time it tries: write \`${d.interval} = 0\` in main.cf, or set \`backup\` here`,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    if (clientOf(project, table)?.type !== 'memcache') return undefined
    const found = cleaned.find(({ cache, interval }) => {
      const often = project.base.get(interval)
      const isOff = often !== undefined && (!isReadable(often) || /^0+[a-z]?$/i.test(often.text))
      return !isOff && table.roles.some(({ parameter }) => parameter === cache)
    })
    if (found === undefined) return undefined
    let backup = false
    let first: { readonly file: string; readonly range: { readonly start: number; readonly end: number } } | undefined
    return {
      line(line) {
        if (line.type !== 'setting') return
        first ??= { file: line.file, range: line.nameRange }
        if (line.name === 'backup') backup = true
      },
      end() {
        const { program, interval } = found
        if (!backup && first !== undefined) report({ at: first, say: ['never', { program, interval }] })
      },
    }
  },
  examples: [
    {
      title: 'Probed addresses in memcache',
      'main.cf': 'address_verify_map = memcache:/etc/postfix/verify.cf\n',
      tables: { 'verify.cf': '«memcache» = inet:127.0.0.1:11211\nkey_format = verify:%s\n' },
    },
    {
      title: 'Without a clean-up',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        address_verify_map = memcache:/etc/postfix/verify.cf
        address_verify_cache_cleanup_interval = 0
      `,
      tables: { 'verify.cf': 'memcache = inet:127.0.0.1:11211\nkey_format = verify:%s\n' },
    },
  ],
})
