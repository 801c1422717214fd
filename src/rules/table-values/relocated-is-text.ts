import { defineRule } from '../define.js'

export default defineRule({
  id: 'relocated-is-text',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A relocated table has an action where the new address should stand',
  why: `The result of \`relocated_maps\` is not a command: Postfix refuses the mail in any case, and puts the result behind
"user has moved to". With \`REJECT\` or a reply code there, the sender reads "user has moved to REJECT".`,
  see: ['relocated(5)', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'heuristic', because: 'a new address could begin like an action, though hardly any does' },
  messages: {
    action: (d: { word: string }) =>
      `the result of a relocated table is read to the sender, who learns that the user "has moved to ${d.word}": write the new address`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['relocated'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const word = /^(?:REJECT|DISCARD|DEFER|OK|DUNNO|ERROR|[45]\d\d|[45]\.\d\.\d)(?=\s|:|$)/.exec(
          line.value.value,
        )?.[0]
        if (word !== undefined) report({ at: line.value, say: ['action', { word }] })
      },
    }
  },
  examples: [
    {
      title: 'As in an access table',
      'main.cf': 'relocated_maps = hash:/etc/postfix/relocated\n',
      tables: { relocated: 'anna@example.com  «REJECT»\nbert@example.com  «550 No such user»\n' },
    },
    {
      title: 'A new address',
      clean: true,
      'main.cf': 'relocated_maps = hash:/etc/postfix/relocated\n',
      tables: { relocated: 'anna@example.com  anna@example.org\ncarl@example.com  5 Main Street\n' },
    },
  ],
})
