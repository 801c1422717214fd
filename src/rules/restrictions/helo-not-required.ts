import { toBoolean } from '../../config/convert.js'
import type { Resolved } from '../../config/effective.js'
import { originOf } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { allReachedSteps, type RestrictionView, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

const required = 'smtpd_helo_required'

export default defineRule({
  id: 'helo-not-required',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A client can skip the checks of its HELO name by not sending one',
  why: `Restrictions on the HELO name do nothing when the client sends neither HELO nor EHLO, and Postfix does not ask for one unless
\`${required} = yes\`.`,
  see: ['postconf(5) smtpd_helo_required', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'source', because: 'generic_checks() skips them without a HELO name; Postfix logs nothing' },
  messages: {
    skipped: (d: { word: string }) =>
      `A client that sends no HELO is spared \`${d.word}\`, because \`${required}\` is not \`yes\`. Set \`${required} = yes\` as well`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    const said = new Map<RestrictionView, Set<Resolved>>()
    for (const { view, step, body } of allReachedSteps(project)) {
      const { info, word } = step
      if (info?.requires !== 'helo' || info.canPermit || step.kind !== 'known') continue
      const setting = view.config.get(required)
      if (setting === undefined || !isReadable(setting) || toBoolean(setting.text) !== false) continue
      // Once for a list: the remedy is the same for all that stands in it.
      const before = said.get(view) ?? new Set()
      if (before.has(body.resolved) || originOf(word) === undefined) continue
      said.set(view, before.add(body.resolved))
      report({ at: word, say: ['skipped', { word: word.value }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'HELO is not demanded',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_helo_restrictions = permit_mynetworks, «reject_invalid_helo_hostname», reject_non_fqdn_helo_hostname
      `,
    },
    {
      title: 'HELO is demanded',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_helo_required = yes
        smtpd_helo_restrictions = permit_mynetworks, reject_invalid_helo_hostname
      `,
    },
  ],
})
