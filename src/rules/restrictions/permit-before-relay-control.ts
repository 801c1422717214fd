import { originOf } from '../../config/elements.js'
import { strangerOutcome } from '../../config/relay-decision.js'
import { restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import type { RestrictionStep } from '../../config/restrictions.js'
import { defineRule } from '../define.js'

/** What the client says of itself and can forge. */
const forgeable: ReadonlySet<string> = new Set(['helo', 'sender'])

/** A step whose table is looked up by what the client says. */
function isForgeable({ info }: RestrictionStep): boolean {
  return info !== undefined && forgeable.has(info.requires)
}

export default defineRule({
  id: 'permit-before-relay-control',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table of senders or HELO names stands before what stops strangers from relaying',
  why: `The sender address and the HELO name are what the client says; anybody can say anything. When a table that is looked
up by them stands before \`reject_unauth_destination\`, each OK in it (or digits alone, or RELAY) lets strangers who use that name send mail
to any domain. Put the table behind \`reject_unauth_destination\`, or use \`smtpd_relay_restrictions\` (Postfix 2.10 and newer),
which decides about relaying before \`smtpd_recipient_restrictions\` and apart from it.`,
  see: ['SMTPD_ACCESS_README (dangerous use of smtpd_recipient_restrictions)', 'access(5)'],
  evidence: { kind: 'heuristic', because: 'the table may say OK nowhere: what it holds is not looked at' },
  messages: {
    early: (d: { word: string; what: string; control: string }) =>
      `Each OK in this table of ${d.what}, which anybody can forge, lets strangers relay to any domain. Write \`${d.word}\` after \`${d.control}\`, or use DUNNO in place of OK`,
  },
  scope: 'project',
  check({ project }, report) {
    const { catalog } = project
    for (const view of restrictionViews(project)) {
      if (!view.complete) continue
      const stopping = view.programs
        .filter(({ list }) => list.place !== 'etrn')
        .map(program => strangerOutcome(program, view, catalog))
        .filter(({ outcome }) => outcome === 'stops')
      // A list with nothing forgeable before its stop holds whatever another list permits.
      if (stopping.some(({ canPermit }) => !canPermit.some(isForgeable))) continue
      for (const { canPermit, step } of stopping) {
        for (const early of canPermit.filter(isForgeable)) {
          if (!originOf(early.word) || early.info === undefined || step === undefined) continue
          report({
            at: early.argument === undefined || early.kind === 'table' ? early.word : early.argument,
            say: [
              'early',
              {
                word: early.info.name,
                what: early.info.requires === 'helo' ? 'HELO names' : 'sender addresses',
                control: step.word.value,
              },
            ],
            ...servicesOf(view),
          })
        }
      }
    }
  },
  examples: [
    {
      title: 'Senders are looked up first',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions =
        smtpd_recipient_restrictions =
            permit_mynetworks
            check_sender_access «texthash:/etc/postfix/senders»
            reject_unauth_destination
      `,
    },
    {
      title: 'Relaying is decided apart',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
        smtpd_recipient_restrictions = check_sender_access texthash:/etc/postfix/senders
      `,
    },
  ],
})
