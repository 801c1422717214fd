import { originOf, partOfItem, replacePlace } from '../../config/elements.js'
import { jailOf } from '../../config/jail.js'
import { localSockets } from '../../config/local-sockets.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import type { SpecPart } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

/** Folders that no chroot jail has by itself. */
const outside = /^\/(?:run|var\/run|tmp|var\/lib|var\/tmp|var\/spool\/postfix)\//

interface Named {
  readonly path: SpecPart
  readonly services: Service[]
}

/** The sockets of chrooted services, once for each place that names one. */
function byPlace(project: Project): Iterable<Named> {
  const found = new Map<string, Named>()
  for (const { service, path } of localSockets(project)) {
    const at = service.isChrooted === true ? originOf(path)?.location : undefined
    if (at === undefined) continue
    const key = `${at.file}:${at.range.start}-${at.range.end} ${path.value}`
    const before = found.get(key)
    if (before === undefined) found.set(key, { path, services: [service] })
    else before.services.push(service)
  }
  return found.values()
}

export default defineRule({
  id: 'socket-outside-jail',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A chrooted service is given a socket by a path outside its jail',
  why: `A service with \`y\` in the chroot column takes \`queue_directory\` for the root of the file system: it looks for
\`/run/dovecot/auth\` at \`/var/spool/postfix/run/dovecot/auth\`. Put the socket below the queue directory and name it by the
path from there (\`private/auth\`), which works with and without a jail, or write \`n\` in the chroot column.`,
  see: ['SASL_README', 'MILTER_README', 'BASIC_CONFIGURATION_README'],
  evidence: {
    kind: 'source',
    because:
      'the service changes its root before it connects (`src/master/*_server.c`); what is in the jail is not seen',
  },
  messages: {
    below: (d: { path: string; right: string; service: string }) =>
      `${d.service} is chrooted to the queue directory and does not find \`${d.path}\`. Name the socket from there: \`${d.right}\``,
    outside: (d: { path: string; inside: string; service: string }) =>
      `${d.service} is chrooted, so it looks for this socket at \`${d.inside}\`. Put it below the queue directory and write a relative path, or set chroot to \`n\``,
  },
  scope: 'project',
  check({ project }, report) {
    const jail = jailOf(project)
    if (jail === undefined) return
    for (const { path, services } of byPlace(project)) {
      const inside = jail + path.value
      const fact = project.facts.path(inside)
      if (typeof fact !== 'string') continue
      const below = path.value.startsWith(`${jail}/`)
      if (!below && fact !== 'missing' && !outside.test(path.value)) continue
      const more = services.length > 1 ? ` (and ${services.length - 1} more)` : ''
      const service = `\`${services[0]?.label ?? ''}\`${more}`
      const column = services[0]?.entry.fields.find(field => field.name === 'chroot')
      const file = project.master?.source.name ?? ''
      report({
        at: path,
        say: below
          ? ['below', { path: path.value, right: path.value.slice(jail.length + 1), service }]
          : ['outside', { path: path.value, inside, service }],
        services,
        related: column ? [{ at: { file, range: column.range }, message: 'chroot column' }] : [],
        fix: below
          ? {
              title: 'Write the path from the queue directory',
              edits: replacePlace(partOfItem(path, 0, jail.length + 1), ''),
            }
          : undefined,
      })
    }
  },
  examples: [
    {
      title: 'A milter below `/run`',
      'main.cf': `
        smtpd_milters = unix:«/run/opendkim/opendkim.sock»
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'The whole path of the queue directory',
      'main.cf': `
        virtual_mailbox_domains = example.com
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_transport = lmtp:unix:«/var/spool/postfix/private/dovecot-lmtp»
      `,
      'master.cf': `
        lmtp unix - - y - - lmtp
      `,
      fixed: {
        'main.cf': `
          virtual_mailbox_domains = example.com
          virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
          virtual_transport = lmtp:unix:private/dovecot-lmtp
        `,
      },
    },
    {
      title: 'The path as it is inside the jail',
      clean: true,
      'main.cf': `
        smtpd_milters = unix:/opendkim/opendkim.sock
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
  ],
})
