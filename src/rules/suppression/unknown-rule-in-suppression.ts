import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** The rules of a plug-in or a policy (`policy/tls/...`) are known only where it is used. */
function isOfOthers(rule: string, known: ReadonlySet<string>): boolean {
  const space = /^(?:policy\/)?[^/]+(?=\/|$)/.exec(rule)?.[0] ?? rule
  if (!rule.includes('/')) return false
  for (const id of known) if (id === space || id.startsWith(`${space}/`)) return false
  return true
}

export default defineRule({
  id: 'unknown-rule-in-suppression',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A suppression comment names a rule that does not exist',
  why: `A comment such as \`# postfix-lint ignore=RULE\` has to name the rule by its id, as it stands in the report. A name
that is no rule hides nothing.`,
  see: ['docs/configuration.md'],
  evidence: { kind: 'source', because: 'it is about a comment of postfix-lint, which Postfix does not read' },
  messages: {
    unknown: (d: { rule: string; near: string | undefined }) =>
      `There is no rule \`${d.rule}\`, so this comment hides nothing${d.near ? `. Did you mean \`${d.near}\`?` : ''}`,
  },
  scope: 'suppressions',
  check({ suppressions, known }, report) {
    for (const { rule, file, ruleRange } of suppressions) {
      if (known.has(rule) || isOfOthers(rule, known)) continue
      const near = nearestName(rule, known)
      const at = { file, range: ruleRange }
      report({
        at,
        say: ['unknown', { rule, near }],
        fix: near === undefined ? undefined : { title: `Write \`${near}\``, edits: [{ ...at, text: near }] },
      })
    }
  },
  examples: [
    {
      title: 'A slip of the pen',
      'main.cf': `
        # postfix-lint ignore=«missing-equal» -- to be written by the installer
        myhostname = mail.example.com
      `,
      fixed: `
        myhostname = mail.example.com
      `,
    },
  ],
})
