import { certainSwitch, certainText, firstWritten } from '../../config/certain-values.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

const off: ReadonlySet<string> = new Set(['', 'none'])

export default defineRule({
  id: 'tlsproxy-role-off',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'TLS is wanted of tlsproxy, which is told not to do it',
  why: `postscreen(8) does no TLS itself, and the SMTP client cannot use a TLS connection again by itself: tlsproxy(8) does both for them. It takes
its level from \`tlsproxy_tls_security_level\` (for postscreen) and \`tlsproxy_client_security_level\` (for the client), which follow the
levels of smtpd and smtp unless they are set. When one of them is \`none\`, tlsproxy refuses, and the connection fails or goes on without
TLS.`,
  see: [
    'tlsproxy(8)',
    'postconf(5) tlsproxy_tls_security_level',
    'postconf(5) smtp_tls_connection_reuse',
    'src/tlsproxy/tlsproxy.c',
  ],
  evidence: { kind: 'source', because: 'tlsproxy(8) warns when it is asked; a connection has to come in to see it' },
  messages: {
    server: (d: { name: string }) =>
      `\`postscreen\` offers TLS and leaves it to \`tlsproxy\`, for which \`${d.name}\` switches it off: remove that, or set both alike`,
    client: (d: { name: string }) =>
      `\`smtp_tls_connection_reuse\` leaves TLS to \`tlsproxy\`, for which \`${d.name}\` switches it off: remove that, or do not reuse connections`,
  },
  scope: 'project',
  check({ project }, report) {
    const proxy = project.services.find(({ program }) => program === 'tlsproxy')
    if (proxy === undefined) return
    const serverName = 'tlsproxy_tls_security_level'
    const clientName = 'tlsproxy_client_security_level'
    if (isOff(proxy, serverName) && wants(project, 'postscreen', 'postscreen_tls_security_level')) {
      const at = firstWritten(proxy.config, [serverName])
      if (at) report({ at, say: ['server', { name: serverName }], services: [proxy] })
    }
    if (isOff(proxy, clientName) && wants(project, 'smtp', 'smtp_tls_security_level', 'smtp_tls_connection_reuse')) {
      const at = firstWritten(proxy.config, [clientName])
      if (at) report({ at, say: ['client', { name: clientName }], services: [proxy] })
    }
  },
  examples: [
    {
      title: 'postscreen offers what tlsproxy may not do',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        tlsproxy_tls_security_level = «none»
      `,
      'master.cf': `
        smtp inet n - y - 1 postscreen
        smtpd pass - - y - - smtpd
        tlsproxy unix - - y - 0 tlsproxy
      `,
    },
    {
      title: 'By the defaults',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        smtp inet n - y - 1 postscreen
        smtpd pass - - y - - smtpd
        tlsproxy unix - - y - 0 tlsproxy
        dnsblog unix - - y - 0 dnsblog
      `,
    },
  ],
})

function isOff({ config }: Service, name: string): boolean {
  const text = certainText(config, name)
  return text !== undefined && off.has(text) && config.get(name)?.setting !== undefined
}

function wants(project: Project, program: string, level: string, needed?: string): boolean {
  return project.services.some(({ program: other, config }) => {
    const text = certainText(config, level)
    if (other !== program || text === undefined || off.has(text)) return false
    return needed === undefined || certainSwitch(config, needed) === true
  })
}
