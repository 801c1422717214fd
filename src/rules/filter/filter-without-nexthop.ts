import { certainText } from '../../config/certain-values.js'
import { isReadable } from '../../config/mail-path.js'
import { findTransport } from '../../config/service-lookup.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'filter-without-nexthop',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A content filter over SMTP has no host to connect to',
  why: `\`content_filter = transport:host:port\`. Without a host the next hop is \`default_filter_nexthop\`, and when that is empty the domain
of each recipient: a transport that runs smtp(8) then delivers the mail to its destination as if there were no filter, and mail to
local users goes out to their mail exchanger, which may be this very host. A pipe(8) filter gets the mail split by domain.`,
  see: ['postconf(5) content_filter', 'postconf(5) default_filter_nexthop', 'FILTER_README'],
  evidence: {
    kind: 'source',
    because: 'qmgr_message_resolve() takes the domain of the recipient; a message has to come in to see it',
  },
  messages: {
    smtp: (d: { value: string }) =>
      `\`${d.value}\` names no host, so mail goes to the recipients' own servers, past the filter: write \`${d.value.replace(/:$/, '')}:[127.0.0.1]:10024\` or wherever it listens`,
    pipe: (d: { value: string }) =>
      `\`${d.value}\` names no next hop, so a message for several domains is filtered once for each: write \`${d.value.replace(/:$/, '')}:dummy\``,
  },
  scope: 'setting',
  parameters: ['content_filter'],
  check({ project, resolved, view }, report) {
    if (!isReadable(resolved)) return
    const spec = readTransport(resolved)
    if (spec === undefined || spec.nexthop !== undefined || spec.transport.value === '') return
    if (certainText(view, 'default_filter_nexthop') !== '') return
    const program = findTransport(project, spec.transport.value)?.program
    const value = resolved.text
    if (program === 'smtp' || program === 'lmtp') report({ at: spec.transport, say: ['smtp', { value }] })
    else if (program === 'pipe') report({ at: spec.transport, say: ['pipe', { value }], severity: 'info' })
  },
  examples: [
    {
      title: 'Only the transport',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        content_filter = «scan»
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        scan unix - - n - - smtp
      `,
    },
    {
      title: 'With the address',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        content_filter = scan:[192.0.2.26]:10024
      `,
      'master.cf': `
        scan unix - - n - - smtp
      `,
    },
  ],
})
