import { hostPlace } from '../../config/host/place.js'
import { hostNameFault } from '../../config/host-names.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unusable-host-name',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'The host has a name that is no valid host name, and main.cf sets none',
  why: `Without \`myhostname\` in main.cf, Postfix asks the system for the name of the host (hostname(1)). When that has a character that
no host name can have, or is empty, every program stops: "unable to use my own hostname". A name without a domain is no fault
here: Postfix adds \`localdomain\`.`,
  see: ['postconf(5) myhostname', 'src/util/get_hostname.c'],
  evidence: { kind: 'source', because: 'the name of the host where examples are tried is a good one' },
  messages: {
    bad: (d: { name: string }) =>
      `The system calls this host \`${d.name}\`, which is no host name, and main.cf has no \`myhostname\`: every Postfix program stops with a fatal error. Set \`myhostname\``,
  },
  scope: 'project',
  check({ project }, report) {
    const name = project.host?.hostname
    const setting = project.base.get('myhostname')
    if (name === undefined || setting?.setting !== undefined) return
    if (hostNameFault(name, project.catalog.atLeast('3.0')) === undefined) return
    report({ at: hostPlace(project, project.base, []), say: ['bad', { name: name.slice(0, 64) }] })
  },
  examples: [
    {
      title: 'A name with a blank',
      'main.cf': '«»compatibility_level = 3.6\n',
      host: { hostname: 'mail server' },
    },
    {
      title: 'main.cf says another',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      host: { hostname: 'mail server' },
    },
  ],
})
