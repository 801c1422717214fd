import { certainText, firstWritten } from '../../config/certain-values.js'
import { viewsOf } from '../../config/measures.js'
import { servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const clients = ['smtp', 'lmtp'] as const
/** What each level compares the certificate of a server with: one of these must be there. */
const means: ReadonlyMap<string, readonly string[]> = new Map([
  ['verify', ['CAfile', 'CApath', 'trust_anchor_file']],
  ['secure', ['CAfile', 'CApath', 'trust_anchor_file']],
  ['fingerprint', ['fingerprint_cert_match']],
])
/** How a person would provide it. */
const remedies: ReadonlyMap<string, string> = new Map([
  ['verify', 'CAfile'],
  ['secure', 'CAfile'],
  ['fingerprint', 'fingerprint_cert_match'],
])

export default defineRule({
  id: 'nothing-to-verify-with',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'Certificates of servers are to be verified, and there is nothing to verify them with',
  why: `The levels \`verify\` and \`secure\` deliver mail only to a server whose certificate was signed by an authority that Postfix
knows. It knows none unless \`smtp_tls_CAfile\`, \`smtp_tls_CApath\` or \`smtp_tls_trust_anchor_file\` says so; also
\`tls_append_default_CA\` counts only together with one of the first two. The level \`fingerprint\` needs
\`smtp_tls_fingerprint_cert_match\`. Without, no server passes, and all mail stays in the queue. A table of TLS policies can
say something else for some destinations.`,
  see: ['TLS_README', 'postconf(5) smtp_tls_security_level', 'postconf(5) smtp_tls_CAfile', 'src/tls/tls_certkey.c'],
  evidence: {
    kind: 'source',
    because: 'tls_set_ca_certificate_info() loads nothing when both are empty, so no chain is trusted',
  },
  messages: {
    nothing: (d: { level: string; name: string }) =>
      `\`${d.level}\` checks certificates of servers, but \`${d.name}\` is empty and nothing else is there to check them with: all mail over TLS stays in the queue. Name a file of authorities there`,
    default: (d: { level: string; name: string }) =>
      `\`${d.level}\` checks certificates of servers, but \`${d.name}\` is empty: mail stays in the queue for each destination that the TLS policy table says nothing else about`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const client of clients) {
      for (const view of viewsOf(project, [client])) {
        const { config } = view
        const level = certainText(config, `${client}_tls_security_level`)?.toLowerCase() ?? ''
        const names = means.get(level)?.map(end => `${client}_tls_${end}`)
        const given = names?.some(name => config.get(name) !== undefined && certainText(config, name) !== '')
        const at = firstWritten(config, [`${client}_tls_security_level`])
        if (given !== false || at === undefined) continue
        const name = `${client}_tls_${remedies.get(level)}`
        const exceptions = [`${client}_tls_policy_maps`, `${client}_tls_per_site`].some(
          table => certainText(config, table) !== '' && config.get(table) !== undefined,
        )
        const certain = !exceptions && view.service !== undefined
        report({
          at,
          say: [exceptions ? 'default' : 'nothing', { level, name }],
          services: servicesOf(view),
          ...(!certain && { severity: 'warning' }),
        })
      }
    }
  },
  examples: [
    {
      title: 'No authority is known',
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]
        smtp_tls_security_level = «secure»
      `,
    },
    {
      title: 'No fingerprint',
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]
        smtp_tls_security_level = «fingerprint»
        smtp_tls_policy_maps = texthash:/etc/postfix/tls_policy
      `,
    },
    {
      title: 'The authorities of the system',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]
        smtp_tls_security_level = secure
        smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt
      `,
    },
  ],
})
