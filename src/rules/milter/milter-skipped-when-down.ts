import { certainText } from '../../config/certain-values.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'milter-skipped-when-down',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail goes through unchecked while a mail filter is down',
  why: `\`milter_default_action = accept\` lets mail pass as if there were no filter when one cannot be reached: right for a filter that
signs or counts, dangerous for one that looks for viruses or enforces a policy. Since Postfix 3.0 each filter can have an action
of its own: \`{ inet:127.0.0.1:8891, default_action=accept }\`.`,
  see: ['MILTER_README', 'postconf(5) milter_default_action'],
  evidence: { kind: 'heuristic', because: 'for many filters it is what one wants' },
  messages: {
    skipped: (_: { name: string }) =>
      'While a filter is down, mail passes without it. If one of them has to see all mail, give it `{ ..., default_action=tempfail }` of its own',
  },
  scope: 'setting',
  parameters: ['milter_default_action'],
  check({ setting, resolved, view }, report) {
    if (!isReadable(resolved) || resolved.text.toLowerCase() !== 'accept') return
    const milters = ['smtpd_milters', 'non_smtpd_milters'].map(name => certainText(view, name))
    if (milters.every(text => text === '')) return
    report({ at: wholeValue(resolved), say: ['skipped', { name: setting.name }] })
  },
  examples: [
    {
      title: 'For every filter',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = inet:127.0.0.1:11332
        milter_default_action = «accept»
      `,
    },
    {
      title: 'For one filter',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_milters = inet:127.0.0.1:11332, { inet:127.0.0.1:8891, default_action=accept }
        non_smtpd_milters = $smtpd_milters
      `,
    },
  ],
})
