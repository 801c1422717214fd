import { originOf } from '../../config/elements.js'
import { restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { alwaysDecides } from '../../config/restrictions.js'
import { defineRule } from '../define.js'

const trusted: ReadonlySet<string> = new Set(['permit_mynetworks', 'permit_sasl_authenticated'])

export default defineRule({
  id: 'trusted-after-dns-list',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Own users are refused because their address is on a block list',
  why: `A restriction list is read from left to right. With \`permit_mynetworks\` or \`permit_sasl_authenticated\` behind a DNS list, people
of this site who are on the road or at home, with an address that providers give to anybody, are refused before it is asked whether
they have logged in. The permits belong before the checks that are meant for strangers.`,
  see: ['SMTPD_ACCESS_README', 'postconf(5) reject_rbl_client'],
  evidence: { kind: 'heuristic', because: 'some want the block list to hold for everybody' },
  messages: {
    late: (d: { word: string; before: string }) =>
      `\`${d.before}\` comes first and refuses those whom \`${d.word}\` would let through, such as users at home: put \`${d.word}\` before it`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const view of restrictionViews(project)) {
      for (const { steps } of view.programs) {
        const first = steps.findIndex(
          ({ info, warnOnly }) =>
            warnOnly === undefined &&
            info !== undefined &&
            /^reject_(?:rbl_client|rhsbl_client|rhsbl_reverse_client|unknown_(?:reverse_)?client_hostname)$/.test(
              info.name,
            ),
        )
        const before = steps[first]
        if (before === undefined) continue
        for (const step of steps.slice(first + 1)) {
          if (alwaysDecides(step, project.catalog) !== undefined) break
          if (step.info === undefined || !trusted.has(step.info.name) || originOf(step.word) === undefined) continue
          // Only when the same word did not stand before it as well.
          if (steps.slice(0, first).some(({ info }) => info?.name === step.info?.name)) continue
          report({
            at: step.word,
            say: ['late', { word: step.word.value, before: before.word.value }],
            related: [{ at: before.word, message: 'comes first' }],
            ...servicesOf(view),
          })
        }
      }
    }
  },
  examples: [
    {
      title: 'The block list first',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions =
            reject_rbl_client dnsbl.example.org=127.0.0.[2..11]
            «permit_mynetworks»
            reject_unauth_destination
      `,
    },
    {
      title: 'Own hosts first',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_recipient_restrictions =
            permit_mynetworks
            reject_unauth_destination
            reject_rbl_client dnsbl.example.org=127.0.0.[2..11]
      `,
    },
  ],
})
