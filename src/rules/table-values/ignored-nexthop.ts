import { findTransport } from '../../config/service-lookup.js'
import { resultOf, transportOf } from '../../config/table-values.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'ignored-nexthop',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A transport table gives a next hop to local or virtual delivery',
  why: `local(8) and virtual(8) write into mailboxes of this machine. What stands behind the colon is a destination for
programs that send mail on; these two do not look at it.`,
  see: ['transport(5)', 'local(8)', 'virtual(8)'],
  evidence: { kind: 'source', because: 'neither local(8) nor virtual(8) reads the next hop of a delivery request' },
  messages: {
    ignored: (d: { name: string; program: string }) =>
      `\`${d.name}\` is ${d.program}(8), which delivers here and does not look at what stands behind the colon`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['transport', 'mailbox-transport'],
  check({ project }, report) {
    const programs = new Set(['local', 'virtual'])
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined) return
        const { transport, nexthop } = transportOf(result)
        if (nexthop === undefined || nexthop.value === '') return
        const program = findTransport(project, transport.value)?.program
        if (program === undefined || !programs.has(program)) return
        report({ at: nexthop, say: ['ignored', { name: transport.value, program }] })
      },
    }
  },
  examples: [
    {
      title: 'A host for local delivery',
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      'master.cf': 'local unix - n n - - local\nsmtp unix - - y - - smtp\n',
      tables: { transport: 'example.com  local:«mail.example.com»\n' },
    },
    {
      title: 'Local delivery',
      clean: true,
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      'master.cf': 'local unix - n n - - local\nsmtp unix - - y - - smtp\n',
      tables: { transport: 'example.com  local:\nexample.net  smtp:[mail.example.net]\n' },
    },
  ],
})
