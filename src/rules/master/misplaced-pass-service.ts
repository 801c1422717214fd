import { disabledServices } from '../../config/disabled-services.js'
import { looksComplete } from '../../config/service-lookup.js'
import { defineRule } from '../define.js'

const passType = 'pass'
const screener = 'postscreen'

export default defineRule({
  id: 'misplaced-pass-service',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.5' },
  fix: 'none',
  summary: 'A service takes connections that postscreen(8) hands over, but none comes',
  why: `A service of type \`pass\` does not listen for clients: it gets connections that another program, postscreen(8), has
accepted. Without postscreen in master.cf nobody hands anything over. Programs that serve many clients at a time take such
connections, but ignore what is told about the client, with a warning.`,
  see: ['master(5)', 'POSTSCREEN_README', 'src/master/multi_server.c'],
  evidence: { kind: 'source', because: 'only src/postscreen connects to sockets of this type' },
  messages: {
    alone: (d: { name: string }) =>
      `\`${d.name}\` waits for connections that \`${screener}\` hands over, but no service runs \`${screener}\`, so none ever comes. Did you mean the type \`inet\` or \`unix\`?`,
    ignored: (d: { program: string }) =>
      `\`${d.program}\` ignores what comes with the type \`pass\`, and warns. Write \`unix\``,
  },
  scope: 'service',
  check({ project, service }, report) {
    const program = project.catalog.program(service.program)
    if (service.type !== passType || program === undefined || disabledServices(project).has(service)) return
    const at = { file: project.master?.source.name ?? '', range: service.entry.transport.range }
    if (program.skeleton === 'multi') report({ at, say: ['ignored', { program: program.name }] })
    else if (looksComplete(project) && !project.services.some(other => other.program === screener)) {
      report({ at, say: ['alone', { name: service.name }] })
    }
  },
  examples: [
    {
      title: 'postscreen(8) is not there',
      'master.cf': `
        smtp «pass» - - y - - smtpd
        cleanup unix n - y - 0 cleanup
        qmgr unix n - n 300 1 qmgr
      `,
    },
    {
      title: 'A service for many clients at a time',
      'master.cf': `
        rewrite «pass» - - y - - trivial-rewrite
      `,
    },
    {
      title: 'Behind postscreen(8)',
      clean: true,
      'master.cf': `
        smtp inet n - y - 1 postscreen
        smtpd pass - - y - - smtpd
        cleanup unix n - y - 0 cleanup
        qmgr unix n - n 300 1 qmgr
      `,
    },
  ],
})
