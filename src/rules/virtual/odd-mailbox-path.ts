import { insertAfter } from '../../config/table-edits.js'
import { deliversToPaths } from '../../config/virtual-delivery.js'
import type { EntryPart } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

/** So many mbox files among maildirs are shown. */
const shown = 20

export default defineRule({
  id: 'odd-mailbox-path',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A mailbox lies outside of the others, or is of another kind',
  why: `A result of \`virtual_mailbox_maps\` is a path below \`virtual_mailbox_base\`. With a \`/\` at the end it is a maildir, a folder with a file
for each message; without, it is one file for all of them (mbox), which other programs that expect a maildir do not find. An element \`..\` leads
out of the place for that address, into what belongs to somebody else; new releases of Postfix do not deliver there.`,
  see: ['virtual(8)', 'postconf(5) virtual_mailbox_maps', 'src/virtual/mailbox.c'],
  evidence: { kind: 'heuristic', because: 'both kinds of mailboxes can be wanted side by side, though few people do' },
  messages: {
    outside: () => '`..` leads out of the folder for this mailbox: write the path from `virtual_mailbox_base` on',
    file: (d: { maildirs: number }) =>
      `without a \`/\` at the end this mailbox is one file (mbox), while ${d.maildirs} others in this table are maildirs`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['virtual-mailbox'],
  check({ project, table }, report) {
    if (table.uses.length > 1 || !table.roles.some(({ answers }) => answers)) return undefined
    if (!deliversToPaths(project)) return undefined
    const files: EntryPart[] = []
    let maildirs = 0
    let mboxes = 0
    return {
      line(line) {
        if (line.type !== 'key-value' || !line.key.value.includes('@')) return
        const { value } = line
        const climbs = /(?:^|\/)\.\.(?=\/|$)/.exec(value.value)
        if (climbs) {
          const start = value.span.start + climbs.index + climbs[0].length - 2
          report({ at: { text: value.text, span: { start, end: start + 2 } }, say: ['outside'] })
        }
        if (value.value.endsWith('/')) maildirs++
        else {
          mboxes++
          if (files.length < shown && value.value.includes('/')) files.push(value)
        }
      },
      end() {
        if (maildirs < 2 || mboxes * 2 > maildirs) return
        for (const file of files)
          report({
            at: file,
            say: ['file', { maildirs }],
            fix: { title: 'Write a `/` at the end', edits: insertAfter(file, '/') },
          })
      },
    }
  },
  examples: [
    {
      title: 'A way out',
      'main.cf':
        'virtual_mailbox_domains = example.com\nvirtual_mailbox_base = /srv/mail\nvirtual_mailbox_maps = hash:/etc/postfix/mailboxes\n',
      tables: { mailboxes: 'anna@example.com  example.com/«..»/root/\n' },
    },
    {
      title: 'A slash is missing',
      'main.cf':
        'virtual_mailbox_domains = example.com\nvirtual_mailbox_base = /srv/mail\nvirtual_mailbox_maps = hash:/etc/postfix/mailboxes\n',
      tables: {
        mailboxes:
          'anna@example.com  example.com/anna/\nbert@example.com  example.com/bert/\ncarl@example.com  «example.com/carl»\n',
      },
      fixed: {
        mailboxes:
          'anna@example.com  example.com/anna/\nbert@example.com  example.com/bert/\ncarl@example.com  example.com/carl/\n',
      },
    },
    {
      title: 'Files alone',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_mailbox_domains = example.com
        virtual_mailbox_base = /srv/mail
        virtual_mailbox_maps = hash:/etc/postfix/mailboxes
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
      tables: { mailboxes: 'anna@example.com  example.com/anna\nbert@example.com  example.com/bert\n' },
    },
  ],
})
