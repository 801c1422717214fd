import { listItems, partOfItem } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-header-name',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A name of a header that no header can have',
  why: `\`message_drop_headers\` lists names of headers that are removed from all mail, such as \`bcc\`. They are compared without the colon, and
a name has no blanks and no punctuation but a hyphen: anything else never matches, and the header stays in the mail.`,
  see: ['postconf(5) message_drop_headers', 'src/cleanup/cleanup_message.c'],
  evidence: { kind: 'source', because: 'cleanup_init() makes a table of the names as they are' },
  messages: {
    bad: (d: { value: string; right: string }) =>
      `No header is named \`${d.value}\`, so none is removed: write \`${d.right}\`, without a colon`,
  },
  scope: 'setting',
  kinds: ['header-name-list'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    for (const item of listItems(resolved)) {
      const { value } = item
      if (/^[\x21-\x39\x3b-\x7e]+$/.test(value)) continue
      report({
        at: partOfItem(item, 0, value.length),
        say: ['bad', { value, right: value.replace(/:.*/, '') || 'bcc' }],
      })
    }
  },
  examples: [
    {
      title: 'With its colon',
      'main.cf': `
        compatibility_level = 3.6
        message_drop_headers = bcc, «x-internal:»
      `,
    },
    {
      title: 'Names',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        message_drop_headers = bcc, content-length, resent-bcc, return-path
      `,
    },
  ],
})
