import { defineRule } from '../define.js'

export default defineRule({
  id: 'needless-privileges',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A program keeps the rights of root without need',
  why: `With \`n\` in the fourth column a program keeps the rights of root. Only programs that deliver as other users need
them: local, virtual, pipe and spawn. For programs that talk to the network, it takes away a line of defence that Postfix
was built around.`,
  see: ['master(5)', 'OVERVIEW'],
  evidence: {
    kind: 'source',
    because: 'single_server.c changes to mail_owner only when the column says so; nothing is logged',
  },
  messages: {
    needless: (d: { program: string }) =>
      `\`${d.program}\` keeps the rights of root here, which it does not need: a fault in it would hand over the whole system. Write \`-\` in the fourth column`,
  },
  scope: 'service',
  check({ project, service }, report) {
    const program = project.catalog.program(service.program)
    const field = service.entry.fields.find(({ name }) => name === 'unprivileged')
    if (program === undefined || program.privileged || service.isUnprivileged !== false || field === undefined) return
    const at = { file: project.master?.source.name ?? '', range: field.range }
    report({
      at,
      say: ['needless', { program: program.name }],
      fix: { title: 'Write `-`', edits: [{ ...at, text: '-' }] },
    })
  },
  examples: [
    {
      title: 'A server as root',
      'master.cf': `
        smtp inet n «n» y - - smtpd
      `,
      fixed: `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'Delivery to the files of users',
      clean: true,
      'master.cf': `
        local unix - n n - - local
      `,
    },
  ],
})
