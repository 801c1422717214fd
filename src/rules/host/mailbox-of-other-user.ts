import { certainSwitch, certainText } from '../../config/certain-values.js'
import { usesAgent } from '../../config/delivery-use.js'
import { accountsOf } from '../../config/host/accounts.js'
import { hostPlace } from '../../config/host/place.js'
import { someOf, type TreePath } from '../../config/host/trees.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'mailbox-of-other-user',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Mailboxes belong to others than the users whose mail they hold',
  why: `local(8) puts mail for a user into the file of that name in \`mail_spool_directory\`. When the file belongs to somebody else, as
after a copy from another host, the mail is returned when the user cannot write to the file, and otherwise deferred ("destination ... is
not owned by recipient"), unless \`strict_mailbox_ownership = no\` says that this is meant.`,
  see: ['postconf(5) strict_mailbox_ownership', 'local(8)', 'src/local/mailbox.c'],
  evidence: { kind: 'log', says: ['is not owned by recipient', 'cannot update mailbox'], by: 'local' },
  messages: {
    owner: (d: { some: string; user: string; uid: number }) =>
      `User number ${d.uid} owns ${d.some}, and not \`${d.user}\`: mail for that user is returned or deferred. Run \`chown\`, or set \`strict_mailbox_ownership = no\``,
  },
  scope: 'project',
  check({ project }, report) {
    const spool = certainText(project.base, 'mail_spool_directory')?.replace(/(?<=.)\/+$/, '')
    if (spool === undefined || !spool.startsWith('/') || usesAgent(project, 'local') === 'none') return
    if (certainSwitch(project.base, 'strict_mailbox_ownership') !== true) return
    // Mail goes elsewhere, or into the homes.
    const others = [
      'home_mailbox',
      'mailbox_command',
      'mailbox_transport',
      'mailbox_command_maps',
      'mailbox_transport_maps',
    ]
    if (others.some(name => certainText(project.base, name) !== '')) return
    const accounts = accountsOf(project.facts)
    const users = new Map((accounts.users ?? []).map(user => [user.name, user]))
    const found: (TreePath & { readonly user: string })[] = []
    const folder = project.facts.path(spool)
    for (const name of typeof folder === 'string' ? [] : (folder.entries ?? [])) {
      const user = users.get(name)
      const path = `${spool}/${name}`
      const fact = user === undefined ? 'unknown' : project.facts.path(path)
      if (user === undefined || typeof fact === 'string' || fact.kind !== 'file' || fact.uid === user.uid) continue
      // Mail for root is delivered with the rights of nobody, wherever it goes.
      if (user.uid !== 0) found.push({ path, fact, user: name })
    }
    const [first] = found
    if (first === undefined) return
    const at = hostPlace(project, project.base, ['mail_spool_directory', 'strict_mailbox_ownership'])
    report({ at, say: ['owner', { some: someOf(found), user: first.user, uid: first.fact.uid }] })
  },
  examples: [
    {
      title: 'Copied as root',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
        alias_maps = inline:{root=nobody}
        mail_spool_directory = «/srv/mail»
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/srv/mail': { kind: 'directory', mode: 0o1777, entries: ['nobody'] },
        '/srv/mail/nobody': { mode: 0o600 },
      },
    },
    {
      title: 'A mailbox of somebody else that the user can write to',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
        alias_maps = inline:{root=nobody}
        mail_spool_directory = «/srv/mail»
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/srv/mail': { kind: 'directory', mode: 0o1777, entries: ['nobody'] },
        '/srv/mail/nobody': { mode: 0o666 },
      },
    },
    {
      title: 'A mailbox of its user',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
        alias_maps =
        mail_spool_directory = /srv/mail
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/srv/mail': { kind: 'directory', mode: 0o1777, entries: ['nobody'] },
        '/srv/mail/nobody': { mode: 0o600, uid: 65_534 },
      },
    },
  ],
})
