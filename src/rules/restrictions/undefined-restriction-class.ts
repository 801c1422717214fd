import { originOf } from '../../config/elements.js'
import { restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'undefined-restriction-class',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A restriction class that nothing defines, or whose definition never counts',
  why: `Each name in \`smtpd_restriction_classes\` needs a setting of that name in main.cf, with a list of restrictions that is not
empty. Otherwise smtpd(8) stops with a fatal error at each connection. A class with the name of a restriction of Postfix
is never used: the restriction wins.`,
  see: ['RESTRICTION_CLASS_README', 'postconf(5) smtpd_restriction_classes', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'log', says: ['needs a definition'], by: 'smtpd' },
  messages: {
    undefined: (d: { name: string; near: string | undefined }) =>
      `Nothing defines the restriction class \`${d.name}\`, so smtpd stops with a fatal error at each connection. ${d.near ? `Did you mean \`${d.near}\`?` : `Set \`${d.name}\` to a list of restrictions`}`,
    empty: (d: { name: string }) =>
      `The restriction class \`${d.name}\` is defined as an empty list, so smtpd stops with a fatal error at each connection. Give it a restriction, or remove its name here`,
    hidden: (d: { name: string }) =>
      `The restriction class \`${d.name}\` is never used: Postfix has a restriction of that name. Choose another name`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const view of restrictionViews(project)) {
      for (const { name, resolved, body } of view.classes) {
        if (originOf(name) === undefined) continue
        const at = name
        if (resolved === undefined) {
          const near = nearestName(
            name.value,
            [...project.base.own.keys()].filter(key => project.catalog.parameter(key) === undefined),
          )
          report({ at, say: ['undefined', { name: name.value, near }], ...servicesOf(view) })
        } else if (body !== undefined && resolved.text === '') {
          report({ at, say: ['empty', { name: name.value }], ...servicesOf(view) })
        } else if (project.catalog.restriction(name.value) !== undefined) {
          report({ at, say: ['hidden', { name: name.value }], severity: 'warning', ...servicesOf(view) })
        }
      }
    }
  },
  examples: [
    {
      title: 'A name that is written in two ways',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_restriction_classes = «greylist»
        greylisting = check_policy_service inet:127.0.0.1:10023
      `,
    },
    {
      title: 'A class that is defined',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_restriction_classes = greylist
        greylist = check_policy_service inet:127.0.0.1:10023
        smtpd_recipient_restrictions = greylist
      `,
    },
  ],
})
