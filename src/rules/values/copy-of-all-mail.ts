import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'copy-of-all-mail',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A copy of every message goes to one more address',
  why: `\`always_bcc\` adds a recipient to each message that comes in: mail between users, reports, all of it. A copy that cannot be
delivered makes a bounce for each message; behind a content filter the copy is added a second time unless
\`receive_override_options\` has \`no_address_mappings\` on one side; and those whose mail it is may have to be told.
A name without a domain gets \`$myorigin\`.`,
  see: ['postconf(5) always_bcc', 'ADDRESS_REWRITING_README'],
  evidence: { kind: 'heuristic', because: 'an archive is a good reason' },
  messages: {
    copied: (d: { value: string }) =>
      `Every message is copied to \`${d.value}\`: see that this is still wanted, and allowed`,
    local: (d: { value: string }) =>
      `Every message is copied to \`${d.value}\`, which gets \`$myorigin\` as its domain: write the whole address, and see that this is still wanted`,
  },
  scope: 'setting',
  parameters: ['always_bcc'],
  check({ resolved }, report) {
    if (!isReadable(resolved) || resolved.text === '') return
    const value = resolved.text
    report({ at: wholeValue(resolved), say: [value.includes('@') ? 'copied' : 'local', { value }] })
  },
  examples: [
    {
      title: 'An archive',
      'main.cf': `
        compatibility_level = 3.6
        always_bcc = «archive»
      `,
    },
    {
      title: 'Copies of what certain people send',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        sender_bcc_maps = texthash:/etc/postfix/sender_bcc
      `,
    },
  ],
})
