import { originOf, replacePlace } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'old-restriction-name',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A restriction under the name it had long ago',
  why: `Postfix still takes some restrictions by the names of releases before 2.3, without a word. The manual lists them only
by the newer names, which say more exactly what is looked at: \`reject_unknown_client\` became \`reject_unknown_client_hostname\`.`,
  see: ['postconf(5)', 'src/global/mail_params.h'],
  evidence: { kind: 'source', because: 'Postfix logs nothing: generic_checks() compares with either name' },
  messages: {
    old: (d: { word: string; instead: string }) =>
      `\`${d.word}\` is the old name of \`${d.instead}\`, under which the manual has it`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      const { info, word } = step
      const [instead] = info?.replacement ?? []
      if (step.kind !== 'known' || info?.status !== 'obsolete-spelling' || instead === undefined) continue
      if (originOf(word) === undefined) continue
      const fix = { title: `Write \`${instead}\``, edits: replacePlace(word, instead) }
      report({ at: word, say: ['old', { word: word.value, instead }], fix, ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'Names of Postfix 2.2',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_helo_required = yes
        smtpd_helo_restrictions = «reject_invalid_hostname», «reject_non_fqdn_hostname»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_helo_required = yes
        smtpd_helo_restrictions = reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname
      `,
    },
    {
      title: 'Names of today',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_helo_required = yes
        smtpd_helo_restrictions = reject_invalid_helo_hostname
      `,
    },
  ],
})
