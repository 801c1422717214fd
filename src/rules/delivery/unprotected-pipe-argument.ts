import { certainSwitch } from '../../config/certain-values.js'
import { attributeNamed, readCommandLine } from '../../config/command-attributes.js'
import { parseText } from '../../syntax/value.js'
import { defineRule } from '../define.js'

/** What a sender or a stranger writes. */
const foreign: ReadonlySet<string> = new Set([
  'recipient',
  'sender',
  'original_recipient',
  'user',
  'mailbox',
  'extension',
])

export default defineRule({
  id: 'unprotected-pipe-argument',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'An address that begins with a hyphen is taken for an option of a command',
  why: `With \`allow_min_user = yes\` Postfix takes addresses that begin with \`-\`. In the command of a pipe(8) service such an address is
an argument like any other, and the command takes it for an option: who sends the mail can choose it. \`--\` before the addresses
ends the options of most commands. With \`allow_min_user = no\`, the default, no such address gets that far.`,
  see: ['postconf(5) allow_min_user', 'pipe(8)'],
  evidence: { kind: 'heuristic', because: 'what a command does with such an argument is its own affair' },
  messages: {
    option: (d: { name: string; command: string }) =>
      `With \`allow_min_user = yes\`, an address like \`-x@example.com\` becomes an option of \`${d.command}\`: write \`--\` before \`$${d.name}\`, or remove that setting`,
  },
  scope: 'service',
  programs: ['pipe'],
  check({ project, service, config }, report) {
    if (certainSwitch(config, 'allow_min_user') !== true) return
    const line = readCommandLine(project.catalog, service)
    const command = line && attributeNamed(line, 'argv')
    if (line === undefined || command === undefined) return
    let before = ''
    for (const { value } of line.rest) {
      if (value.text === '--') return
      const [first] = parseText(value.text)
      const isAfterOption = /^-[A-Za-z]$/.test(before)
      before = value.text
      if (first?.type !== 'macro' || !foreign.has(first.name) || isAfterOption) continue
      report({
        at: { text: value, span: first.span },
        say: ['option', { name: first.name, command: command.value.text }],
      })
      return
    }
  },
  examples: [
    {
      title: 'The recipient as an argument',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        allow_min_user = yes
        archive_destination_recipient_limit = 1
      `,
      'master.cf': `
        archive unix - n n - - pipe
          user=archive argv=/usr/local/bin/archive «\${recipient}»
      `,
    },
    {
      title: 'The options are ended before it',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        allow_min_user = yes
        archive_destination_recipient_limit = 1
      `,
      'master.cf': `
        archive unix - n n - - pipe
          user=archive argv=/usr/local/bin/archive -- \${recipient}
      `,
    },
  ],
})
