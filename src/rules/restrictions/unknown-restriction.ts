import { createCatalog } from '../../catalog/catalog.js'
import { latestVersion } from '../../catalog/versions.js'
import type { Resolved } from '../../config/effective.js'
import { originOf, replacePlace } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import { declareClass } from '../../config/restriction-class-edits.js'
import { type RestrictionView, reachedSteps, restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { type RestrictionBody, type RestrictionStep, reachableSteps } from '../../config/restrictions.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

const classNames = 'smtpd_restriction_classes'

/** The word before, when it is a restriction that takes nothing: then this was meant to be its argument. */
function argumentOf(body: RestrictionBody, step: RestrictionStep): string | undefined {
  const before = body.steps[body.steps.indexOf(step) - 1]
  const takesNothing = before?.kind === 'known' && before.info?.argument === undefined
  return takesNothing && /[./0-9]/.test(step.word.value) ? before.word.value : undefined
}

/** The name that was probably meant. */
function meant(project: Project, view: RestrictionView, written: string): string | undefined {
  const classes = view.classes.map(({ name }) => name.value)
  return (
    classes.find(name => name.toLowerCase() === written.toLowerCase()) ??
    nearestName(written, [...project.catalog.restrictionNames(), ...classes])
  )
}

export default defineRule({
  id: 'unknown-restriction',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A word in a restriction list that smtpd does not know',
  why: `Each word of a list such as \`smtpd_recipient_restrictions\` is a restriction of this Postfix release, its argument, a
table (\`type:name\`), or a class that \`smtpd_restriction_classes\` names. When smtpd(8) comes to any other word, it logs
"unknown smtpd restriction" and answers \`451 4.3.5 Server configuration error\`: mail waits at the sender and bounces after
days. Names of restrictions compare without case, names of classes with it.`,
  see: ['SMTPD_ACCESS_README', 'RESTRICTION_CLASS_README', 'postconf(5)', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'log', says: ['unknown smtpd restriction'], by: 'smtpd' },
  messages: {
    unknown: (d: { word: string; near: string | undefined }) =>
      `smtpd knows no restriction \`${d.word}\` and answers \`451 Server configuration error\` when it comes to it${d.near ? `. Did you mean \`${d.near}\`?` : ''}`,
    undeclared: (d: { word: string }) =>
      `smtpd does not take \`${d.word}\` for a restriction class, because \`${classNames}\` does not name it, and answers \`451 Server configuration error\`. Add it there`,
    newer: (d: { word: string; version: string; since: string }) =>
      `Postfix ${d.version} does not know \`${d.word}\` (it came with ${d.since}) and answers \`451 Server configuration error\` when it comes to it`,
    argument: (d: { word: string; before: string }) =>
      `\`${d.before}\` takes no argument: smtpd takes \`${d.word}\` for a restriction, does not know it and answers \`451 Server configuration error\``,
    action: (d: { word: string }) =>
      `\`${d.word}\` is an answer of access tables, not a restriction: smtpd answers \`451 Server configuration error\` when it comes to it`,
    parameter: (d: { word: string }) =>
      `\`${d.word}\` is a parameter, not a restriction: smtpd answers \`451 Server configuration error\`. If its value was meant, write \`$${d.word}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { catalog } = project
    const newest = createCatalog({ ...project.target, version: latestVersion() })
    for (const view of restrictionViews(project)) {
      const seen = new Set<Resolved>()
      const commented = new Set<RestrictionBody>()
      const judge = (step: RestrictionStep, body: RestrictionBody, reached: boolean) => {
        seen.add(body.resolved)
        // What follows a `#` is a comment in the wrong place: another rule.
        if (step.word.value.startsWith('#')) commented.add(body)
        if (step.kind !== 'unknown' || commented.has(body) || originOf(step.word) === undefined) return
        // A class whose value cannot be worked out is no unknown word.
        if (view.classes.some(({ name }) => name.value === step.word.value)) return
        const word = step.word.value
        const common = { at: step.word, ...servicesOf(view), ...(!reached && { severity: 'warning' as const }) }
        const later = newest.restriction(word)
        const near = meant(project, view, word)
        const before = argumentOf(body, step)
        if (later !== undefined) {
          report({ ...common, say: ['newer', { word, version: catalog.version, since: later.since }] })
        } else if (near !== undefined) {
          const edits = replacePlace(step.word, near)
          report({ ...common, say: ['unknown', { word, near }], fix: { title: `Write \`${near}\``, edits } })
        } else if (view.config.get(word)?.setting !== undefined && catalog.parameter(word) === undefined) {
          const fix = { title: `Add \`${word}\` to \`${classNames}\``, edits: declareClass(project, view.config, word) }
          report({ ...common, say: ['undeclared', { word }], fix })
        } else if (catalog.parameter(word) !== undefined) report({ ...common, say: ['parameter', { word }] })
        else if (before !== undefined) report({ ...common, say: ['argument', { word, before }] })
        else if (/^[a-z_]+$/i.test(word) && catalog.accessAction(word)) report({ ...common, say: ['action', { word }] })
        else report({ ...common, say: ['unknown', { word, near }] })
      }
      for (const { step, body } of reachedSteps(project, view)) judge(step, body, true)
      // Access tables, which are not seen here, can name the other classes.
      for (const { body } of view.classes) {
        if (body === undefined || seen.has(body.resolved)) continue
        for (const step of reachableSteps(body, catalog)) judge(step, body, false)
      }
    }
  },
  examples: [
    {
      title: 'A slip of the pen',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = «reject_unknown_client_hostnam»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_client_restrictions = reject_unknown_client_hostname
      `,
    },
    {
      title: 'A class that is not declared',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_restriction_classes = greylist
        greylist = check_policy_service inet:127.0.0.1:10023
        insiders = reject_unlisted_sender
        smtpd_recipient_restrictions = «insiders», greylist
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_restriction_classes = greylist, insiders
        greylist = check_policy_service inet:127.0.0.1:10023
        insiders = reject_unlisted_sender
        smtpd_recipient_restrictions = insiders, greylist
      `,
    },
    {
      title: 'An argument where none belongs',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_helo_restrictions = reject_invalid_helo_hostname «192.0.2.0/24»
      `,
    },
    {
      title: 'Names in any case, a class, a table',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_helo_required = yes
        smtpd_restriction_classes = insiders
        insiders = reject_unlisted_sender
        smtpd_sender_restrictions = insiders, REJECT_NON_FQDN_SENDER, check_sender_access texthash:/etc/postfix/senders
      `,
    },
  ],
})
