import type { Effective, Resolved } from '../../config/effective.js'
import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

/** What each setting of local(8) leaves no work for, strongest first (`src/local/mailbox.c`, `src/local/unknown.c`). */
const hides: Readonly<Record<string, readonly string[]>> = {
  mailbox_transport: [
    'mailbox_command_maps',
    'mailbox_command',
    'home_mailbox',
    'mail_spool_directory',
    'fallback_transport_maps',
    'fallback_transport',
    'luser_relay',
  ],
  mailbox_command: ['home_mailbox', 'mail_spool_directory'],
  home_mailbox: ['mail_spool_directory'],
  fallback_transport: ['luser_relay'],
}

function written(view: Effective, name: string): Resolved | undefined {
  const value = view.get(name)
  return value?.setting && isReadable(value) && value.text !== '' ? value : undefined
}

export default defineRule({
  id: 'hidden-mailbox-setting',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A setting for local mailboxes is hidden by a stronger one',
  why: `local(8) takes the first of these that is set: \`mailbox_transport_maps\`, \`mailbox_transport\`, \`mailbox_command_maps\`,
\`mailbox_command\`, \`home_mailbox\`, \`mail_spool_directory\`. The others do nothing, without a word in the log: with
\`mailbox_command = procmail\` a \`home_mailbox = Maildir/\` has no effect. \`mailbox_transport\` also takes the mail for names
without an account, so \`fallback_transport\` and \`luser_relay\` never see it.`,
  see: ['local(8)', 'postconf(5) home_mailbox', 'src/local/mailbox.c'],
  evidence: {
    kind: 'source',
    because: 'Postfix says nothing: mail just goes to the other place (`deliver_mailbox` in `src/local/mailbox.c`)',
  },
  messages: {
    hidden: (d: { name: string; by: string }) =>
      `\`${d.name}\` has no effect, as \`${d.by}\` is set too and comes first in local delivery. Remove one of them`,
  },
  scope: 'project',
  check({ project }, report) {
    const local = project.services.find(service => service.program === 'local')
    const view = local?.config ?? project.base
    const transport = view.get('local_transport')
    const spec = transport && readTransport(transport)
    // All of them are idle then: that is no conflict between two.
    if (spec && spec.transport.value !== 'local') return
    const told = new Set<string>()
    for (const [strong, weak] of Object.entries(hides)) {
      const by = written(view, strong)
      if (by === undefined) continue
      for (const name of weak) {
        const setting = written(view, name)?.setting
        if (setting === undefined || told.has(name)) continue
        told.add(name)
        report({
          at: nameLocation(setting),
          say: ['hidden', { name, by: strong }],
          ...(by.setting && { related: [{ at: nameLocation(by.setting), message: 'comes first' }] }),
          ...(name === 'mail_spool_directory' && { severity: 'info' }),
        })
      }
    }
  },
  examples: [
    {
      title: 'A Maildir that procmail never gets to know of',
      'main.cf': `
        mailbox_command = procmail -a "$EXTENSION"
        «home_mailbox» = Maildir/
      `,
    },
    {
      title: 'Everything goes to Dovecot',
      'main.cf': `
        mailbox_transport = lmtp:unix:private/dovecot-lmtp
        «fallback_transport» = smtp:[mail.example.com]
      `,
    },
    {
      title: 'One of them, the other empty',
      clean: true,
      'main.cf': `
        mailbox_command =
        home_mailbox = Maildir/
      `,
    },
  ],
})
