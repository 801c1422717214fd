import { certainSwitch, certainText } from '../../config/certain-values.js'
import { originOf } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

/** Restrictions that see what they are for only at DATA or later. */
const late: ReadonlySet<string> = new Set(['reject_multi_recipient_bounce', 'reject_unauth_pipelining'])
const lateLists: ReadonlySet<string> = new Set(['data', 'end-of-data', 'end_of_data'])

export default defineRule({
  id: 'late-restriction-too-early',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A restriction runs before there is anything for it to see',
  why: `How many recipients a bounce has is known when all of them have been named, so \`reject_multi_recipient_bounce\` belongs into
\`smtpd_data_restrictions\` or later. \`reject_unauth_pipelining\` looks whether the client has sent more than it may at that moment: in
an early list it misses what comes later, most of all at DATA. Since Postfix 3.9 \`smtpd_forbid_unauth_pipelining = yes\`, the
default, sees it everywhere.`,
  see: [
    'postconf(5) reject_multi_recipient_bounce',
    'postconf(5) reject_unauth_pipelining',
    'postconf(5) smtpd_forbid_unauth_pipelining',
  ],
  evidence: { kind: 'source', because: 'both look at the state of the session at the moment the list is run' },
  messages: {
    recipients: (d: { word: string; list: string }) =>
      `In \`${d.list}\` not all recipients are known, so \`${d.word}\` sees little: move it to \`smtpd_data_restrictions\``,
    pipelining: (d: { word: string }) =>
      `Here \`${d.word}\` misses what a client sends too early at DATA: put it into \`smtpd_data_restrictions\` as well`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const { view, program, step } of allReachedSteps(project)) {
      const name = step.info?.name
      if (name === undefined || !late.has(name) || originOf(step.word) === undefined) continue
      if (lateLists.has(program.list.place) || program.list.place === 'etrn') continue
      const list = program.list.parameter
      if (name === 'reject_multi_recipient_bounce') {
        report({ at: step.word, say: ['recipients', { word: step.word.value, list }], ...servicesOf(view) })
        continue
      }
      if (certainSwitch(view.config, 'smtpd_forbid_unauth_pipelining') !== false && project.catalog.atLeast('3.9'))
        continue
      const data = ['smtpd_data_restrictions', 'smtpd_end_of_data_restrictions'].map(each =>
        certainText(view.config, each),
      )
      if (data.some(text => text === undefined || text.toLowerCase().includes(name))) continue
      report({ at: step.word, say: ['pipelining', { word: step.word.value }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'Before all recipients are known',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = reject_unauth_destination, «reject_multi_recipient_bounce»
      `,
    },
    {
      title: 'Before DATA',
      version: '3.7',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_forbid_bare_newline = normalize
        smtpd_client_restrictions = «reject_unauth_pipelining»
      `,
    },
    {
      title: 'At DATA',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_data_restrictions = reject_unauth_pipelining, reject_multi_recipient_bounce
      `,
    },
  ],
})
