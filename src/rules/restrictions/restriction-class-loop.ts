import { originOf } from '../../config/elements.js'
import { type RestrictionView, restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import type { RestrictionBody, RestrictionStep } from '../../config/restrictions.js'
import { defineRule } from '../define.js'

/** The steps by which a class comes back to one that it is being read for. */
function loopsOf(view: RestrictionView): readonly RestrictionStep[] {
  const found: RestrictionStep[] = []
  const done = new Set<RestrictionBody>()
  const open = new Set<RestrictionBody>()
  const visit = (body: RestrictionBody) => {
    if (done.has(body)) return
    open.add(body)
    for (const step of body.steps) {
      if (step.body === undefined) continue
      if (open.has(step.body)) found.push(step)
      else visit(step.body)
    }
    open.delete(body)
    done.add(body)
  }
  for (const program of view.programs) visit(program)
  return found
}

export default defineRule({
  id: 'restriction-class-loop',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A restriction class leads back to itself',
  why: `A class stands for its list of restrictions. When that list names the class again, at once or by way of other classes,
smtpd(8) follows it without end and crashes: at the start when the list is one of those it searches for
\`reject_unauth_destination\`, otherwise as soon as a client comes to it.`,
  see: ['RESTRICTION_CLASS_README', 'src/smtpd/smtpd_check.c (has_required, generic_checks)'],
  evidence: { kind: 'log', says: ['killed by signal 11'], by: 'master' },
  messages: {
    loop: (d: { name: string }) =>
      `The restriction class \`${d.name}\` leads back to itself here: smtpd follows it without end and crashes. Remove it from its own list`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const view of restrictionViews(project)) {
      for (const { word } of loopsOf(view)) {
        if (originOf(word)) report({ at: word, say: ['loop', { name: word.value }], ...servicesOf(view) })
      }
    }
  },
  examples: [
    {
      title: 'Two classes that name each other',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_restriction_classes = inside, outside
        inside = reject_unlisted_sender, outside
        outside = reject_non_fqdn_sender, «inside»
        smtpd_recipient_restrictions = inside
      `,
    },
    {
      title: 'A class in a class',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_restriction_classes = inside, outside
        inside = reject_unlisted_sender, outside
        outside = reject_non_fqdn_sender
        smtpd_recipient_restrictions = inside
      `,
    },
  ],
})
