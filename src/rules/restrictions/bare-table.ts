import { originOf, replacePlace } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bare-table',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A table alone in a restriction list, where its place decides what is looked up',
  why: `\`type:name\` alone means \`check_client_access\` in the client list, \`check_sender_access\` in the sender list, \`check_recipient_access\`
in the lists for recipients, and so on. A table of clients that is moved to another list then looks up something else, without a
word in the log. With the restriction written out, it says itself what it does.`,
  see: ['SMTPD_ACCESS_README', 'postconf(5) smtpd_recipient_restrictions'],
  evidence: { kind: 'heuristic', because: 'the short form works, and its meaning is documented' },
  messages: {
    bare: (d: { value: string; meaning: string }) =>
      `In this list \`${d.value}\` alone means \`${d.meaning} ${d.value}\`: write that, so that it also says so`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      if (step.kind !== 'table' || step.info === undefined || originOf(step.word) === undefined) continue
      const { value } = step.word
      const meaning = step.info.name
      report({
        at: step.word,
        say: ['bare', { value, meaning }],
        fix: { title: `Write \`${meaning}\` before it`, edits: replacePlace(step.word, `${meaning} ${value}`) },
        ...servicesOf(view),
      })
    }
  },
  examples: [
    {
      title: 'Clients, among recipients',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = reject_unauth_destination, «texthash:/etc/postfix/clients»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = reject_unauth_destination, check_recipient_access texthash:/etc/postfix/clients
      `,
    },
    {
      title: 'Written out',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_recipient_restrictions = reject_unauth_destination, check_client_access texthash:/etc/postfix/clients
      `,
    },
  ],
})
