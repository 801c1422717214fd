import { partOfItem, replacePlace, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'absolute-home-mailbox',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: '`home_mailbox` is written as if it began at the root of the file system',
  why: `\`home_mailbox\` is a path below the home directory of the recipient: local(8) puts the home directory and a \`/\` before
it. \`/var/mail/\` becomes \`/home/jane//var/mail/\`. For one folder with a mailbox for each user use \`mail_spool_directory\`.`,
  see: ['postconf(5) home_mailbox', 'src/local/mailbox.c'],
  evidence: {
    kind: 'source',
    because: 'local(8) joins both without a word (`deliver_mailbox` in `src/local/mailbox.c`)',
  },
  messages: {
    absolute: (d: { value: string }) =>
      `\`${d.value}\` is looked for below each home directory, although it begins with \`/\`. Leave the \`/\` out, or use \`mail_spool_directory\` for one common folder`,
  },
  scope: 'setting',
  parameters: ['home_mailbox'],
  check({ resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem || !resolved.text.startsWith('/')) return
    const place = wholeValue(resolved)
    // A longer path is rather meant as one common folder: which, a person has to say.
    const folder = /^\/[^/]+\/?$/.test(resolved.text)
    report({
      at: place,
      say: ['absolute', { value: resolved.text }],
      fix: { title: 'Leave the `/` out', edits: folder ? replacePlace(partOfItem(place, 0, 1), '') : null },
    })
  },
  examples: [
    {
      title: 'A folder for each user',
      'main.cf': `
        home_mailbox = «/Maildir/»
      `,
      fixed: `
        home_mailbox = Maildir/
      `,
    },
    {
      title: 'Below the home directory',
      clean: true,
      'main.cf': `
        home_mailbox = Mail/inbox
      `,
    },
  ],
})
