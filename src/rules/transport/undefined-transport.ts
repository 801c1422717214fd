import { replacePlace } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import { findNamesake, findTransport, isHalfWritten, transportNames } from '../../config/service-lookup.js'
import { readTransport, readTransportNames, type SpecPart } from '../../config/transport-specs.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Transports that only some mail needs, and what decides whether there is such mail. */
const neededFor: Readonly<Record<string, string>> = {
  virtual_transport: 'virtual_mailbox_domains',
  relay_transport: 'relay_domains',
}
/** Used for probes, or in a case that hardly ever comes up: a wrong name is not felt at once. */
const seldomUsed = new Set([
  'address_verify_default_transport',
  'address_verify_local_transport',
  'address_verify_relay_transport',
  'address_verify_virtual_transport',
  'best_mx_transport',
])

function isCertain(project: Project, parameter: string): boolean {
  if (seldomUsed.has(parameter)) return false
  const domains = neededFor[parameter]
  return domains === undefined || project.base.get(domains)?.text !== ''
}

export default defineRule({
  id: 'undefined-transport',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A transport is named that master.cf does not have',
  why: `A transport such as \`lmtp\` in \`virtual_transport = lmtp:unix:private/dovecot-lmtp\` is the name of a service of
master.cf, with type \`unix\`. Postfix checks it only when there is mail to deliver: it then logs that it cannot connect to
\`private/NAME\`, and the mail stays in the queue until it is too old and goes back to its sender.`,
  see: ['master(5)', 'transport(5)', 'src/qmgr/qmgr_transport.c'],
  evidence: { kind: 'log', says: ['connect to transport private/archive: No such file'], by: 'qmgr' },
  messages: {
    missing: (d: { name: string; near: string | undefined }) =>
      `master.cf has no service \`${d.name}\`: mail for this transport stays in the queue, and is returned in the end. ${d.near ? `Did you mean \`${d.near}\`?` : 'Add it to master.cf, or name one that is there'}`,
    idle: (d: { name: string; near: string | undefined }) =>
      `master.cf has no service \`${d.name}\`, so nothing is deferred by this name${d.near ? `. Did you mean \`${d.near}\`?` : ''}`,
    odd: (d: { character: string }) =>
      `This transport name has a ${d.character} in it: unless master.cf has a service of exactly this name, mail for it stays in the queue`,
  },
  scope: 'setting',
  kinds: ['transport-nexthop', 'transport-list'],
  check({ project, setting, parameter, resolved, view, service }, report) {
    if (resolved.unknown || resolved.expanded.problem || view.get(setting.name)?.setting !== setting) return
    // A -o that the program does not read has no effect at all: that is another rule's business.
    if (service && !parameter?.readBy.includes(service.program)) return
    const spec = readTransport(resolved)
    const names: readonly SpecPart[] =
      parameter?.kind === 'transport-list' ? readTransportNames(resolved) : spec ? [spec.transport] : []
    for (const part of names) {
      const name = part.value
      if (name === '') continue
      if (!project.hasMaster) {
        const character = /[^\w.+:@/-]/.exec(name)?.[0]
        if (character !== undefined)
          report({
            at: part,
            say: ['odd', { character: character === '`' ? 'back quote' : `\`${character}\`` }],
            severity: 'warning',
          })
        continue
      }
      if (findTransport(project, name) ?? findNamesake(project, name)) continue
      if (isHalfWritten(project, name)) continue
      const near =
        nearestName(name, transportNames(project)) ??
        nearestName(name.replace(/^\W+|\W+$/g, ''), transportNames(project))
      const list = parameter?.kind === 'transport-list'
      report({
        at: part,
        say: [list ? 'idle' : 'missing', { name, near }],
        ...((list || !isCertain(project, setting.name)) && { severity: 'warning' }),
        fix: near === undefined ? undefined : { title: `Write \`${near}\``, edits: replacePlace(part, near) },
      })
    }
  },
  examples: [
    {
      title: 'Dovecot delivery under a name that is not there',
      prove: false,
      'main.cf': `
        virtual_mailbox_domains = example.com
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_transport = «dovcot»
        dovecot_destination_recipient_limit = 1
      `,
      'master.cf': `
        dovecot unix - n n - - pipe
          flags=DRhu user=vmail argv=/usr/lib/dovecot/dovecot-lda -d \${recipient}
      `,
      fixed: {
        'main.cf': `
          virtual_mailbox_domains = example.com
          virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
          virtual_transport = dovecot
          dovecot_destination_recipient_limit = 1
        `,
      },
    },
    {
      title: 'A transport that was taken out of master.cf',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = «archive»:dummy
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        error unix - - n - - error
        retry unix - - n - - error
      `,
    },
    {
      title: 'The service is there',
      clean: true,
      'main.cf': `
        virtual_mailbox_domains = example.com
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_transport = lmtp:unix:private/dovecot-lmtp
      `,
      'master.cf': `
        lmtp unix - - n - - lmtp
      `,
    },
  ],
})
