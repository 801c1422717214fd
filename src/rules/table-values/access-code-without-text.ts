import { accessLines, accessSyntaxes, accessUses } from '../../config/access-results.js'
import { insertAfter } from '../../config/table-edits.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'access-code-without-text',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A reply code without text in an access table lets the client in',
  why: `A result of nothing but digits means \`OK\`, whatever the number: some programs write the time of a login there. A code
such as \`550\` rejects only if text follows it, so \`550\` alone does the opposite of what it says.`,
  see: ['access(5)', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because: 'check_table_result permits when the whole result is digits, before it looks for codes',
  },
  messages: {
    permits: (d: { code: string }) =>
      `a result of digits alone means \`OK\`, so \`${d.code}\` lets in whom it should refuse: write text behind it, or \`REJECT\``,
  },
  scope: 'table',
  syntaxes: accessSyntaxes,
  uses: accessUses,
  check({ project, table }, report) {
    return accessLines(project, table, (read, result) => {
      if (read.kind !== 'digits' || !/^[45][0-9][0-9]$/.test(result.value)) return
      const reply = result.value.startsWith('4') ? ' Try again later' : ' Access denied'
      report({
        at: result,
        say: ['permits', { code: result.value }],
        fix: { title: `Write \`${result.value}${reply}\``, edits: insertAfter(result, reply) },
      })
    })
  },
  examples: [
    {
      title: 'A code alone',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.0/24  «550»\n198.51.100.0/24  «450»\n' },
      fixed: '192.0.2.0/24  550 Access denied\n198.51.100.0/24  450 Try again later\n',
    },
    {
      title: 'A code with text, and the time of a login',
      clean: true,
      'main.cf': 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.1  550 5.7.1 Go away\n192.0.2.2  1700000000\n' },
    },
  ],
})
