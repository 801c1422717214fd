import { actsOnResults, checkerOf, contentAction, contentResult, contentUses } from '../../config/content-actions.js'
import { defineRule } from '../define.js'

/** Who says no, in words. */
const names = {
  cleanup: 'cleanup(8)',
  milter: '`milter_header_checks`',
  delivery: 'the checks of smtp(8) and lmtp(8)',
}

export default defineRule({
  id: 'unsupported-content-action',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'An action of header checks does not work in this kind of check',
  why: `When smtp(8) or lmtp(8) delivers a message it can change lines, but the message was accepted long before: \`REJECT\`,
\`DISCARD\`, \`HOLD\`, \`FILTER\`, \`REDIRECT\`, \`BCC\` and \`PASS\` do nothing in \`smtp_header_checks\`,
\`smtp_body_checks\` and their like. \`milter_header_checks\` has no \`PREPEND\` and no \`PASS\`. Postfix logs a warning
each time such a rule matches, and goes on as if it did not.`,
  see: ['header_checks(5)', 'src/global/header_body_checks.c', 'src/cleanup/cleanup_milter.c'],
  evidence: {
    kind: 'source',
    because: 'smtp(8) says it only when it delivers to another host, cleanup(8) only when a Milter adds a header',
  },
  messages: {
    unsupported: (d: { action: string; parameter: string; checker: string }) =>
      `\`${d.action}\` does nothing in \`${d.parameter}\`: ${d.checker} have no such action, and Postfix warns and goes on as without this rule`,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre', 'postmap'],
  uses: contentUses,
  check({ table }, report) {
    if (!actsOnResults(table)) return undefined
    const roles = table.roles.filter(({ answers }) => answers)
    return {
      line(line) {
        const found = contentResult(line)
        const action = found && contentAction(found.word.value)
        if (found === undefined || action === undefined) return
        for (const { use, parameter } of roles) {
          const checker = checkerOf(use)
          if (checker === undefined || action.checkers.includes(checker)) continue
          report({
            at: found.word,
            say: ['unsupported', { action: action.name, parameter, checker: names[checker] }],
          })
          return
        }
      },
    }
  },
  examples: [
    {
      title: 'Too late to reject',
      'main.cf': 'smtp_header_checks = regexp:/etc/postfix/smtp_header_checks\n',
      tables: { smtp_header_checks: '/^X-Spam: yes/ «REJECT» spam\n/^X-Internal:/ IGNORE\n/^X-Big:/ «hold»\n' },
    },
    {
      title: 'One table for both',
      'main.cf': `
        header_checks = pcre:/etc/postfix/header_checks
        smtp_header_checks = pcre:/etc/postfix/header_checks
      `,
      tables: { header_checks: '/^X-Spam: yes/ «DISCARD»\n' },
    },
    {
      title: 'What each can do',
      clean: true,
      'main.cf': `
        header_checks = regexp:/etc/postfix/header_checks
        smtp_header_checks = regexp:/etc/postfix/smtp_header_checks
      `,
      tables: {
        header_checks: '/^X-Spam: yes/ REJECT spam\n',
        smtp_header_checks: '/^X-Internal:/ IGNORE\n/^X-Mailer:/ REPLACE X-Mailer: none\n',
      },
    },
  ],
})
