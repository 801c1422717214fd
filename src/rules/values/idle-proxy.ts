import { replacePlace } from '../../config/elements.js'
import { tablesOf } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'idle-proxy',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  summary: '`proxy:` where Postfix opens the table itself all the same',
  why: `What says which user owns a mailbox, or which command mail is given to, has to come from where only \`root\` can write. local(8)
and virtual(8) therefore leave \`proxy:\` out and open such tables themselves, without a word: each process has its own connection
to the database, and the file has to be there for that program.`,
  see: ['virtual(8)', 'local(8)', 'src/global/mail_addr_find.c'],
  evidence: { kind: 'source', because: 'the tables are opened with DICT_FLAG_PARANOID, which bypasses the proxy' },
  messages: {
    idle: (d: { value: string }) =>
      `\`proxy:\` is left out here, and \`${d.value}\` is opened by each process itself: write it without`,
  },
  scope: 'setting',
  parameters: ['virtual_uid_maps', 'virtual_gid_maps', 'mailbox_command_maps'],
  check({ resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    for (const table of tablesOf(resolved, parameter.kind)) {
      if (table.type?.value !== 'proxy') continue
      const { value } = table.name
      report({
        at: table,
        say: ['idle', { value }],
        fix: { title: `Write \`${value}\``, edits: replacePlace(table, value) },
      })
    }
  },
  examples: [
    {
      title: 'Who owns the mailboxes',
      'main.cf': `
        compatibility_level = 3.6
        virtual_uid_maps = «proxy:mysql:/etc/postfix/uids.cf»
      `,
      fixed: `
        compatibility_level = 3.6
        virtual_uid_maps = mysql:/etc/postfix/uids.cf
      `,
    },
    {
      title: 'One owner for all',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        virtual_uid_maps = static:5000
      `,
    },
  ],
})
