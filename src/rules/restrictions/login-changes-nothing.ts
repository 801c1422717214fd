import { toBoolean } from '../../config/convert.js'
import { nameLocation, originOf } from '../../config/elements.js'
import { isClientPort } from '../../config/listeners.js'
import { isReadable } from '../../config/mail-path.js'
import { type RestrictionView, reachedSteps, restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

const authentication = 'smtpd_sasl_auth_enable'
/** A table or a policy server may know the user. */
const knowsUsers = /^(?:permit_sasl_authenticated|check_sasl_access|check_policy_service)$/

function offersLogin({ config }: RestrictionView): boolean {
  const setting = config.get(authentication)
  return setting?.setting !== undefined && isReadable(setting) && toBoolean(setting.text) === true
}

export default defineRule({
  id: 'login-changes-nothing',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Users can log in, but no restriction gives them anything for it',
  why: `A login alone permits nothing. Users can send mail to other domains only when \`permit_sasl_authenticated\` stands in
\`smtpd_relay_restrictions\` (or, for an older Postfix, \`smtpd_recipient_restrictions\`) before \`reject_unauth_destination\`. The default of
\`smtpd_relay_restrictions\` has it, but not below compatibility level 1.`,
  see: ['SASL_README', 'postconf(5) smtpd_relay_restrictions'],
  evidence: { kind: 'heuristic', because: 'logins may serve other ends, such as a milter that looks at them' },
  messages: {
    nothing: (d: { list: string; before: string }) =>
      `Users can log in, but still cannot send mail to other domains: nothing permits them to. Add \`permit_sasl_authenticated\` before \`${d.before}\` in \`${d.list}\``,
    elsewhere: (d: { name: string; other: string }) =>
      `A login on \`${d.name}\` permits nothing; users can send mail to other domains on \`${d.other}\`. Unless something else looks at the login, set \`${authentication} = no\` for \`${d.name}\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain || !project.hasMaster) return
    const { lists } = project.catalog.relayRequirement()
    const logins = restrictionViews(project).flatMap(view => {
      const { service } = view
      // Behind a content filter nobody logs in: that listener only inherits the setting.
      if (service === undefined || (service.type !== 'pass' && !isClientPort(project, service))) return []
      if (!view.complete || !offersLogin(view)) return []
      const steps = reachedSteps(project, view)
      const useful = steps.some(({ step }) => step.info && knowsUsers.test(step.info.name))
      return [{ view, service, steps, useful }]
    })
    const other = logins.find(({ useful }) => useful)?.service.name
    for (const { view, service, steps, useful } of logins) {
      if (useful) continue
      const controls = steps.filter(
        ({ program, step }) => lists.includes(program.list.parameter) && step.info?.satisfiesRelayRequirement,
      )
      // Then smtpd does not even start: another rule.
      if (controls.length === 0) continue
      const control = controls.find(({ step }) => originOf(step.word))
      const setting = view.config.get(authentication)?.setting
      const at =
        service.config.sets(authentication) || control === undefined
          ? setting && nameLocation(setting)
          : control.step.word
      if (at === undefined) continue
      if (other !== undefined) {
        report({ at, say: ['elsewhere', { name: service.name, other }], severity: 'info', ...servicesOf(view) })
        continue
      }
      const list = control?.program.list.parameter ?? lists[0] ?? ''
      const before = (control ?? controls[0])?.step.info?.name ?? 'reject_unauth_destination'
      report({ at, say: ['nothing', { list, before }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'The permit is missing',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
      `,
      'master.cf': `
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o «smtpd_sasl_auth_enable»=yes
      `,
    },
    {
      title: 'The list refuses whatever is not for this host',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_relay_restrictions = permit_auth_destination, «reject»
      `,
      'master.cf': 'smtp inet n - y - - smtpd\n',
    },
    {
      title: 'Users have another port, and their login is of no use here',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_relay_restrictions = «reject_unauth_destination»
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
      `,
    },
    {
      title: 'The permit is there',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
      `,
      'master.cf': `
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
      `,
    },
  ],
})
