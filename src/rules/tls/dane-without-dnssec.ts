import { certainSwitch, certainText, certainWords, firstWritten } from '../../config/certain-values.js'
import { viewsOf } from '../../config/measures.js'
import { servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const clients = ['smtp', 'lmtp'] as const

export default defineRule({
  id: 'dane-without-dnssec',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '2.11' },
  fix: 'none',
  summary: 'DANE is to check certificates, but DNSSEC lookups are off',
  why: `DANE takes the certificate of a server from the DNS, which is only as good as the DNS answer: it needs DNSSEC
(\`smtp_dns_support_level = dnssec\`), look-ups in the DNS (\`smtp_host_lookup\` with \`dns\`), and MX lookup errors must not be
ignored. Otherwise \`dane\` falls back to \`may\`, so nothing is checked, and with \`dane-only\` no mail is delivered. The
resolver of the host has to check DNSSEC, too; that is not seen here.`,
  see: ['TLS_README', 'postconf(5) smtp_tls_security_level', 'src/smtp/smtp_tls_policy.c'],
  evidence: { kind: 'log', says: ['configured with dnssec lookups disabled'], by: 'smtp' },
  messages: {
    unchecked: (d: { level: string; needs: string }) =>
      `\`${d.level}\` needs \`${d.needs}\`: without it, certificates are not checked, and TLS is only used where it is offered`,
    deferred: (d: { level: string; needs: string }) =>
      `\`${d.level}\` needs \`${d.needs}\`: without it, all mail to servers that this level holds for stays in the queue`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const client of clients) {
      for (const view of viewsOf(project, [client])) {
        const { config } = view
        const level = certainText(config, `${client}_tls_security_level`)?.toLowerCase()
        if (level !== 'dane' && level !== 'dane-only') continue
        const needs = missingFor(config, client)
        const at = firstWritten(config, [`${client}_tls_security_level`])
        if (needs === undefined || at === undefined) continue
        const only = level === 'dane-only'
        report({
          at,
          say: [only ? 'deferred' : 'unchecked', { level, needs }],
          services: servicesOf(view),
          ...(!only && { severity: 'warning' }),
        })
      }
    }
  },
  examples: [
    {
      title: 'Only the level is set',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = «dane»
        local_transport = smtp:[127.0.0.1]:10025
      `,
    },
    {
      title: 'Nothing goes out',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = «dane-only»
        local_transport = smtp:[127.0.0.1]:10025
      `,
    },
    {
      title: 'With DNSSEC',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = dane
        smtp_dns_support_level = dnssec
      `,
    },
  ],
})

/** The first setting that DANE lacks in a view; undefined when all are there, or it is not certain. */
function missingFor(config: Parameters<typeof certainText>[0], client: (typeof clients)[number]): string | undefined {
  const support = certainText(config, `${client}_dns_support_level`)
  if (support !== undefined && support.toLowerCase() !== 'dnssec') return `${client}_dns_support_level = dnssec`
  const lookup = certainWords(config, `${client}_host_lookup`)
  if (lookup !== undefined && ![...lookup].some(word => word.toLowerCase() === 'dns'))
    return `${client}_host_lookup = dns`
  if (client === 'smtp' && certainSwitch(config, 'ignore_mx_lookup_error') === true)
    return 'ignore_mx_lookup_error = no'
  return undefined
}
