import { measurePlace, secondsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

/** How long clients wait for the answer to a message (RFC 5321, 4.5.3.2.6). */
const patience = 600

export default defineRule({
  id: 'slow-milter',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A mail filter may take longer than clients wait for an answer',
  why: `While a mail filter (milter) looks at a message, the client waits for the server's answer. Clients give up after ten
minutes at the latest and send the message again, though the first one may have been taken: the recipient gets it twice.
\`milter_content_timeout\` should end well before that.`,
  see: ['postconf(5) milter_content_timeout', 'MILTER_README', 'RFC 5321'],
  evidence: { kind: 'heuristic', because: 'some clients wait longer' },
  messages: {
    slow: (d: { value: string }) =>
      `Clients wait 10 minutes for an answer, and the filter may take \`${d.value}\`: they send the message again, and it arrives twice. The default is 300s`,
  },
  scope: 'setting',
  parameters: ['milter_content_timeout', 'milter_command_timeout'],
  check({ project, setting, view }, report) {
    const time = secondsOf(view, setting.name, project.catalog)
    if (time === undefined || time.resolved.setting !== setting || time.value <= patience) return
    const at = measurePlace(time)
    if (at !== undefined) report({ at, say: ['slow', { value: time.text }] })
  },
  examples: [
    {
      title: 'Half an hour',
      'main.cf': `
        compatibility_level = 3.6
        milter_content_timeout = «30m»
      `,
    },
    {
      title: 'Eight minutes',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        milter_content_timeout = 480s
      `,
    },
  ],
})
