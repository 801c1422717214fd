import { tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** Tables that wait for another program or host. */
const slow: ReadonlySet<string> = new Set([
  'mysql',
  'pgsql',
  'ldap',
  'sqlite',
  'mongodb',
  'tcp',
  'socketmap',
  'nis',
  'nisplus',
  'netinfo',
  'hesiod',
])

export default defineRule({
  id: 'slow-postscreen-table',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'postscreen waits for a database while all clients wait for postscreen',
  why: `One postscreen(8) process serves all clients. While it waits for the answer of a database server it does nothing else, so a slow
answer holds up every connection. Its lists should be in tables that are read at once: \`cidr:\`, \`pcre:\`, \`lmdb:\`, \`cdb:\`.`,
  see: ['POSTSCREEN_README', 'postconf(5) postscreen_access_list'],
  evidence: { kind: 'source', because: 'postscreen(8) is one process that makes these lookups one after the other' },
  messages: {
    slow: (d: { value: string }) =>
      `All clients wait while postscreen, a single process, waits for \`${d.value}\`: write the list to a \`cidr:\` or \`lmdb:\` table from time to time`,
  },
  scope: 'setting',
  parameters: [
    'postscreen_access_list',
    'postscreen_cache_map',
    'postscreen_command_filter',
    'postscreen_dnsbl_reply_map',
  ],
  check({ resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    for (const table of tablesOf(resolved, parameter.kind)) {
      for (const each of withInner(table)) {
        if (each.type !== undefined && slow.has(each.type.value))
          report({ at: each, say: ['slow', { value: each.value }] })
      }
    }
  },
  examples: [
    {
      title: 'A list in a database',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_access_list = permit_mynetworks, «mysql:/etc/postfix/clients.cf»
      `,
    },
    {
      title: 'A list in a file',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_access_list = permit_mynetworks, cidr:/etc/postfix/clients.cidr
      `,
    },
  ],
})
