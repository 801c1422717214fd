import { partOfItem, wholeValue } from '../../config/elements.js'
import { type HostNameProblem, hostNameFault } from '../../config/host-names.js'
import { defineRule } from '../define.js'

const faults: { readonly [P in HostNameProblem]: string } = {
  empty: 'it is empty',
  character: 'a name has letters, digits and `-`, with dots between its parts',
  dot: 'a dot can neither begin nor end it, nor follow another',
  hyphen: 'no part of it can begin or end with `-`',
  'long-label': 'one part of it is longer than 63 characters',
  'too-long': 'it is longer than 255 characters',
  numeric: 'an address has to be in brackets, as in `[192.0.2.25]`',
}

export default defineRule({
  id: 'bad-helo-name',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The SMTP client greets servers with something that is no host name',
  why: `\`smtp_helo_name\` is what the SMTP client says in its EHLO or HELO command, \`$myhostname\` by default. Postfix sends
it as it is. Many servers refuse a client whose name is no valid host name (\`reject_invalid_helo_hostname\`), or not a full
one with a domain (\`reject_non_fqdn_helo_hostname\`).`,
  see: ['postconf(5) smtp_helo_name', 'RFC 5321, 4.1.1.1', 'src/smtp/smtp_proto.c'],
  evidence: { kind: 'heuristic', because: 'what a server makes of the name is for that server to decide' },
  messages: {
    bad: (d: { value: string; fault: string }) =>
      `Servers may refuse a client that greets them as \`${d.value}\`: ${d.fault}`,
    short: (d: { value: string }) =>
      `Servers may refuse a client that greets them as \`${d.value}\`: it is no full name. Write one with its domain, such as \`mail.example.com\``,
  },
  scope: 'setting',
  parameters: ['smtp_helo_name', 'lmtp_lhlo_name', 'smtpd_proxy_ehlo'],
  check({ resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem || resolved.text === '') return
    const value = resolved.text
    if (/^\[.+\]$/.test(value)) return
    const fault = hostNameFault(value)
    if (fault !== undefined) {
      report({
        at: partOfItem(wholeValue(resolved), fault.start, fault.end),
        say: ['bad', { value, fault: faults[fault.problem] }],
      })
    } else if (!value.includes('.')) report({ at: wholeValue(resolved), say: ['short', { value }] })
  },
  examples: [
    {
      title: 'An address',
      'main.cf': `
        compatibility_level = 3.6
        smtp_helo_name = «192.0.2.25»
      `,
    },
    {
      title: 'A name alone, for one service',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        smtp unix - - y - - smtp
          -o smtp_helo_name=«relay»
      `,
    },
    {
      title: 'A full name',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_helo_name = out.example.com
      `,
    },
  ],
})
