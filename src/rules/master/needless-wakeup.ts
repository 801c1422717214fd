import { defineRule } from '../define.js'

export default defineRule({
  id: 'needless-wakeup',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A service is woken by the clock, but has nothing to do then',
  why: `The sixth column of master.cf makes master(8) connect to a service every so many seconds. Only the services that
look for work left over need it: pickup, qmgr, flush and tlsmgr. Others get a connection that says nothing useful, and
log a warning or start a process in vain.`,
  see: ['master(5)', 'src/master/master_wakeup.c'],
  evidence: {
    kind: 'source',
    because: 'a wakeup is a connection with one byte, which other programs do not understand',
  },
  messages: {
    needless: (d: { program: string; written: string }) =>
      `\`${d.program}\` does nothing when it is woken, so \`${d.written}\` in the wakeup column only starts it in vain. Write \`-\``,
  },
  scope: 'service',
  check({ project, service }, report) {
    if (service.wakeup === undefined || service.wakeup === 0) return
    const program = project.catalog.program(service.program)
    const field = service.entry.fields.find(({ name }) => name === 'wakeup')
    if (program === undefined || field === undefined || program.wakeupRequired || program.skeleton === 'trigger') return
    const usual = project.catalog.services().some(known => known.program === program.name && known.wakeup !== undefined)
    if (usual) return
    const at = { file: project.master?.source.name ?? '', range: field.range }
    report({
      at,
      say: ['needless', { program: program.name, written: field.text }],
      fix: { title: 'Write `-`', edits: [{ ...at, text: '-' }] },
    })
  },
  examples: [
    {
      title: 'A server that waits for clients',
      'master.cf': `
        smtp inet n - y «300» - smtpd
      `,
      fixed: `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'As they come',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
        tlsmgr unix - - y 1000? 1 tlsmgr
      `,
    },
  ],
})
