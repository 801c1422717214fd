import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { findTransport } from '../../config/service-lookup.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'idle-virtual-setting',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A setting of virtual(8) where another program delivers to virtual mailboxes',
  why: `\`virtual_mailbox_base\`, \`virtual_uid_maps\` and \`virtual_gid_maps\` are read by virtual(8) only. When
\`virtual_transport\` hands the mail to Dovecot or another program, that one decides where mailboxes are and who owns them;
\`virtual_mailbox_maps\` then serves to know the valid recipients only.`,
  see: ['VIRTUAL_README', 'virtual(8)'],
  evidence: {
    kind: 'source',
    because: 'only `src/virtual/virtual.c` reads them; a transport table may still send some mail to virtual(8)',
  },
  messages: {
    idle: (d: { name: string; transport: string }) =>
      `\`${d.name}\` has no effect on mail that \`virtual_transport\` sends to \`${d.transport}\`: only virtual(8) reads it`,
  },
  scope: 'setting',
  parameters: ['virtual_mailbox_base', 'virtual_uid_maps', 'virtual_gid_maps'],
  check({ project, setting, resolved, view, service }, report) {
    if (service !== undefined || resolved.text === '' || view.get(setting.name)?.setting !== setting) return
    const transport = view.get('virtual_transport')
    const spec = transport && isReadable(transport) ? readTransport(transport) : undefined
    if (transport?.setting === undefined || spec === undefined) return
    const { value: name } = spec.transport
    const target = findTransport(project, name)
    const program = !project.hasMaster ? name : target?.program
    if (program === undefined || program === 'virtual') return
    report({
      at: nameLocation(setting),
      say: ['idle', { name: setting.name, transport: name }],
      related: [{ at: nameLocation(transport.setting), message: 'the program that delivers' }],
    })
  },
  examples: [
    {
      title: 'Left from delivery by virtual(8)',
      'main.cf': `
        virtual_mailbox_domains = example.com
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_transport = lmtp:unix:private/dovecot-lmtp
        «virtual_uid_maps» = static:5000
      `,
    },
    {
      title: 'virtual(8) delivers',
      clean: true,
      'main.cf': `
        virtual_mailbox_domains = example.com
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_mailbox_base = /var/mail/vhosts
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
    },
  ],
})
