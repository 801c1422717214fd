import { toBoolean } from '../../config/convert.js'
import { originOf } from '../../config/elements.js'
import { isClientPort } from '../../config/listeners.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import {
  type RestrictionProgram,
  type RestrictionView,
  restrictionViews,
  servicesOf,
} from '../../config/restriction-programs.js'
import { endOf, reachableSteps } from '../../config/restrictions.js'
import { defineRule } from '../define.js'

const authentication = 'smtpd_sasl_auth_enable'
const early: ReadonlySet<string> = new Set(['client', 'helo', 'sender'])
/** Let through those whom an address or a certificate makes known, not those who have logged in. */
const otherPermits: ReadonlySet<string> = new Set([
  'permit_mynetworks',
  'permit_inet_interfaces',
  'permit_tls_clientcerts',
  'permit_tls_all_clientcerts',
])

/** The step that refuses everybody, when nothing before it can know a user who has logged in. */
function refusalIn(program: RestrictionProgram, project: Project) {
  const end = endOf(program, project.catalog)
  if (end?.decision !== 'refuse' || end.step.kind !== 'known') return undefined
  const mayPermit = reachableSteps(program, project.catalog).some(
    ({ kind, info }) => kind !== 'known' || (info?.canPermit === true && !otherPermits.has(info.name)),
  )
  return mayPermit ? undefined : end.step
}

function offersLogin({ config }: RestrictionView): boolean {
  const setting = config.get(authentication)
  return setting?.setting !== undefined && isReadable(setting) && toBoolean(setting.text) === true
}

export default defineRule({
  id: 'login-refused-early',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Users who have logged in are refused by a list that only permits certain networks',
  why: `Each restriction list can refuse by itself. When \`smtpd_client_restrictions\` (or that for HELO or the sender) ends in
\`reject\` and lets only \`permit_mynetworks\` through, a user who has logged in from elsewhere is refused, whatever
\`smtpd_relay_restrictions\` permits.`,
  see: ['SASL_README', 'postconf(5) smtpd_client_restrictions'],
  evidence: { kind: 'heuristic', because: 'logins may be wanted only from within those networks' },
  messages: {
    refused: (d: { word: string; list: string }) =>
      `Users can log in, but \`${d.word}\` in \`${d.list}\` still refuses them. Write \`permit_sasl_authenticated\` before it`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain || !project.hasMaster) return
    for (const view of restrictionViews(project)) {
      const { service } = view
      if (service === undefined || !isClientPort(project, service) || !offersLogin(view)) continue
      for (const program of view.programs.filter(({ list }) => early.has(list.place))) {
        const step = refusalIn(program, project)
        if (step === undefined || originOf(step.word) === undefined) continue
        const list = program.list.parameter
        report({ at: step.word, say: ['refused', { word: step.word.value, list }], ...servicesOf(view) })
      }
    }
  },
  examples: [
    {
      title: 'Only networks are permitted',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_client_restrictions=permit_mynetworks,«reject»
      `,
    },
    {
      title: 'Users are permitted',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_client_restrictions=permit_mynetworks,permit_sasl_authenticated,reject
      `,
    },
  ],
})
