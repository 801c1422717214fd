import { certainSwitch } from '../../config/certain-values.js'
import { hostPlace } from '../../config/host/place.js'
import { servicesFile } from '../../config/host/services-file.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'biff-without-port',
  severity: 'info',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Users are to be told of new mail through a service that the host does not know',
  why: `With \`biff = yes\`, which is the default, local(8) tells the comsat service of each message that it puts into a mailbox.
For that it looks up the port \`biff/udp\` in \`/etc/services\`. Small systems and containers have no such line, and then each
delivery logs "service not found: biff/udp". Nobody misses it: write \`biff = no\`.`,
  see: ['postconf(5) biff', 'services(5)', 'src/local/biff_notify.c'],
  evidence: { kind: 'log', says: ['service not found: biff/udp'], by: 'local' },
  messages: {
    port: (_: { parameter: string }) =>
      '/etc/services has no `biff/udp`, so each message for a mailbox logs a warning. Write `biff = no`',
  },
  scope: 'project',
  check({ project }, report) {
    if (certainSwitch(project.base, 'biff') !== true) return
    if (!project.services.some(({ program }) => program === 'local')) return
    const names = servicesFile(project.facts, 'udp')
    if (names === undefined || names.has('biff')) return
    report({ at: hostPlace(project, project.base, ['biff']), say: ['port', { parameter: 'biff' }] })
  },
  examples: [
    {
      title: 'A list of ports without it',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps =
        mydestination = $myhostname, localhost
        biff = «yes»
      `,
      'master.cf': `
        local unix - n n - - local
      `,
      files: { '/etc/services': { text: 'smtp 25/tcp mail\nsubmission 587/tcp\n' } },
    },
    {
      title: 'A list of ports with it',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps =
        mydestination = $myhostname, localhost
        biff = yes
      `,
      'master.cf': `
        local unix - n n - - local
      `,
      files: { '/etc/services': { text: 'smtp 25/tcp mail\nbiff 512/udp comsat\n' } },
    },
  ],
})
