import { defineRule } from '../define.js'

export default defineRule({
  id: 'column-without-default',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A `-` stands in a column of master.cf that has no default',
  why: `In most columns of master.cf a \`-\` stands for the default. The second column (the service type) and the last (the
program) have none: Postfix stops with a fatal error at the line and does not start.`,
  see: ['master(5)', 'src/master/master_ent.c'],
  evidence: { kind: 'log', says: ['has no default value', 'invalid type field'], by: 'postfix' },
  messages: {
    type: (d: { types: string }) =>
      `The type of a service has no default: Postfix stops with a fatal error here and does not start. Write one of ${d.types}`,
    command: () =>
      'The program of a service has no default: Postfix stops with a fatal error here and does not start. Write its name, such as `smtpd`',
  },
  scope: 'service',
  check({ project, service: { entry } }, report) {
    const at = (range: typeof entry.range) => ({ file: project.master?.source.name ?? '', range })
    if (entry.transport.text === '-') {
      const types = project.catalog.masterFields().types.map(({ type }) => `\`${type}\``)
      report({ at: at(entry.transport.range), say: ['type', { types: types.join(', ') }] })
    }
    if (entry.command.text === '-') report({ at: at(entry.command.range), say: ['command'] })
  },
  examples: [
    {
      title: 'No type',
      'master.cf': `
        smtp «-» n - y - - smtpd
      `,
    },
    {
      title: 'No program',
      'master.cf': `
        maildrop unix - n n - - «-»
      `,
    },
    {
      title: 'The other columns have defaults',
      clean: true,
      'master.cf': `
        relay unix - - n - - smtp
      `,
    },
  ],
})
