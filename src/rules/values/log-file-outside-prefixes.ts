import { listItems, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'log-file-outside-prefixes',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A log file in a place where Postfix writes none',
  why: `\`maillog_file\` has to begin with one of \`maillog_file_prefixes\` (\`/var\` and \`/dev/stdout\` by default), so that a
slip cannot make Postfix overwrite some other file. With a name that does not, every Postfix program stops with a fatal
error as soon as it is to log.`,
  see: ['MAILLOG_README', 'postconf(5) maillog_file_prefixes', 'src/global/maillog_client.c'],
  postfix: { from: '3.4' },
  evidence: { kind: 'log', says: ['does not match any prefix'], by: 'postfix' },
  messages: {
    outside: (d: { file: string; prefixes: string }) =>
      `\`${d.file}\` begins with none of \`maillog_file_prefixes\` (\`${d.prefixes}\`): every Postfix program stops with a fatal error`,
  },
  scope: 'setting',
  parameters: ['maillog_file'],
  check({ resolved, view }, report) {
    const prefixes = view.get('maillog_file_prefixes')
    if (prefixes === undefined || [resolved, prefixes].some(value => value.unknown || value.expanded.problem)) return
    const { text } = resolved
    if (text === '' || listItems(prefixes).some(({ value }) => text.startsWith(value))) return
    report({ at: wholeValue(resolved), say: ['outside', { file: text, prefixes: prefixes.text }] })
  },
  examples: [
    {
      title: "A directory of one's own",
      'main.cf': `
        compatibility_level = 3.6
        maillog_file = «/srv/log/postfix.log»
      `,
    },
    {
      title: 'Below `/var`',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        maillog_file = /var/log/postfix.log
      `,
      prove: false,
    },
  ],
})
