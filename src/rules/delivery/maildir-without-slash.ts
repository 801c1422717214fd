import { valueLocation, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'maildir-without-slash',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A maildir is named without the slash at its end',
  why: `\`home_mailbox\` and \`mail_spool_directory\` name a maildir only when they end in \`/\`. Without it, \`Maildir\` is one
file in mbox format: Postfix makes such a file, or puts off the mail when a directory of that name is there.`,
  see: ['postconf(5) home_mailbox', 'postconf(5) mail_spool_directory', 'src/local/mailbox.c'],
  evidence: { kind: 'heuristic', because: 'a file may be called Maildir' },
  messages: {
    slash: (d: { name: string; value: string }) =>
      `Without a \`/\` at the end, \`${d.name} = ${d.value}\` means one file in mbox format, not a maildir. Write \`${d.value}/\``,
  },
  scope: 'setting',
  parameters: ['home_mailbox', 'mail_spool_directory'],
  check({ setting, resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem) return
    const value = resolved.text
    if (!/(?:^|\/)\.?maildir$/i.test(value)) return
    const { file, range } = valueLocation(setting)
    const written = setting.value.text === value
    const edits = written ? [{ file, range: { start: range.end, end: range.end }, text: '/' }] : null
    report({
      at: wholeValue(resolved),
      say: ['slash', { name: setting.name, value }],
      fix: { title: `Write \`${value}/\``, edits },
    })
  },
  examples: [
    {
      title: 'A Maildir in the home directory',
      'main.cf': `
        home_mailbox = «Maildir»
      `,
      fixed: `
        home_mailbox = Maildir/
      `,
    },
    {
      title: 'With the slash, and a file for mbox format',
      clean: true,
      'main.cf': `
        home_mailbox = .maildir/
      `,
    },
  ],
})
