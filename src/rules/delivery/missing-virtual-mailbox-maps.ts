import { nameLocation } from '../../config/elements.js'
import { isReadable, words } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

/** Restrictions that can refuse unknown recipients without the table; what they look up is not seen here. */
const otherGates = ['reject_unverified_recipient', 'check_recipient_access', 'check_policy_service']

function hasOtherGate(project: Project): boolean {
  const views = [
    project.base,
    ...project.services.filter(({ program }) => program === 'smtpd').map(({ config }) => config),
  ]
  return views.some(view =>
    project.catalog.restrictionLists().some(({ parameter }) => {
      const list = words(view.get(parameter))
      return otherGates.some(gate => list.has(gate))
    }),
  )
}

export default defineRule({
  id: 'missing-virtual-mailbox-maps',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Virtual mailbox domains have no list of valid recipients',
  why: `smtpd(8) looks a recipient of a domain in \`virtual_mailbox_domains\` up in \`virtual_mailbox_maps\`, also when another
program such as Dovecot delivers. With no such table every name is accepted, and mail for names that do not exist goes back
to its (mostly forged) sender. List the recipients there, or ask the delivery program with \`reject_unverified_recipient\`.`,
  see: ['VIRTUAL_README', 'BACKSCATTER_README', 'postconf(5) virtual_mailbox_maps'],
  evidence: {
    kind: 'source',
    because: 'an empty table means that all recipients are valid (`src/smtpd/smtpd_check.c`)',
  },
  messages: {
    missing: () =>
      '`virtual_mailbox_maps` is empty: mail for any name in these domains is accepted, and returned to (mostly forged) senders afterwards. List the recipients there',
  },
  scope: 'project',
  check({ project }, report) {
    const { base } = project
    const domains = base.get('virtual_mailbox_domains')
    const maps = base.get('virtual_mailbox_maps')
    if (domains?.setting === undefined || !isReadable(domains) || domains.list().length === 0) return
    if (maps === undefined || !isReadable(maps) || maps.text !== '') return
    const transport = base.get('virtual_transport')
    const name = transport && isReadable(transport) ? readTransport(transport)?.transport.value : undefined
    if (name === undefined || name === 'error' || name === 'discard' || hasOtherGate(project)) return
    report({ at: nameLocation(domains.setting), say: ['missing'] })
  },
  examples: [
    {
      title: 'Delivery by Dovecot without a table',
      'main.cf': `
        «virtual_mailbox_domains» = example.com
        virtual_transport = lmtp:unix:private/dovecot-lmtp
      `,
    },
    {
      title: 'The recipients are listed',
      clean: true,
      'main.cf': `
        virtual_mailbox_domains = example.com
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_transport = lmtp:unix:private/dovecot-lmtp
      `,
    },
  ],
})
