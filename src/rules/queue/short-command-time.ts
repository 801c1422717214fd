import { measurePlace, secondsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

/** What a filter or a script that talks to other hosts may well need. */
const enough = 60

export default defineRule({
  id: 'short-command-time',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Commands that mail is delivered to are killed after a short time',
  why: `\`command_time_limit\` (for local(8)) and \`..._time_limit\` of a pipe(8) or spawn(8) service end a command that takes longer:
it is killed, the mail is put off, and the next attempt may end the same way. On a busy host a virus scanner or a script that asks
another server easily needs a minute. The default is 1000 seconds.`,
  see: ['postconf(5) command_time_limit', 'pipe(8)'],
  evidence: { kind: 'heuristic', because: 'how long the commands need is not in the configuration' },
  messages: {
    short: (d: { name: string; value: string }) =>
      `A command that takes longer than \`${d.value}\` is killed and its mail put off: on a busy host that is soon reached. The default of \`${d.name}\` is 1000s`,
  },
  scope: 'setting',
  kinds: ['time'],
  check({ project, setting, view }, report) {
    const { name } = setting
    if (!name.endsWith('_time_limit') || name.startsWith('smtpd_') || name.startsWith('postscreen_')) return
    if (name !== 'command_time_limit' && project.catalog.parameter(name)?.class === 'builtin') return
    const time = secondsOf(view, name, project.catalog)
    if (time === undefined || time.resolved.setting !== setting || time.value >= enough || time.value === 0) return
    const at = measurePlace(time)
    if (at !== undefined) report({ at, say: ['short', { name, value: time.text }] })
  },
  examples: [
    {
      title: 'Ten seconds',
      'main.cf': `
        compatibility_level = 3.6
        command_time_limit = «10s»
      `,
    },
    {
      title: 'Ten minutes',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        command_time_limit = 600s
      `,
    },
  ],
})
