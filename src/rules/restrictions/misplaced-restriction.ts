import type { Restriction } from '../../catalog/types.js'
import { originOf } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

/** What a restriction looks at, in words. */
const wants: Readonly<Record<string, string>> = {
  recipient: 'recipient',
  sender: 'sender',
  helo: 'HELO name',
  etrn: 'ETRN domain',
  sasl: 'login',
  'sasl+sender': 'sender and no login',
  tls: 'TLS session',
}

const wanted = ({ requires }: Restriction) => wants[requires] ?? requires

export default defineRule({
  id: 'misplaced-restriction',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A restriction stands in a list where it has nothing to look at',
  why: `A restriction can only decide by what smtpd(8) already knows, and does nothing otherwise, without a word. ETRN has
neither sender nor recipient. After DATA there may be many recipients, and those restrictions that look at the recipient
are skipped unless there is exactly one. With \`smtpd_delay_reject = no\` the lists for the client, HELO and sender run
before the next SMTP command, when login, sender or recipient are not known yet.`,
  see: ['SMTPD_ACCESS_README', 'postconf(5) smtpd_delay_reject', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because: 'Postfix skips it silently: generic_checks() tests that the information is there',
  },
  messages: {
    never: (d: { name: string; list: string; what: string }) =>
      `\`${d.name}\` never does anything in \`${d.list}\`: there is no ${d.what} to look at`,
    early: (d: { name: string; list: string; what: string }) =>
      `\`${d.name}\` does nothing in \`${d.list}\`: with \`smtpd_delay_reject = no\` that list runs when there is no ${d.what} yet`,
    single: (d: { name: string; list: string }) =>
      `In \`${d.list}\`, \`${d.name}\` is skipped for each message with more than one recipient. It belongs into \`smtpd_recipient_restrictions\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, program, step } of allReachedSteps(project)) {
      const { info, word } = step
      if (info === undefined || info.status === 'removed' || originOf(word) === undefined) continue
      const { parameter, place } = program.list
      const data = { name: info.name, list: parameter, what: wanted(info) }
      const common = { at: word, ...servicesOf(view) }
      const context = info.context(place)
      if (context === 'no-effect') report({ ...common, say: ['never', data] })
      else if (context === 'needs-delay-reject' && !view.delayed) report({ ...common, say: ['early', data] })
      else if (context === 'single-recipient-only') report({ ...common, say: ['single', data], severity: 'info' })
    }
  },
  examples: [
    {
      title: 'A recipient after DATA',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_end_of_data_restrictions = «check_recipient_access» texthash:/etc/postfix/recipients
      `,
    },
    {
      title: 'A login at connect time',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_delay_reject = no
        smtpd_client_restrictions = permit_mynetworks, «permit_sasl_authenticated», reject_unknown_reverse_client_hostname
      `,
    },
    {
      title: 'The lists wait for the recipient',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unknown_reverse_client_hostname
      `,
    },
  ],
})
