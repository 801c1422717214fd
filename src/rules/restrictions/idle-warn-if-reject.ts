import { type ListItem, originOf } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import { allReachedSteps, reachedSteps, restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { endOf, type RestrictionBody } from '../../config/restrictions.js'
import { defineRule } from '../define.js'

/** A `warn_if_reject` at the end of a list, if the end is ever reached. */
function danglingIn(body: RestrictionBody, project: Project): ListItem | undefined {
  return endOf(body, project.catalog) === undefined ? body.dangling : undefined
}

export default defineRule({
  id: 'idle-warn-if-reject',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: '`warn_if_reject` stands before something that cannot refuse',
  why: `\`warn_if_reject\` changes the one restriction after it: where that would refuse, smtpd(8) only logs. At the end of a list, or
before a restriction that only permits or waits, it changes nothing, so it is probably in the wrong place.`,
  see: ['postconf(5) warn_if_reject', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'source', because: 'generic_checks() resets the flag after one restriction; Postfix logs nothing' },
  messages: {
    dangling: () =>
      '`warn_if_reject` changes only the restriction after it, and there is none: write it before the one that it is for',
    permit: (d: { name: string }) =>
      `\`warn_if_reject\` changes nothing here: \`${d.name}\` after it never refuses. Write it before the restriction that it is for`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      const { info, warnOnly } = step
      if (warnOnly === undefined || step.kind !== 'known' || info === undefined || !originOf(warnOnly)) continue
      if (info.effect !== 'permit' && info.effect !== 'delay') continue
      report({ at: warnOnly, say: ['permit', { name: step.word.value }], ...servicesOf(view) })
    }
    for (const view of restrictionViews(project)) {
      for (const body of new Set([...view.programs, ...reachedSteps(project, view).map(({ body }) => body)])) {
        const dangling = danglingIn(body, project)
        if (dangling && originOf(dangling)) report({ at: dangling, say: ['dangling'], ...servicesOf(view) })
      }
    }
  },
  examples: [
    {
      title: 'At the end',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, «warn_if_reject»
      `,
    },
    {
      title: 'Before a permit',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = «warn_if_reject» permit_mynetworks, reject_unknown_reverse_client_hostname
      `,
    },
    {
      title: 'Before what refuses',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, warn_if_reject reject_unknown_reverse_client_hostname
      `,
    },
  ],
})
