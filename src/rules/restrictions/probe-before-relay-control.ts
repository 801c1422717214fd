import { originOf } from '../../config/elements.js'
import { strangerOutcome } from '../../config/relay-decision.js'
import { restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { reachableSteps } from '../../config/restrictions.js'
import { defineRule } from '../define.js'

const probe = 'reject_unverified_recipient'

export default defineRule({
  id: 'probe-before-relay-control',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Recipients of other domains are probed before they are refused',
  why: `\`${probe}\` asks the mail server of the recipient's domain whether the address exists. Before
\`reject_unauth_destination\` it does so for any address that a stranger names: the server then sends probes wherever others
want, which may put it on block lists, and fills its cache with addresses that are none of its business.`,
  see: ['ADDRESS_VERIFICATION_README', 'postconf(5) reject_unverified_recipient'],
  evidence: {
    kind: 'source',
    because: 'verify(8) probes each address it is asked about; a short run has no client from outside',
  },
  messages: {
    early: (d: { control: string }) =>
      `For any address that a stranger names, \`${probe}\` probes the mail server there. Write it after \`${d.control}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { catalog } = project
    for (const view of restrictionViews(project)) {
      if (!view.complete || !view.delayed) continue
      // The lists before have let the stranger through; with a stop in one of them nothing is probed.
      const relaying = view.programs.filter(({ list }) => list.place === 'relay' || list.place === 'recipient')
      const outcomes = relaying.map(program => strangerOutcome(program, view, catalog))
      const others = view.programs.filter(program => !relaying.includes(program))
      if (others.some(program => strangerOutcome(program, view, catalog).outcome === 'stops')) continue
      const stopping = relaying.filter((_, index) => outcomes[index]?.outcome === 'stops')
      const [only, ...more] = stopping
      // Which of two lists runs first depends on the release: only one that holds the stop itself is certain.
      if (only === undefined || more.length > 0) continue
      const control = outcomes[relaying.indexOf(only)]?.step
      for (const step of reachableSteps(only, catalog)) {
        if (control === undefined || step === control) break
        if (step.kind !== 'known' || step.info?.name !== probe || !originOf(step.word)) continue
        report({ at: step.word, say: ['early', { control: control.word.value }], ...servicesOf(view) })
      }
    }
  },
  examples: [
    {
      title: 'The probe comes first',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions =
        smtpd_recipient_restrictions = permit_mynetworks, «reject_unverified_recipient», reject_unauth_destination
      `,
    },
    {
      title: 'Only our own recipients are probed',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination, reject_unverified_recipient
      `,
    },
  ],
})
