import { listItems, originOf } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** Names and ports by which signing filters are known. */
const signer = /opendkim|dkim(?!.*(?:verif|check))|[:@]8891\b|[:@]12301\b/i
/** Filters that only look at what others have found or signed. */
const reader = /opendmarc|dmarc|openarc|[:@](?:8893|54321)\b/i

export default defineRule({
  id: 'signer-not-last',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A filter that signs mail is followed by others, which may change it',
  why: `Mail filters (milters) run in the order of the list, and each sees what the ones before it changed. A DKIM signature holds only
if nothing is changed behind it, so the filter that makes it should be the last one that touches the message.`,
  see: ['MILTER_README', 'postconf(5) smtpd_milters', 'RFC 6376'],
  evidence: {
    kind: 'heuristic',
    because: 'the filter is told by its name or its usual port, and those behind it may change nothing',
  },
  messages: {
    early: (d: { value: string; next: string }) =>
      `This seems to sign mail, and what \`${d.next}\` changes behind it breaks the signature: let the filter that signs be the last`,
  },
  scope: 'setting',
  kinds: ['milter-list'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    const items = listItems(resolved)
    const index = items.findIndex(({ value }) => signer.test(value))
    const found = items[index]
    const next = items.slice(index + 1).find(({ value }) => !reader.test(value) && !signer.test(value))
    // A list that comes out of a `$name` is reported where it is written.
    if (found !== undefined && next !== undefined && originOf(found)?.via === undefined)
      report({ at: found, say: ['early', { value: found.value, next: next.value }] })
  },
  examples: [
    {
      title: 'A filter for spam behind it',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = «unix:/opendkim/socket», inet:127.0.0.1:11332
        non_smtpd_milters = $smtpd_milters
      `,
    },
    {
      title: 'The signature comes last',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_milters = inet:127.0.0.1:11332, unix:/opendkim/socket
        non_smtpd_milters = $smtpd_milters
      `,
    },
  ],
})
