import { wholeValue } from '../../config/elements.js'
import { hostNameFault } from '../../config/host-names.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-tls-server-name',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The server name that is sent with TLS is no host name',
  why: `\`smtp_tls_servername\` is what the SMTP client tells the other server as the name it wants to talk to (SNI). When it
is no valid host name, mail that needs TLS is put off. \`hostname\` and \`nexthop\` are no special words here: the names of those are
sent only by the levels that verify a certificate.`,
  see: ['postconf(5) smtp_tls_servername', 'src/smtp/smtp_tls_policy.c'],
  evidence: { kind: 'source', because: 'the TLS policy of each delivery is checked with valid_hostname()' },
  messages: {
    bad: (d: { name: string; value: string }) =>
      `\`${d.value}\` is no host name, so mail cannot be sent with TLS: give the name of the server in \`${d.name}\`, or remove the line`,
    word: (d: { name: string; value: string }) =>
      `\`${d.value}\` is no special word in \`${d.name}\`: it is sent as the name of the server. Give that name, or remove the line`,
  },
  scope: 'setting',
  parameters: ['smtp_tls_servername', 'lmtp_tls_servername'],
  check({ project, setting, resolved }, report) {
    if (!isReadable(resolved) || resolved.text === '') return
    const { name } = setting
    const value = resolved.text
    const at = wholeValue(resolved)
    if (hostNameFault(value, project.catalog.atLeast('3.0')) !== undefined)
      report({ at, say: ['bad', { name, value }] })
    else if (value === 'hostname' || value === 'nexthop')
      report({ at, say: ['word', { name, value }], severity: 'warning' })
  },
  examples: [
    {
      title: 'Two dots',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_servername = «mail..example.com»
      `,
    },
    {
      title: 'A word that means something elsewhere',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_servername = «nexthop»
      `,
    },
    {
      title: 'A name',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_servername = mail.example.com
      `,
    },
  ],
})
