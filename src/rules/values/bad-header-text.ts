import { valueLocation, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-header-text',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The header for undisclosed recipients is no header',
  why: `\`undisclosed_recipients_header\` is what cleanup(8) adds to a message that names no recipient. It has to be a whole
header, \`Name: text\`. With anything else cleanup(8) warns about each such message and adds nothing. An empty value says
that nothing is to be added.`,
  see: ['postconf(5) undisclosed_recipients_header', 'src/cleanup/cleanup_message.c'],
  evidence: {
    kind: 'source',
    because: 'cleanup_header_done_callback() warns when a message without a recipient header comes in',
  },
  messages: {
    bad: (d: { value: string }) =>
      `\`undisclosed_recipients_header\` has to be \`Name: text\`, not \`${d.value}\`: cleanup warns about each message without recipients, and adds nothing`,
  },
  scope: 'setting',
  parameters: ['undisclosed_recipients_header'],
  check({ setting, resolved }, report) {
    const { text } = resolved
    if (resolved.unknown || resolved.expanded.problem || text === '' || /^[!-9;-~]+[ \t]*:[ \t]*\S/.test(text)) return
    report({ at: text === '' ? valueLocation(setting) : wholeValue(resolved), say: ['bad', { value: text }] })
  },
  examples: [
    {
      title: 'A text without a name',
      'main.cf': `
        undisclosed_recipients_header = «undisclosed recipients»
      `,
    },
    {
      title: 'A header',
      clean: true,
      'main.cf': `
        undisclosed_recipients_header = To: undisclosed-recipients:;
      `,
    },
  ],
})
