import { certainText } from '../../config/certain-values.js'
import { attributeNamed, readCommandLine } from '../../config/command-attributes.js'
import { parseText } from '../../syntax/value.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'delimiter-left-in-address',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A delivery program is given the whole address, with the part behind the delimiter',
  why: `With \`recipient_delimiter = +\`, \`anne+lists@example.com\` is accepted as \`anne\`. pipe(8) puts the whole address in for
\`\${recipient}\`, and a program that looks for a mailbox of exactly that name returns the mail, unless it has a delimiter of its own.
\`\${user}@\${domain}\` is the address without the extension.`,
  see: ['pipe(8)', 'postconf(5) recipient_delimiter'],
  evidence: { kind: 'heuristic', because: 'the program may take the extension off itself' },
  messages: {
    whole: (d: { delimiter: string }) =>
      `\`\${recipient}\` still has what follows \`${d.delimiter}\`: unless the program cuts it off itself, write \`\${user}@\${domain}\``,
  },
  scope: 'service',
  programs: ['pipe'],
  check({ project, service, config }, report) {
    const delimiter = certainText(config, 'recipient_delimiter')
    if (!delimiter) return
    const line = readCommandLine(project.catalog, service)
    if (line === undefined || attributeNamed(line, 'argv') === undefined) return
    let before = ''
    for (const { value } of line.rest) {
      const [only, ...more] = parseText(value.text)
      if (/^-[da]$/.test(before) && only?.type === 'macro' && only.name === 'recipient' && more.length === 0)
        report({ at: { text: value, span: only.span }, say: ['whole', { delimiter }] })
      before = value.text
    }
  },
  examples: [
    {
      title: 'The mailbox by its whole address',
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        recipient_delimiter = +
        deliver_destination_recipient_limit = 1
      `,
      'master.cf': `
        deliver unix - n n - - pipe
          flags=DRhu user=vmail argv=/usr/local/bin/deliver -f \${sender} -d «\${recipient}»
      `,
    },
    {
      title: 'Without the extension',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        recipient_delimiter = +
        deliver_destination_recipient_limit = 1
      `,
      'master.cf': `
        deliver unix - n n - - pipe
          flags=DRhu user=vmail argv=/usr/local/bin/deliver -f \${sender} -d \${user}@\${domain}
      `,
    },
  ],
})
