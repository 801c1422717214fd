import { valueLocation, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** Half of the longest encoded word (`src/global/rfc2047_code.c`). */
const longestName = 37

export default defineRule({
  id: 'bad-charset-name',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The character set for full names is no name of one',
  why: `\`full_name_encoding_charset\` names the character set in which a sender's full name is encoded when Postfix itself adds
a From: header (Postfix 3.10 and newer). With an empty name, one with blanks or special characters, or one longer than 37
characters the name is not encoded and left out, with a warning for each such message.`,
  see: ['postconf(5) full_name_encoding_charset', 'src/global/rfc2047_code.c'],
  postfix: { from: '3.10' },
  evidence: {
    kind: 'source',
    because: 'rfc2047_encode() warns and gives up; this release has it, the one that examples run on is older',
  },
  messages: {
    bad: (d: { value: string }) =>
      `${d.value === '' ? 'An empty value' : `\`${d.value}\``} is no name of a character set, such as \`utf-8\`: full names are left out of From: headers, with a warning for each`,
  },
  scope: 'setting',
  parameters: ['full_name_encoding_charset'],
  check({ setting, resolved }, report) {
    const { text } = resolved
    if (resolved.unknown || resolved.expanded.problem) return
    if (text !== '' && text.length <= longestName && /^[!#$%&'*+\-0-9A-Z^_`a-z{|}~]+$/.test(text)) return
    report({ at: text === '' ? valueLocation(setting) : wholeValue(resolved), say: ['bad', { value: text }] })
  },
  examples: [
    {
      title: 'A blank in the name',
      'main.cf': `
        full_name_encoding_charset = «utf 8»
      `,
    },
    {
      title: 'A name',
      clean: true,
      'main.cf': `
        full_name_encoding_charset = iso-8859-1
      `,
    },
  ],
})
