import { nameLocation, originOf } from '../../config/elements.js'
import { isLocalOnly } from '../../config/listeners.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { findRelayControl, strangerOutcome } from '../../config/relay-decision.js'
import { type RestrictionView, restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

/** A default transport that delivers nothing lets nobody relay. */
const deadTransports = /^(?:error|retry|discard)(?::|$)/

function reachesOthers(project: Project, { service, config }: RestrictionView): boolean {
  const transport = config.get('default_transport')
  if (transport === undefined || !isReadable(transport) || deadTransports.test(transport.text)) return false
  return service === undefined || service.type === 'pass' || isLocalOnly(project, service) === false
}

export default defineRule({
  id: 'open-relay',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'Strangers can send mail to any domain through this server',
  why: `smtpd(8) accepts mail to other domains when none of its restriction lists refuses it. Its own check at the start only
looks whether a word such as \`reject_unauth_destination\` stands in a list; a restriction class that permits everybody, or a
\`static:\` table that says OK, can let a list end before it gets there. Spammers find such a server within hours, and its
address ends on block lists.`,
  see: ['SMTPD_ACCESS_README', 'RESTRICTION_CLASS_README', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because: 'generic_checks() ends a list at the first permit; a short run has no client from outside',
  },
  messages: {
    permit: (d: { word: string }) =>
      `\`${d.word}\` lets everybody pass before \`reject_unauth_destination\` is reached, and no other list stops them: strangers can send mail to any domain through this server. Write it behind that`,
    nothing: (d: { name: string }) =>
      `No restriction that is reached stops mail of strangers to other domains, so anybody can relay through this server. End \`${d.name}\` with \`reject_unauth_destination\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    const { catalog } = project
    const { lists } = catalog.relayRequirement()
    for (const view of restrictionViews(project)) {
      if (!view.complete || !reachesOthers(project, view)) continue
      const relaying = view.programs.filter(({ list }) => list.place !== 'etrn')
      const controls = relaying.filter(({ list }) => lists.includes(list.parameter))
      // Then smtpd does not start at all: another rule.
      if (!controls.some(program => findRelayControl(program, catalog).found)) continue
      const outcomes = relaying.map(program => strangerOutcome(program, view, catalog))
      if (outcomes.some(({ outcome }) => outcome === 'stops')) continue
      // A table or a policy server may well refuse what it does not know.
      const certain = project.hasMaster && outcomes.every(({ canRefuse }) => !canRefuse)
      const shared = { ...servicesOf(view), ...(!certain && { severity: 'warning' as const }) }
      const passed = controls.flatMap(program => {
        const step = outcomes[relaying.indexOf(program)]?.step
        const entry = step && (originOf(step.word) ? step : undefined)
        return entry ? [entry] : []
      })
      const [first] = passed
      const written = controls.find(({ resolved }) => resolved.setting !== undefined)?.resolved.setting
      if (first)
        report({
          at: first.argument ?? first.word,
          say: ['permit', { word: first.argument?.value ?? first.word.value }],
          ...shared,
        })
      else if (written) report({ at: nameLocation(written), say: ['nothing', { name: written.name }], ...shared })
    }
  },
  examples: [
    {
      title: 'A table that says OK to everybody',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions =
            permit_mynetworks
            check_client_access «static:OK»
            reject_unauth_destination
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'A class that permits',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_restriction_classes = trusted
        trusted = «permit»
        smtpd_relay_restrictions = permit_mynetworks, trusted, reject_unauth_destination
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'The list for recipients stops strangers',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions = permit_mynetworks, permit
        smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
  ],
})
