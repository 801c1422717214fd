import { toBoolean } from '../../config/convert.js'
import { disabledServices } from '../../config/disabled-services.js'
import { portNumber, readInetEndpoint } from '../../config/inet-endpoint.js'
import { isLocalOnly } from '../../config/listeners.js'
import { defineRule } from '../define.js'

const wrapper = 'smtpd_tls_wrappermode'
/** A proxy in front may have taken the TLS off already. */
const upstreamProxy = 'smtpd_upstream_proxy_protocol'
/** submissions: TLS from the first byte. */
const wrappedPort = '465'
/** smtp and submission: plain text first, then STARTTLS. */
const plainPorts: ReadonlySet<string> = new Set(['25', '587'])

export default defineRule({
  id: 'wrappermode-port-mismatch',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A port speaks TLS from the start where clients expect plain text, or the other way round',
  why: `On port 465 (submissions), clients begin with TLS at once; on the ports 25 (smtp) and 587 (submission) they begin in
plain text and ask for TLS with STARTTLS. \`${wrapper}\` says which of the two the server does. When it does the other,
both sides wait for each other until the connection times out.`,
  see: ['postconf(5) smtpd_tls_wrappermode', 'TLS_README', 'RFC 8314'],
  evidence: {
    kind: 'source',
    because: 'smtpd.c starts TLS before its greeting only with this setting; the clients are not seen',
  },
  messages: {
    missing: (d: { name: string }) =>
      `Clients of port ${wrappedPort} begin with TLS at once, but \`${d.name}\` waits for plain text, so they hang (unless a proxy takes TLS off). Add \`-o ${wrapper}=yes\``,
    wrong: (d: { name: string; port: string }) =>
      `Clients of port ${d.port} begin in plain text, but with \`${wrapper} = yes\` \`${d.name}\` waits for TLS, so they hang. Only port ${wrappedPort} takes TLS at once`,
  },
  scope: 'service',
  programs: ['smtpd'],
  check({ project, service, config }, report) {
    const { port, problem } = readInetEndpoint(service.name)
    if (service.type !== 'inet' || problem !== undefined || disabledServices(project).has(service)) return
    if (isLocalOnly(project, service) !== false || (config.get(upstreamProxy)?.text ?? '') !== '') return
    const setting = config.get(wrapper)
    const on =
      setting === undefined || setting.unknown || setting.expanded.problem ? undefined : toBoolean(setting.text)
    const number = portNumber(project, port)
    const { name } = service
    const at = { file: project.master?.source.name ?? '', range: service.entry.service.range }
    if (number === wrappedPort && on === false && project.hasMain) report({ at, say: ['missing', { name }] })
    else if (plainPorts.has(number) && on === true) {
      const written = setting?.setting
      report({
        at,
        say: ['wrong', { name, port: number }],
        related:
          written === undefined ? [] : [{ at: { file: written.file, range: written.nameRange }, message: 'set here' }],
      })
    }
  },
  examples: [
    {
      title: 'Port 465 without TLS',
      'main.cf': `
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        «smtps» inet n - y - - smtpd
          -o smtpd_sasl_auth_enable=yes
      `,
    },
    {
      title: 'Port 587 with it',
      'master.cf': `
        «submission» inet n - y - - smtpd
          -o smtpd_tls_wrappermode=yes
          -o smtpd_sasl_auth_enable=yes
      `,
    },
    {
      title: 'Each as clients expect it',
      clean: true,
      'master.cf': `
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
        submissions inet n - y - - smtpd
          -o smtpd_tls_wrappermode=yes
          -o smtpd_sasl_auth_enable=yes
      `,
    },
  ],
})
