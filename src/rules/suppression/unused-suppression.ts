import { defineRule } from '../define.js'

export default defineRule({
  id: 'unused-suppression',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A suppression comment that hides nothing',
  why: `A comment such as \`# postfix-lint ignore=RULE\` hides what that rule finds on the next logical line. When the rule
finds nothing there, the comment is left over: it would hide the next real mistake without anybody noticing.`,
  see: ['docs/configuration.md'],
  evidence: { kind: 'source', because: 'it is about a comment of postfix-lint, which Postfix does not read' },
  messages: {
    unused: (d: { rule: string }) => `Nothing is hidden by this comment: \`${d.rule}\` finds nothing here. Remove it`,
  },
  scope: 'suppressions',
  check({ suppressions, active, known }, report) {
    for (const { rule, used, file, ruleRange, comment, names } of suppressions) {
      if (used || !known.has(rule) || !active.has(rule)) continue
      report({
        at: { file, range: ruleRange },
        say: ['unused', { rule }],
        fix: { title: 'Remove the comment', edits: names === 1 ? [{ file, range: comment.range, text: '' }] : null },
      })
    }
  },
  examples: [
    {
      title: 'The line below is in order',
      'main.cf': `
        # postfix-lint ignore=«missing-equals» -- generated
        myhostname = mail.example.com
      `,
      fixed: `
        myhostname = mail.example.com
      `,
    },
    {
      title: 'It hides something',
      clean: true,
      prove: false,
      'main.cf': `
        # postfix-lint ignore=missing-equals -- to be written by the installer
        myhostname
      `,
    },
  ],
})
