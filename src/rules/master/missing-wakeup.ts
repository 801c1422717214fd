import { disabledServices } from '../../config/disabled-services.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-wakeup',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A service that has work to do by the clock is never woken',
  why: `The sixth column of master.cf is the number of seconds after which a service is woken, so that it looks for work
left over: the queue manager for mail to try again, pickup(8) for mail that a user left in the queue while Postfix was
down. The default, \`-\`, and 0 mean never.`,
  see: ['master(5)', 'qmgr(8)', 'pickup(8)', 'flush(8)'],
  evidence: {
    kind: 'source',
    because: 'master_wakeup_timer_event() is not set up when the time is 0; nothing is logged',
  },
  messages: {
    never: (d: { program: string; written: string; usual: string }) =>
      `\`${d.program}\` has to be woken from time to time, and \`${d.written}\` means never, so work that was left over stays undone. The usual number of seconds is \`${d.usual}\``,
  },
  scope: 'service',
  check({ project, service }, report) {
    const program = project.catalog.program(service.program)
    const known = project.catalog.wellKnownService(service.name)
    const field = service.entry.fields.find(({ name }) => name === 'wakeup')
    if (program?.wakeupRequired !== true || known?.wakeup === undefined || field === undefined) return
    if (service.wakeup !== 0 || disabledServices(project).has(service)) return
    const at = { file: project.master?.source.name ?? '', range: field.range }
    report({
      at,
      say: ['never', { program: program.name, written: field.text, usual: known.wakeup }],
      fix: { title: `Write \`${known.wakeup}\``, edits: [{ ...at, text: known.wakeup }] },
    })
  },
  examples: [
    {
      title: 'The default is never',
      'master.cf': `
        qmgr unix n - n «-» 1 qmgr
      `,
      fixed: `
        qmgr unix n - n 300 1 qmgr
      `,
    },
    {
      title: 'As it comes',
      clean: true,
      'master.cf': `
        qmgr unix n - n 300 1 qmgr
      `,
    },
  ],
})
