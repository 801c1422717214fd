import { toBoolean } from '../../config/convert.js'
import { disabledServices } from '../../config/disabled-services.js'
import type { Effective } from '../../config/effective.js'
import { portNumber, readInetEndpoint } from '../../config/inet-endpoint.js'
import { isLocalOnly } from '../../config/listeners.js'
import { defineRule } from '../define.js'

const authentication = 'smtpd_sasl_auth_enable'
/** Ports for people's mail programs. */
const submissionPorts: ReadonlySet<string> = new Set(['465', '587'])
const lists = [
  'smtpd_client_restrictions',
  'smtpd_helo_restrictions',
  'smtpd_sender_restrictions',
  'smtpd_relay_restrictions',
  'smtpd_recipient_restrictions',
]
/** Other ways to know a client: certificates, tables, policy servers. `permit_mynetworks` is in the default and proves nothing. */
const otherWays = /^(?:permit_tls_|check_|permit_auth|permit_dnswl)/i

/** True when a list lets clients in for another reason than their password, or cannot be read. */
function knowsClientsOtherwise(config: Effective): boolean {
  return lists.some(name => {
    const list = config.get(name)
    if (list === undefined) return false
    if (list.unknown || list.expanded.problem) return true
    return list.list('list').some(({ span }) => otherWays.test(list.text.slice(span.start, span.end)))
  })
}

export default defineRule({
  id: 'submission-without-authentication',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'People cannot log in on a port that is made for it',
  why: `The ports 587 (submission) and 465 (submissions) are for people who hand in mail from anywhere, so they have to log
in: \`${authentication} = yes\`. Without it, \`permit_sasl_authenticated\` lets nobody through, and only clients in
\`mynetworks\` can send mail to other domains. Often only the first line of the entry in the stock master.cf was uncommented, and not the options below it.`,
  see: ['SASL_README', 'postconf(5) smtpd_sasl_auth_enable', 'conf/master.cf'],
  evidence: { kind: 'heuristic', because: 'the port may serve hosts that are known by their addresses alone' },
  messages: {
    missing: (d: { name: string }) =>
      `Nobody can log in on \`${d.name}\`, because \`${authentication}\` is off: only clients in \`mynetworks\` can send to other domains there. Add \`-o ${authentication}=yes\``,
  },
  scope: 'service',
  programs: ['smtpd'],
  check({ project, service, config }, report) {
    const { port, problem } = readInetEndpoint(service.name)
    if (service.type !== 'inet' || problem !== undefined || !project.hasMain) return
    if (!submissionPorts.has(portNumber(project, port)) || isLocalOnly(project, service) !== false) return
    const setting = config.get(authentication)
    if (setting === undefined || setting.unknown || setting.expanded.problem || toBoolean(setting.text) !== false)
      return
    if (disabledServices(project).has(service) || knowsClientsOtherwise(config)) return
    report({
      at: { file: project.master?.source.name ?? '', range: service.entry.service.range },
      say: ['missing', { name: service.name }],
    })
  },
  examples: [
    {
      title: 'Only the first line was uncommented',
      'main.cf': `
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        «submission» inet n - y - - smtpd
        #  -o smtpd_tls_security_level=encrypt
        #  -o smtpd_sasl_auth_enable=yes
      `,
    },
    {
      title: 'People can log in',
      clean: true,
      'master.cf': `
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
      `,
    },
  ],
})
