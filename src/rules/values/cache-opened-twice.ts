import { listItems } from '../../config/elements.js'
import type { ListItem } from '../../config/list-items.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

/** Caches that one process opens for itself alone, and the program that does. */
const caches: ReadonlyMap<string, string> = new Map([
  ['postscreen_cache_map', 'postscreen'],
  ['address_verify_map', 'verify'],
])

const exclusive = /^(?:btree|hash|dbm|sdbm):/

interface Opened {
  readonly item: ListItem
  readonly service: Service
}

export default defineRule({
  id: 'cache-opened-twice',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Two programs keep their cache in one file',
  why: `postscreen(8) and verify(8) lock the file of their cache for as long as they run. The second one that opens the same file, such as
another postscreen service on another port, stops with a fatal error when it cannot get the lock. \`proxy:\` before the table lets
them share it; \`lmdb:\` needs no lock.`,
  see: ['POSTSCREEN_README', 'postconf(5) postscreen_cache_map', 'src/util/dict_cache.c'],
  evidence: { kind: 'source', because: 'the lock is taken when a client connects to the second service' },
  messages: {
    twice: (d: { value: string; first: string; second: string }) =>
      `\`${d.first}\` and \`${d.second}\` both open \`${d.value}\`, and the second one stops: put \`proxy:\` before it, or give each a file of its own`,
  },
  scope: 'project',
  check({ project }, report) {
    const opened = openedCaches(project)
    for (const [index, second] of opened.entries()) {
      const first = opened.slice(0, index).find(({ item }) => item.value === second.item.value)
      if (first === undefined) continue
      report({
        at: second.item,
        say: ['twice', { value: second.item.value, first: first.service.label, second: second.service.label }],
        services: [first.service, second.service],
      })
      return
    }
  },
  examples: [
    {
      title: 'postscreen on two addresses',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_cache_map = «btree:/var/lib/postfix/postscreen»
      `,
      'master.cf': `
        192.0.2.1:smtp inet n - y - 1 postscreen
        192.0.2.2:smtp inet n - y - 1 postscreen
        smtpd pass - - y - - smtpd
      `,
    },
    {
      title: 'By way of proxymap',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_cache_map = proxy:btree:/var/lib/postfix/postscreen
      `,
      'master.cf': `
        192.0.2.1:smtp inet n - y - 1 postscreen
        192.0.2.2:smtp inet n - y - 1 postscreen
        smtpd pass - - y - - smtpd
        dnsblog unix - - y - 0 dnsblog
        tlsproxy unix - - y - 0 tlsproxy
        proxywrite unix - - n - 1 proxymap
      `,
    },
  ],
})

function openedCaches(project: Project): readonly Opened[] {
  const found: Opened[] = []
  for (const service of project.services) {
    for (const [name, program] of caches) {
      if (service.program !== program) continue
      const value = service.config.get(name)
      if (value?.setting === undefined || !isReadable(value)) continue
      const [item] = listItems(value)
      if (item && exclusive.test(item.value)) found.push({ item, service })
    }
  }
  return found
}
