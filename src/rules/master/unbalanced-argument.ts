import { disabledServices } from '../../config/disabled-services.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unbalanced-argument',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'The braces around an argument of a service are not in order',
  why: `From Postfix 3.0 on, an argument in master.cf may stand in braces, so that it can hold white space:
\`-o { name = one, two }\`. When the closing brace is missing, or text follows it directly, Postfix stops with a fatal
error and does not start.`,
  see: ['master(5)', 'src/util/extpar.c', 'src/master/master_ent.c'],
  evidence: { kind: 'log', says: ["missing '}'", "syntax error after '}'"], by: 'master' },
  messages: {
    open: () =>
      'This `{` has no matching `}` in the rest of the entry: Postfix stops with a fatal error here and does not start',
    after: () =>
      'Text follows the closing `}` directly: Postfix stops with a fatal error here and does not start. Put white space between them',
  },
  scope: 'service',
  check({ project, service }, report) {
    if (disabledServices(project).has(service)) return
    const file = project.master?.source.name ?? ''
    for (const { braces } of service.entry.arguments) {
      if (braces?.problem === undefined) continue
      const { start, end } = braces.range
      if (braces.problem === 'missing-close') report({ at: { file, range: { start, end: start + 1 } }, say: ['open'] })
      else report({ at: { file, range: { start, end } }, say: ['after'] })
    }
  },
  examples: [
    {
      title: 'Not closed',
      'master.cf': `
        smtp inet n - y - - smtpd
          -o «{» smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
      `,
    },
    {
      title: 'Text after it',
      'master.cf': `
        smtp inet n - y - - smtpd
          -o «{ smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination },»
      `,
    },
    {
      title: 'In pairs',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
          -o { smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination }
      `,
    },
  ],
})
