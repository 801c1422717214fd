import { originOf } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'table-without-restriction',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table stands alone in a list where nothing tells what to look up in it',
  why: `In most restriction lists \`type:name\` alone is short for the access check of that list, \`check_client_access\` in
\`smtpd_client_restrictions\` for example. \`smtpd_data_restrictions\` and \`smtpd_end_of_data_restrictions\` have none, so smtpd(8)
logs a warning there and answers \`451 4.3.5 Server configuration error\`.`,
  see: ['SMTPD_ACCESS_README', 'postconf(5) smtpd_data_restrictions', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'log', says: ['specify one of (check_client_access'], by: 'smtpd' },
  messages: {
    alone: (d: { table: string; list: string }) =>
      `In \`${d.list}\` a table needs a restriction such as \`check_client_access\` or \`check_sender_access\` before it: at \`${d.table}\` smtpd answers \`451 Server configuration error\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, program, step } of allReachedSteps(project)) {
      if (step.kind !== 'table' || step.info !== undefined || originOf(step.word) === undefined) continue
      const list = program.list.parameter
      report({ at: step.word, say: ['alone', { table: step.word.value, list }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'A table in the list for DATA',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_data_restrictions = «texthash:/etc/postfix/senders»
      `,
    },
    {
      title: 'With the restriction',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_data_restrictions = check_sender_access texthash:/etc/postfix/senders
      `,
    },
  ],
})
