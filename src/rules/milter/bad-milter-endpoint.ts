import { replacePlace } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { type MilterEndpointFault, milterEndpointFault, milterEntries } from '../../config/milter-endpoints.js'
import { defineRule } from '../define.js'

const reasons: { readonly [problem in MilterEndpointFault['problem']]: string } = {
  'no-type': 'it lacks its type: `inet:host:port` or `unix:/path`',
  'unknown-type': 'there are only the types `inet`, `unix` and `local`',
  'port-at-host': 'Postfix wants `inet:host:port`, and this is the order of Sendmail',
  'port-missing': 'it has no port: `inet:host:port`',
  'bad-address': 'the part after `inet:` is no `host:port`',
}

export default defineRule({
  id: 'bad-milter-endpoint',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The address of a mail filter (milter) that Postfix cannot use',
  why: `A milter is named by type and address: \`inet:host:port\`, or \`unix:path\` (also \`local:path\`) for a socket. With anything
else Postfix cannot talk to the filter, which it finds out only when mail comes: it then answers with an error and the mail
has to wait, or, with \`milter_default_action = accept\`, mail passes without being filtered or signed.`,
  see: ['MILTER_README', 'postconf(5) smtpd_milters', 'src/milter/milter8.c', 'src/util/inet_connect.c'],
  evidence: {
    kind: 'log',
    says: [
      'invalid transport name',
      'Milter service needs transport:endpoint',
      'garbage after numerical service',
      'host or service',
      'valid hostname or network address required',
    ],
    by: 'smtpd',
  },
  messages: {
    bad: (d: { value: string; reason: string; meant: string | undefined }) =>
      `Postfix cannot reach the filter \`${d.value}\`: ${d.reason}. Mail is deferred or passes unfiltered${d.meant ? `. Write \`${d.meant}\`` : ''}`,
    stops: (d: { value: string; reason: string; meant: string | undefined }) =>
      `\`smtpd\` or \`cleanup\` stops when it comes to the filter \`${d.value}\`: ${d.reason}${d.meant ? `. Write \`${d.meant}\`` : ''}`,
  },
  scope: 'setting',
  kinds: ['milter-list'],
  check({ project, resolved }, report) {
    if (!isReadable(resolved)) return
    for (const { endpoint } of milterEntries(resolved, project.catalog)) {
      const fault = endpoint && milterEndpointFault(endpoint.value)
      if (endpoint === undefined || fault === undefined || endpoint.value.startsWith('{')) continue
      const { problem, meant } = fault
      const value = endpoint.value.length > 60 ? `${endpoint.value.slice(0, 57)}...` : endpoint.value
      report({
        at: endpoint,
        say: [
          problem === 'bad-address' || problem === 'port-at-host' ? 'stops' : 'bad',
          { value, reason: reasons[problem], meant: meant !== undefined && meant.length > 60 ? undefined : meant },
        ],
        fix: meant === undefined ? undefined : { title: `Write \`${meant}\``, edits: replacePlace(endpoint, meant) },
      })
    }
  },
  examples: [
    {
      title: 'A type that other programs have',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = «tcp:127.0.0.1:8891»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_milters = inet:127.0.0.1:8891
      `,
    },
    {
      title: 'A socket without its type',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = inet:localhost:8891, «/opendkim/opendkim.sock»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_milters = inet:localhost:8891, unix:/opendkim/opendkim.sock
      `,
    },
    {
      title: 'Port and host as Sendmail has them',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = { «inet:8891@localhost», connect_timeout=10s }
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_milters = { inet:localhost:8891, connect_timeout=10s }
      `,
    },
    {
      title: 'A port and a socket',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = inet:localhost:8891, unix:opendmarc/opendmarc.sock
        non_smtpd_milters = $smtpd_milters
      `,
    },
  ],
})
