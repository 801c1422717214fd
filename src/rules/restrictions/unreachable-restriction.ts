import { originOf, removeItems } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import { reachedSteps, restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { endOf, type RestrictionBody, type RestrictionEnd } from '../../config/restrictions.js'
import { defineRule } from '../define.js'

/** The words after the end of a list. */
function wordsAfter(body: RestrictionBody, { index }: RestrictionEnd) {
  const next = body.steps[index + 1]
  const first = next ? (next.warnOnly ?? next.word) : body.dangling
  return first === undefined ? [] : body.items.slice(body.items.indexOf(first))
}

export default defineRule({
  id: 'unreachable-restriction',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A restriction after one that always decides',
  why: `smtpd(8) goes through a restriction list from left to right and stops at the first decision. What follows a bare
\`permit\`, \`reject\` or \`defer\`, or a restriction class that always ends with one, is never looked at. Postfix logs a warning
about the words after the first three. After \`warn_if_reject\`, \`reject\` only logs, and the list goes on.`,
  see: ['SMTPD_ACCESS_README', 'postconf(5) smtpd_recipient_restrictions', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'log', says: ['is ignored'], by: 'smtpd' },
  messages: {
    unreachable: (d: { word: string; end: string; decision: string }) =>
      `\`${d.word}\` is never looked at: \`${d.end}\` before it ${d.decision} every time and ends the list. Move it before that, or remove it`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const view of restrictionViews(project)) {
      const bodies = new Set(reachedSteps(project, view).map(({ body }) => body))
      for (const body of bodies) {
        const end = endOf(body, project.catalog)
        const words = end ? wordsAfter(body, end) : []
        const [first] = words
        if (end === undefined || first === undefined || first.value.startsWith('#')) continue
        if (originOf(first) === undefined) continue
        const decision = end.decision === 'permit' ? 'permits' : 'refuses'
        report({
          at: first,
          say: ['unreachable', { word: first.value, end: end.step.word.value, decision }],
          related: [{ at: end.step.word, message: 'always decides' }],
          fix: { title: 'Remove what is never looked at', edits: removal(project, body, end, words) },
          ...servicesOf(view),
        })
      }
    }
  },
  examples: [
    {
      title: 'A check after `reject`',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions =
            sleep 1
            reject
            «check_client_access» texthash:/etc/postfix/clients
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_client_restrictions =
            sleep 1
            reject
      `,
    },
    {
      title: 'A class that always decides',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_restriction_classes = closed
        closed = reject_unlisted_sender, reject
        smtpd_sender_restrictions = closed, «reject_non_fqdn_sender»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_restriction_classes = closed
        closed = reject_unlisted_sender, reject
        smtpd_sender_restrictions = closed
      `,
      // Postfix says nothing of classes.
      prove: false,
    },
    {
      title: 'A decision at the end',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = permit_mynetworks, reject
      `,
    },
  ],
})

/** What stands after a `permit` was meant to work, so it is not taken away. */
function removal(project: Project, body: RestrictionBody, end: RestrictionEnd, words: RestrictionBody['items']) {
  const { setting } = body.resolved
  const source = setting && project.sources.get(setting.file)?.text
  if (end.decision === 'permit' || setting === undefined || source === undefined) return null
  const [first] = words
  const last = words.at(-1)
  if (first === undefined || last === undefined || words.some(word => originOf(word)?.via !== undefined)) return null
  return removeItems(setting, source, [{ text: first.text, span: { start: first.span.start, end: last.span.end } }])
}
