import { certainSwitch } from '../../config/certain-values.js'
import { originOf } from '../../config/elements.js'
import { allReachedSteps, restrictionViews } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'idle-login-permit',
  severity: 'info',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  summary: 'Clients that have logged in are let through, and none can log in',
  why: `\`permit_sasl_authenticated\` permits clients that have logged in. Without \`smtpd_sasl_auth_enable = yes\` for any service, none can:
the word does nothing, and nothing is logged. It is in the default lists as well, so it does no harm; but who expects logins to work
has forgotten the switch.`,
  see: ['SASL_README', 'postconf(5) smtpd_sasl_auth_enable'],
  evidence: { kind: 'heuristic', because: 'it is part of the usual lists' },
  messages: {
    idle: (d: { word: string }) =>
      `\`${d.word}\` does nothing, as \`smtpd_sasl_auth_enable\` is not \`yes\` for any service: switch it on, or remove this`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    if (restrictionViews(project).some(({ config }) => certainSwitch(config, 'smtpd_sasl_auth_enable') !== false))
      return
    const seen = new Set<string>()
    for (const { step } of allReachedSteps(project)) {
      const location = originOf(step.word)?.location
      if (step.info?.name !== 'permit_sasl_authenticated' || location === undefined) continue
      const key = `${location.file}:${location.range.start}`
      if (seen.has(key)) continue
      seen.add(key)
      report({ at: step.word, say: ['idle', { word: step.word.value }] })
    }
  },
  examples: [
    {
      title: 'Logins are off',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = permit_mynetworks, «permit_sasl_authenticated», reject_unauth_destination
      `,
    },
    {
      title: 'Without it',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination
      `,
    },
  ],
})
