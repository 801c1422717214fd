import { certainSwitch } from '../../config/certain-values.js'
import { usesAgent } from '../../config/delivery-use.js'
import { octal } from '../../config/host/access.js'
import { mailboxFault, mailboxOwner } from '../../config/host/virtual-mailboxes.js'
import { resultOf } from '../../config/table-values.js'
import { defineRule } from '../define.js'

/** More findings than this of one table say the same fault of the base again and again. */
const mostFindings = 20

export default defineRule({
  id: 'unusable-virtual-mailbox',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'virtual(8) cannot store mail in the mailbox that a table names',
  why: `virtual(8) puts mail below \`virtual_mailbox_base\`, with the rights that \`virtual_uid_maps\` and \`virtual_gid_maps\` give. A result with
\`/\` at its end is a Maildir: its folders are made when they are missing, below a folder that this user may write to. Any other result is a file, which cannot be a folder, and must belong to the user (unless
\`strict_mailbox_ownership = no\`). Otherwise the mail is deferred or returned ("maildir access problem", "Is a directory", "is not owned
by recipient").`,
  see: ['virtual(8)', 'VIRTUAL_README', 'src/virtual/maildir.c', 'src/virtual/mailbox.c', 'src/util/make_dirs.c'],
  evidence: {
    kind: 'log',
    says: ['maildir access problem', 'Is a directory', 'is not owned by recipient', 'cannot update mailbox'],
    by: 'virtual',
  },
  messages: {
    directory: (d: { mailbox: string }) =>
      `\`${d.mailbox}\` is a folder: mail for this address is deferred ("Is a directory"). For a Maildir, write \`${d.mailbox}/\``,
    owner: (d: { mailbox: string; uid: number; wanted: number }) =>
      `\`${d.mailbox}\` belongs to user number ${d.uid}, and not to ${d.wanted} as \`virtual_uid_maps\` says: mail for this address is deferred or returned`,
    denied: (d: { path: string; mode: string; wanted: number }) =>
      `User number ${d.wanted} (\`virtual_uid_maps\`) may not write to \`${d.path}\` (mode ${d.mode}): mail for this address is deferred. Give the folder to that user`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['virtual-mailbox'],
  check({ project }, report) {
    const owner = mailboxOwner(project)
    if (owner === undefined || usesAgent(project, 'virtual') !== 'certain') return undefined
    const isStrict = certainSwitch(project.base, 'strict_mailbox_ownership')
    let left = mostFindings
    return {
      line(line) {
        const result = left > 0 ? resultOf(line) : undefined
        if (result === undefined || result.value === '') return
        const mailbox = result.value
        const fault = mailboxFault(project, owner, mailbox)
        if (fault === undefined || (fault.type === 'owner' && isStrict !== true)) return
        left--
        const wanted = owner.account.uid
        if (fault.type === 'directory') report({ at: result, say: ['directory', { mailbox }] })
        else if (fault.type === 'owner') report({ at: result, say: ['owner', { mailbox, uid: fault.uid, wanted }] })
        else report({ at: result, say: ['denied', { path: fault.path, mode: octal(fault.mode), wanted }] })
      },
    }
  },
  examples: [
    {
      title: 'A base of root',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination =
        alias_maps =
        virtual_mailbox_domains = mail.example.com, localhost
        virtual_mailbox_base = /srv/vmail
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
      tables: { mailboxes: 'root@mail.example.com «example.com/root/»\nroot@localhost «example.com/root/»\n' },
      files: {
        '/srv/vmail': { kind: 'directory', mode: 0o755 },
        '/srv/vmail/example.com': 'missing',
        '/srv/vmail/example.com/root': 'missing',
      },
    },
    {
      title: 'A Maildir without the slash',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination =
        alias_maps =
        virtual_mailbox_domains = mail.example.com
        virtual_mailbox_base = /srv/vmail
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
      tables: { mailboxes: 'root@mail.example.com «root»\n' },
      files: {
        '/srv/vmail': { kind: 'directory', mode: 0o755, uid: 5000, gid: 5000 },
        '/srv/vmail/root': { kind: 'directory', mode: 0o700, uid: 5000, gid: 5000 },
      },
    },
    {
      title: 'A mailbox of somebody else',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination =
        alias_maps =
        virtual_mailbox_domains = mail.example.com
        virtual_mailbox_base = /srv/vmail
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
      tables: { mailboxes: 'root@mail.example.com «root»\n' },
      files: {
        '/srv/vmail': { kind: 'directory', mode: 0o755, uid: 5000, gid: 5000 },
        '/srv/vmail/root': { mode: 0o666 },
      },
    },
    {
      title: 'A base of the user',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
        alias_maps =
        virtual_mailbox_domains = example.net
        virtual_mailbox_base = /srv/vmail
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
      tables: { mailboxes: 'info@example.net example.net/info/\n' },
      files: {
        '/srv/vmail': { kind: 'directory', mode: 0o755, uid: 5000, gid: 5000 },
        '/srv/vmail/example.net': 'missing',
        '/srv/vmail/example.net/info': 'missing',
      },
    },
  ],
})
