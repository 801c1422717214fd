import { wholeValue } from '../../config/elements.js'
import { hostNameFault } from '../../config/host-names.js'
import { defineRule } from '../define.js'

/** Names that no other host can look up. */
const localNames = /^localhost$|\.localdomain$|\.localhost$|\.invalid$/i

export default defineRule({
  id: 'unqualified-hostname',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The host gives itself a name that means nothing to others',
  why: `\`myhostname\` is what Postfix greets other servers with, and the base of many other values. Without a dot in it
\`mydomain\` becomes \`localdomain\`, and mail leaves with such a sender; with a name like \`localhost.localdomain\` it is the
same. Many servers refuse a client that greets them so (\`reject_non_fqdn_helo_hostname\`), and nobody can answer the mail.`,
  see: ['postconf(5) myhostname', 'BASIC_CONFIGURATION_README', 'src/global/mail_params.c'],
  evidence: {
    kind: 'heuristic',
    because: 'a host that sends mail only within itself or through a relay may do with such a name',
  },
  messages: {
    dot: (d: { value: string }) =>
      `\`${d.value}\` is no full host name: \`mydomain\` becomes \`localdomain\`, and other servers may refuse mail. Write one with its domain, such as \`mail.example.com\``,
    bare: (d: { value: string }) =>
      `\`${d.value}\` is no full host name: other servers may refuse a client that greets them so. Write one with its domain, such as \`mail.example.com\``,
    local: (d: { value: string }) =>
      `\`${d.value}\` means nothing to other servers, which may refuse mail from a client of that name. Write the host's full name in the DNS`,
  },
  scope: 'setting',
  parameters: ['myhostname'],
  check({ resolved, view, service }, report) {
    const value = resolved.text
    if (service !== undefined || resolved.unknown || resolved.expanded.problem || hostNameFault(value) !== undefined)
      return
    const say = localNames.test(value)
      ? 'local'
      : value.includes('.')
        ? undefined
        : view.sets('mydomain')
          ? 'bare'
          : 'dot'
    if (say !== undefined) report({ at: wholeValue(resolved), say: [say, { value }] })
  },
  examples: [
    {
      title: 'No domain',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = «mailserver»
      `,
    },
    {
      title: 'A name for this host alone',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = «localhost.localdomain»
      `,
    },
    {
      title: 'A full name',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
    },
  ],
})
