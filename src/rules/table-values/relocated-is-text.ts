import { toBoolean } from '../../config/convert.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'relocated-is-text',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A relocated table has an action where the new address should stand',
  why: `The result of \`relocated_maps\` is not a command: Postfix refuses the mail in any case, and puts the result behind
"user has moved to". With \`REJECT\` or a reply code there, the sender reads "user has moved to REJECT".

With \`relocated_prefix_enable = no\` (Postfix 3.11) there is no such beginning, and the result is an enhanced status code and a text; of anything else
trivial-rewrite(8) warns, and the sender reads "Mailbox is unavailable".`,
  see: ['relocated(5)', 'src/trivial-rewrite/resolve.c'],
  evidence: { kind: 'heuristic', because: 'a new address could begin like an action, though hardly any does' },
  messages: {
    status: () =>
      'with `relocated_prefix_enable = no` this has to be a status code and a text, such as `5.1.6 New address: ...`: the sender reads "Mailbox is unavailable"',
    action: (d: { word: string }) =>
      `the result of a relocated table is read to the sender, who learns that the user "has moved to ${d.word}": write the new address`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['relocated'],
  check({ project }, report) {
    const prefix = project.base.get('relocated_prefix_enable')
    const bare = prefix !== undefined && project.catalog.atLeast('3.11') && toBoolean(prefix.text) === false
    return {
      line(line) {
        if (line.type !== 'key-value') return
        if (bare) {
          if (!/^[245]\.[0-9]{1,3}\.[0-9]{1,3}\s+\S/.test(line.value.value)) report({ at: line.value, say: ['status'] })
          return
        }
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
      title: 'No status code where one is wanted',
      version: '3.11',
      'main.cf': 'relocated_prefix_enable = no\nrelocated_maps = hash:/etc/postfix/relocated\n',
      tables: { relocated: 'anna@example.com  «anna@example.org»\nbert@example.com  5.1.6 Now bert@example.org\n' },
    },
    {
      title: 'A new address',
      clean: true,
      'main.cf': 'relocated_maps = hash:/etc/postfix/relocated\n',
      tables: { relocated: 'anna@example.com  anna@example.org\ncarl@example.com  5 Main Street\n' },
    },
  ],
})
