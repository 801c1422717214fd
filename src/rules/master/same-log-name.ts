import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'same-log-name',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Two services write to the log under the same name',
  why: `\`-o syslog_name=postfix/submission\` lets one see in the log which service a line comes from. When a second one has the same name,
usually because the entry was copied, the lines of the two cannot be told apart.`,
  see: ['postconf(5) syslog_name', 'master(5)'],
  evidence: { kind: 'heuristic', because: 'two ports of one kind may be meant to have one name' },
  messages: {
    same: (d: { name: string; other: string }) =>
      `\`${d.other}\` logs as \`${d.name}\` as well, so lines of the two cannot be told apart: give this one a name of its own`,
  },
  scope: 'project',
  check({ project }, report) {
    const first = new Map<string, Service>()
    for (const service of project.services) {
      if (service.type !== 'inet') continue
      const own = service.config.own.get('syslog_name')
      const value = own && service.config.get('syslog_name')
      if (value === undefined || !isReadable(value)) continue
      const before = first.get(`${service.program} ${value.text}`)
      if (before === undefined) first.set(`${service.program} ${value.text}`, service)
      else
        report({ at: wholeValue(value), say: ['same', { name: value.text, other: before.name }], services: [service] })
    }
  },
  examples: [
    {
      title: 'A copied entry',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        2525 inet n - n - - smtpd
          -o syslog_name=postfix/extra
        2526 inet n - n - - smtpd
          -o syslog_name=«postfix/extra»
      `,
    },
    {
      title: 'A name for each',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
      `,
      'master.cf': `
        2525 inet n - n - - smtpd
          -o syslog_name=postfix/2525
        2526 inet n - n - - smtpd
          -o syslog_name=postfix/2526
      `,
    },
  ],
})
