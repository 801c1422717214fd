import { originOf } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'removed-restriction',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A restriction that Postfix dropped, or is going to drop',
  why: `Some restrictions of old were replaced long ago, and logged a warning for years. From Postfix 3.9 on,
\`check_relay_domains\`, \`reject_maps_rbl\` and \`permit_naked_ip_address\` are gone: smtpd(8) logs what to use instead and answers
\`451 4.3.5 Server configuration error\`. \`permit_mx_backup\` still works and logs that it will be removed: it lets anybody who
controls the DNS of a domain send its mail through this server.`,
  see: ['DEPRECATION_README', 'RELEASE_NOTES', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because: 'the releases that drop them are newer than those that distributions have; seen in generic_checks()',
  },
  messages: {
    removed: (d: { word: string; since: string; instead: string }) =>
      `Postfix ${d.since} removed \`${d.word}\`: smtpd answers \`451 Server configuration error\` when it comes to it. Use ${d.instead}`,
    deprecated: (d: { word: string; instead: string }) =>
      `\`${d.word}\` will be removed from Postfix, which logs a warning when it comes to it. Use ${d.instead}`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      const { info, word } = step
      if (info === undefined || step.kind !== 'known' || originOf(word) === undefined) continue
      const instead = info.replacement.map(name => `\`${name}\``).join(' and ')
      const at = word
      if (info.status === 'removed') {
        report({ at, say: ['removed', { word: word.value, since: info.removed ?? '', instead }], ...servicesOf(view) })
      } else if (info.status === 'deprecated') {
        report({ at, say: ['deprecated', { word: word.value, instead }], severity: 'warning', ...servicesOf(view) })
      }
    }
  },
  examples: [
    {
      title: 'A word that is gone',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = «reject_maps_rbl»
      `,
    },
    {
      title: 'A word that is going',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_relay_restrictions = permit_mynetworks, «permit_mx_backup», reject_unauth_destination
      `,
    },
    {
      title: 'The domain of the list is an argument now',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = reject_rbl_client dnsbl.example.com=127.0.0.2
      `,
    },
  ],
})
