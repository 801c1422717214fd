import { certainText } from '../../config/certain-values.js'
import { accountsOf } from '../../config/host/accounts.js'
import { commandUser } from '../../config/host/mail-accounts.js'
import { hostPlace } from '../../config/host/place.js'
import { useOf } from '../../config/host/service-use.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Parameters that name an account, and what it is for. */
const accountParameters = [
  { name: 'mail_owner', kind: 'user' },
  { name: 'default_privs', kind: 'user' },
  { name: 'setgid_group', kind: 'group' },
] as const

export default defineRule({
  id: 'unknown-account',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A user or group is named that the host does not have',
  why: `Postfix runs under accounts of its own: \`mail_owner\` owns the queue, \`default_privs\` runs commands from aliases,
\`setgid_group\` may submit mail. When one of them does not exist, every Postfix program stops with a fatal error. A pipe(8) or
spawn(8) service whose \`user=\` does not exist stops likewise, and mail for it stays in the queue.`,
  see: ['postconf(5) mail_owner', 'pipe(8)', 'spawn(8)', 'src/global/mail_params.c'],
  evidence: {
    kind: 'log',
    says: ['unknown user name value', 'unknown group name', 'unknown username', 'unknown group', 'unknown user name'],
    by: 'postfix',
  },
  messages: {
    parameter: (d: { parameter: string; kind: string; name: string; near: string | undefined }) =>
      `This host has no ${d.kind} \`${d.name}\` (\`${d.parameter}\`): every Postfix program stops with a fatal error. ${d.near ? `Did you mean \`${d.near}\`?` : `Create it, or name another ${d.kind}`}`,
    command: (d: { program: string; kind: string; name: string }) =>
      `This host has no ${d.kind} \`${d.name}\`: \`${d.program}\` stops with a fatal error, and mail for this service waits in the queue. Create the ${d.kind}, or name another`,
  },
  scope: 'project',
  check({ project }, report) {
    const accounts = accountsOf(project.facts)
    const near = (kind: 'user' | 'group', name: string) =>
      nearestName(name, (kind === 'user' ? accounts.users : accounts.groups)?.map(each => each.name) ?? [])
    for (const { name: parameter, kind } of accountParameters) {
      const name = certainText(project.base, parameter)
      if (name === undefined || name === '' || accounts[kind](name) !== 'missing') continue
      const at = hostPlace(project, project.base, [parameter])
      report({ at, say: ['parameter', { parameter, kind, name, near: near(kind, name) }] })
    }
    for (const service of project.services) {
      const command = commandUser(project, service)
      if (command === undefined) continue
      const use = useOf(project, service)
      if (use === 'unused') continue
      const services = [service]
      for (const [kind, part] of [['user', command.user] as const, ['group', command.group] as const]) {
        if (part === undefined || part.value === '' || accounts[kind](part.value) !== 'missing') continue
        const data = { program: service.program, kind, name: part.value }
        report({ at: part, say: ['command', data], services, severity: use === 'used' ? 'error' : 'info' })
      }
    }
  },
  examples: [
    {
      title: 'The owner of the queue',
      'main.cf': `
        compatibility_level = 3.6
        mail_owner = «postfx»
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/var/spool/postfix:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/nsswitch.conf': { text: 'passwd: files\ngroup: files\n' },
      },
    },
    {
      title: 'The user of a command',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        mailbox_transport = archive
      `,
      'master.cf': `
        archive unix - n n - - pipe
          flags=R user=«archive» argv=/usr/local/bin/archive
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/var/spool/postfix:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/nsswitch.conf': { text: 'passwd: files\ngroup: files\n' },
      },
    },
    {
      title: 'Accounts may come from a directory service',
      clean: true,
      prove: false,
      'master.cf': `
        archive unix - n n - - pipe
          flags=R user=archive argv=/usr/local/bin/archive
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/var/spool/postfix:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/nsswitch.conf': { text: 'passwd: files sss\ngroup: files sss\n' },
      },
    },
  ],
})
