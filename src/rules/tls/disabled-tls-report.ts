import { certainSwitch, certainText, firstWritten } from '../../config/certain-values.js'
import { viewsOf } from '../../config/measures.js'
import { servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const enable = 'smtp_tlsrpt_enable'
const socket = 'smtp_tlsrpt_socket_name'
const support = 'smtp_dns_support_level'

export default defineRule({
  id: 'disabled-tls-report',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.10' },
  fix: 'none',
  summary: 'Reports about TLS are switched on, and what they need is missing',
  why: `With \`${enable} = yes\`, smtp(8) hands the outcome of each TLS handshake to a program that sends daily reports
(TLSRPT). It needs the socket of that program, \`${socket}\`, and the DNS. Without one of them, smtp(8) logs a
warning at its start and makes no reports.`,
  see: ['postconf(5) smtp_tlsrpt_enable', 'TLSRPT_README', 'src/smtp/smtp_tlsrpt.c'],
  evidence: {
    kind: 'source',
    because: 'smtp_tlsrpt_post_jail() warns; the feature is newer than most installed releases',
  },
  messages: {
    socket: () =>
      `No reports are made, because \`${socket}\` is empty. Name the socket of the program that collects them`,
    dns: () => `No reports are made, because look-ups in the DNS are off (\`${support} = disabled\`)`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const view of viewsOf(project, ['smtp'])) {
      const { config } = view
      const at = firstWritten(config, [enable])
      if (certainSwitch(config, enable) !== true || at === undefined) continue
      const services = servicesOf(view)
      if (certainText(config, support)?.toLowerCase() === 'disabled') report({ at, say: ['dns'], services })
      else if (certainText(config, socket) === '') report({ at, say: ['socket'], services })
    }
  },
  examples: [
    {
      title: 'No socket',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tlsrpt_enable = «yes»
      `,
    },
    {
      title: 'With its socket',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tlsrpt_enable = yes
        smtp_tlsrpt_socket_name = run/tlsrpt/tlsrpt.sock
      `,
    },
  ],
})
