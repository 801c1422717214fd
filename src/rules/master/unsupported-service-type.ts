import { disabledServices } from '../../config/disabled-services.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unsupported-service-type',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A program does not work with the type of its service',
  why: `Each program of Postfix understands some service types only: smtpd(8) talks over a connection, the queue manager
waits for a signal from other programs, postlogd(8) takes datagrams. With another type in the second column the program
stops with a fatal error each time it is started.`,
  see: ['master(5)', 'src/master/single_server.c', 'src/master/trigger_server.c', 'src/master/dgram_server.c'],
  evidence: { kind: 'log', says: ['unsupported transport type'], by: 'every such program' },
  messages: {
    unsupported: (d: { program: string; type: string; types: string }) =>
      `\`${d.program}\` does not work as a service of type \`${d.type}\`: it stops with a fatal error each time it is started. It takes ${d.types}`,
  },
  scope: 'service',
  check({ project, service }, report) {
    const program = project.catalog.program(service.program)
    const known = project.catalog.masterFields().types.some(({ type }) => type === service.type)
    if (program === undefined || !known || program.types.includes(service.type)) return
    if (disabledServices(project).has(service)) return
    const types = program.types.map(type => `\`${type}\``).join(', ')
    report({
      at: { file: project.master?.source.name ?? '', range: service.entry.transport.range },
      say: ['unsupported', { program: program.name, type: service.type, types }],
    })
  },
  examples: [
    {
      title: 'A queue manager on the network',
      'master.cf': `
        10030 «inet» n - n 300 1 qmgr
      `,
    },
    {
      title: 'The log service takes datagrams',
      prove: false,
      'master.cf': `
        postlog «unix» n - n - 1 postlogd
      `,
    },
    {
      title: 'As they come',
      clean: true,
      'master.cf': `
        qmgr unix n - n 300 1 qmgr
        postlog unix-dgram n - n - 1 postlogd
      `,
    },
  ],
})
