import { wholeValue } from '../../config/elements.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'empty-transport-name',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A transport value begins with a colon',
  why: `A value such as \`lmtp:unix:private/dovecot-lmtp\` begins with the name of a service of master.cf. With nothing before
the first colon no program can be chosen: trivial-rewrite(8) and local(8) give up on the address, and the mail stays in the
queue. Only results of a transport(5) table may leave the name out.`,
  see: ['postconf(5) default_transport', 'src/trivial-rewrite/resolve.c', 'src/global/deliver_pass.c'],
  evidence: {
    kind: 'log',
    says: ['null transport is not allowed', 'missing transport name in'],
    by: 'trivial-rewrite, local',
  },
  messages: {
    empty: (d: { name: string }) =>
      `There is no transport before the colon: mail that needs \`${d.name}\` stays in the queue. Write the name of a service of master.cf, such as \`smtp\``,
  },
  scope: 'setting',
  kinds: ['transport-nexthop'],
  check({ setting, resolved, view, parameter, service }, report) {
    if (resolved.unknown || resolved.expanded.problem || view.get(setting.name)?.setting !== setting) return
    if (service && !parameter?.readBy.includes(service.program)) return
    const spec = readTransport(resolved)
    if (spec && spec.transport.value === '')
      report({ at: wholeValue(resolved), say: ['empty', { name: setting.name }] })
  },
  examples: [
    {
      title: 'For mail of local users',
      'main.cf': `
        compatibility_level = 3.6
        alias_maps =
        mailbox_transport = «:unix:private/dovecot-lmtp»
      `,
    },
    {
      title: 'For a whole class of domains',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = «:»
      `,
    },
    {
      title: 'The service is named',
      clean: true,
      'main.cf': `
        mailbox_transport = lmtp:unix:private/dovecot-lmtp
      `,
    },
  ],
})
