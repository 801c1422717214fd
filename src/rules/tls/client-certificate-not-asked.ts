import { certainSwitch, certainValue } from '../../config/certain-values.js'
import { listItems } from '../../config/elements.js'
import { serverTls, servicesOf, smtpServers } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const ask = 'smtpd_tls_ask_ccert'
const required = 'smtpd_tls_req_ccert'
/** Restrictions that look at the certificate of a client. */
const restrictions: ReadonlySet<string> = new Set([
  'permit_tls_clientcerts',
  'permit_tls_all_clientcerts',
  'check_ccert_access',
])

export default defineRule({
  id: 'client-certificate-not-asked',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A restriction looks at client certificates, and clients are not asked for any',
  why: `A client shows its certificate only when the server asks for one, and smtpd(8) does so only with \`${ask} = yes\` (or with
\`${required} = yes\` where TLS is demanded). Without it, a restriction such as \`permit_tls_clientcerts\` matches nobody, and
each client that uses TLS leaves a warning in the log.`,
  see: ['postconf(5) smtpd_tls_ask_ccert', 'postconf(5) permit_tls_clientcerts', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because: 'permit_tls_clientcerts() logs "is requested, but smtpd_tls_ask_ccert = no" for a client that uses TLS',
  },
  messages: {
    unasked: (d: { name: string }) =>
      `\`${d.name}\` matches nobody, because clients are not asked for a certificate. Set \`${ask} = yes\`, or remove this`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const server of smtpServers(project)) {
      const { config } = server
      const tls = serverTls(config)
      if (tls === undefined || tls.level === 'none' || certainSwitch(config, ask) !== false) continue
      if (tls.level === 'encrypt' && certainSwitch(config, required) !== false) continue
      for (const { parameter } of project.catalog.restrictionLists()) {
        const list = certainValue(config, parameter)
        if (list?.setting === undefined) continue
        for (const item of listItems(list)) {
          const name = item.value.toLowerCase()
          if (restrictions.has(name))
            report({ at: item, say: ['unasked', { name: item.value }], services: servicesOf(server) })
        }
      }
    }
  },
  examples: [
    {
      title: 'Relaying for clients with a certificate',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_relay_restrictions = permit_mynetworks, «permit_tls_clientcerts», reject_unauth_destination
        relay_clientcerts = texthash:/etc/postfix/clients
      `,
    },
    {
      title: 'Clients are asked',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_ask_ccert = yes
        smtpd_relay_restrictions = permit_mynetworks, permit_tls_clientcerts, reject_unauth_destination
        relay_clientcerts = texthash:/etc/postfix/clients
      `,
    },
  ],
})
