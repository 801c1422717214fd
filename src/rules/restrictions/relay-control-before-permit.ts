import { originOf } from '../../config/elements.js'
import { restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { reachableSteps } from '../../config/restrictions.js'
import { defineRule } from '../define.js'

const controls: ReadonlySet<string> = new Set(['reject_unauth_destination', 'defer_unauth_destination'])
/** Whom the permits are for. */
const trusted: Readonly<Record<string, string>> = {
  permit_mynetworks: 'clients in `mynetworks`',
  permit_sasl_authenticated: 'users who log in',
}

export default defineRule({
  id: 'relay-control-before-permit',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Those who may relay are refused before their permit is reached',
  why: `\`reject_unauth_destination\` refuses mail to other domains from everybody, whoever it is. Your own clients and users can send
such mail only when \`permit_mynetworks\` and \`permit_sasl_authenticated\` stand before it in the same list: each of
\`smtpd_relay_restrictions\` and \`smtpd_recipient_restrictions\` can refuse by itself.`,
  see: ['SMTPD_ACCESS_README', 'SASL_README', 'postconf(5) smtpd_relay_restrictions'],
  evidence: { kind: 'heuristic', because: 'the permit may be meant only to spare those clients the checks after it' },
  messages: {
    late: (d: { permit: string; control: string; who: string }) =>
      `\`${d.permit}\` comes too late: \`${d.control}\` before it already refuses mail of ${d.who} to other domains. Write the permit first`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const view of restrictionViews(project)) {
      for (const program of view.programs) {
        let control: string | undefined
        const permitted = new Set<string>()
        for (const { kind, info, word, warnOnly } of reachableSteps(program, project.catalog)) {
          if (kind !== 'known' || info === undefined) continue
          if (controls.has(info.name) && warnOnly === undefined) control ??= word.value
          const who = trusted[info.name]
          if (who === undefined || permitted.has(info.name)) continue
          permitted.add(info.name)
          if (control === undefined || originOf(word) === undefined) continue
          report({ at: word, say: ['late', { permit: word.value, control, who }], ...servicesOf(view) })
        }
      }
    }
  },
  examples: [
    {
      title: 'The permit comes second',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = reject_unauth_destination, «permit_mynetworks», reject_unlisted_sender
      `,
    },
    {
      title: 'The permits come first',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
      `,
    },
  ],
})
