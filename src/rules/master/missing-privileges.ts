import { disabledServices } from '../../config/disabled-services.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-privileges',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A program that works for many users is to run without privileges',
  why: `Programs such as local(8) and pipe(8) deliver as the user whom the mail is for, so they start as root: the fourth
column, unprivileged, has to be \`n\`. Its default is \`y\`; then the program stops with a fatal error each time it is
started, and the mail stays in the queue.`,
  see: ['master(5)', 'src/master/single_server.c'],
  evidence: { kind: 'log', says: ['requires privileged operation'], by: 'every such program' },
  messages: {
    needed: (d: { program: string; written: string }) =>
      `\`${d.program}\` has to run with privileges, and ${d.written === '-' ? 'the default `-` here means `y`' : '`y` takes them away'}: it stops with a fatal error each time it is started. Write \`n\``,
  },
  scope: 'service',
  check({ project, service }, report) {
    const program = project.catalog.program(service.program)
    const field = service.entry.fields.find(({ name }) => name === 'unprivileged')
    if (program?.privileged !== true || service.isUnprivileged !== true || field === undefined) return
    if (disabledServices(project).has(service)) return
    const at = { file: project.master?.source.name ?? '', range: field.range }
    report({
      at,
      say: ['needed', { program: program.name, written: field.text }],
      fix: { title: 'Write `n`', edits: [{ ...at, text: 'n' }] },
    })
  },
  examples: [
    {
      title: 'Local delivery',
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        local unix - «-» n - - local
      `,
      fixed: `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        local unix - n n - - local
      `,
    },
    {
      title: 'As it comes',
      clean: true,
      'master.cf': `
        local unix - n n - - local
      `,
    },
  ],
})
