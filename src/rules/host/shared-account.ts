import { certainText } from '../../config/certain-values.js'
import { type Accounts, accountsOf } from '../../config/host/accounts.js'
import { type CommandUser, commandUser, type MailAccounts, mailAccounts } from '../../config/host/mail-accounts.js'
import { hostPlace } from '../../config/host/place.js'
import { defineRule } from '../define.js'

/** What makes pipe(8) or spawn(8) refuse an account; undefined when nothing does (`get_service_attr` in `src/pipe/pipe.c`). */
function whyRefused(command: CommandUser, accounts: Accounts, mail: MailAccounts): string | undefined {
  const user = accounts.user(command.user.value)
  if (typeof user === 'string') return undefined
  if (user.uid === 0) return 'root by its user number'
  if (user.uid === mail.owner?.uid) return 'the owner of the mail queue by its user number'
  const group = command.group === undefined ? user : accounts.group(command.group.value)
  if (typeof group === 'string') return undefined
  if (group.gid === 0) return 'in the group of root'
  if (group.gid === mail.owner?.gid) return 'in the group of the owner of the mail queue'
  const forbidden = command.service.program === 'pipe' && group.gid === mail.submission?.gid
  return forbidden ? 'in the group that may submit mail (`setgid_group`)' : undefined
}

export default defineRule({
  id: 'shared-account',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'An account of Postfix is privileged, or used for something else as well',
  why: `The accounts of Postfix keep its parts from each other: who runs a command must not be able to change the queue. So
\`mail_owner\`, \`default_privs\` and \`setgid_group\` may not be root's, must differ from each other in user and group number,
and no other name may have the number of \`mail_owner\` or \`setgid_group\`. Postfix compares numbers, not names, and every
program stops with a fatal error. A pipe(8) or spawn(8) service may use none of these accounts either.`,
  see: [
    'postconf(5) default_privs',
    'postconf(5) mail_owner',
    'pipe(8)',
    'src/global/mail_params.c',
    'src/pipe/pipe.c',
  ],
  evidence: {
    kind: 'log',
    says: [
      'has privileged user ID',
      'has privileged group ID',
      'has same user ID',
      'have the same user ID',
      'same group ID',
    ],
    by: 'postfix',
  },
  messages: {
    root: (d: { parameter: string; name: string; what: string }) =>
      `\`${d.name}\` (\`${d.parameter}\`) has the ${d.what} number 0, that of root: every Postfix program stops with a fatal error. Use an account of its own`,
    alias: (d: { parameter: string; name: string; other: string; what: string }) =>
      `\`${d.name}\` (\`${d.parameter}\`) and \`${d.other}\` have the same ${d.what} number: every Postfix program stops with a fatal error. Give each its own`,
    same: (d: { one: string; two: string; what: string }) =>
      `\`${d.one}\` and \`${d.two}\` have the same ${d.what} number: every Postfix program stops with a fatal error. Use different accounts`,
    command: (d: { program: string; name: string; what: string }) =>
      `\`${d.program}\` refuses to run a command as \`${d.name}\`, which is ${d.what}, and stops with a fatal error. Use an account of its own`,
  },
  scope: 'project',
  check({ project }, report) {
    const accounts = accountsOf(project.facts)
    const mail = mailAccounts(project)
    const { owner, unprivileged, submission } = mail
    const at = (parameter: string) => hostPlace(project, project.base, [parameter])
    const users = [
      { parameter: 'default_privs', account: unprivileged },
      { parameter: 'mail_owner', account: owner },
    ]
    for (const { parameter, account } of users) {
      if (account === undefined) continue
      const data = { parameter, name: account.name }
      if (account.uid === 0) report({ at: at(parameter), say: ['root', { ...data, what: 'user' }] })
      else if (account.gid === 0) report({ at: at(parameter), say: ['root', { ...data, what: 'group' }] })
    }
    if (submission?.gid === 0) {
      const data = { parameter: 'setgid_group', name: submission.name, what: 'group' }
      report({ at: at('setgid_group'), say: ['root', data] })
    }
    // getpwuid(3) and getgrgid(3) give the first entry with the number.
    const firstUser = owner && accounts.users?.find(({ uid }) => uid === owner.uid)
    if (owner !== undefined && owner.uid !== 0 && firstUser !== undefined && firstUser.name !== owner.name) {
      const data = { parameter: 'mail_owner', name: owner.name, other: firstUser.name, what: 'user' }
      report({ at: at('mail_owner'), say: ['alias', data] })
    }
    const firstGroup = submission && accounts.groups?.find(({ gid }) => gid === submission.gid)
    if (submission && submission.gid !== 0 && firstGroup !== undefined && firstGroup.name !== submission.name) {
      const data = { parameter: 'setgid_group', name: submission.name, other: firstGroup.name, what: 'group' }
      report({ at: at('setgid_group'), say: ['alias', data] })
    }
    const say = (one: string, two: string, what: string) => report({ at: at(one), say: ['same', { one, two, what }] })
    // One name for both is another rule's.
    const apart = owner?.name !== unprivileged?.name
    if (apart && owner && unprivileged && owner.uid !== 0 && owner.uid === unprivileged.uid)
      say('default_privs', 'mail_owner', 'user')
    else if (apart && owner && unprivileged && owner.gid !== 0 && owner.gid === unprivileged.gid)
      say('default_privs', 'mail_owner', 'group')
    if (unprivileged && submission && submission.gid !== 0 && unprivileged.gid === submission.gid)
      say('default_privs', 'setgid_group', 'group')
    if (owner && submission && submission.gid !== 0 && owner.gid === submission.gid)
      say('mail_owner', 'setgid_group', 'group')

    for (const service of project.services) {
      const command = commandUser(project, service)
      // Names that say it by themselves are another rule's.
      const owned = certainText(service.config, 'mail_owner')
      if (command === undefined || command.user.value === 'root' || command.user.value === owned) continue
      const what = whyRefused(command, accounts, mail)
      if (what === undefined) continue
      const data = { program: service.program, name: command.user.value, what }
      report({ at: command.user, say: ['command', data], services: [service] })
    }
  },
  examples: [
    {
      title: 'A second name for the owner of the queue',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        mail_owner = «postfix»
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\nmail2:x:101:102::/:/bin/false\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/nsswitch.conf': { text: 'passwd: files\n' },
      },
    },
    {
      title: 'Commands of aliases run as root',
      'main.cf': `
        compatibility_level = 3.6
        default_privs = «root»
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/nsswitch.conf': { text: 'passwd: files\n' },
      },
    },
    {
      title: 'A user of a command in the group of root',
      prove: false,
      'master.cf': `
        archive unix - n n - - pipe
          flags=R user=«operator» argv=/usr/local/bin/archive
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\noperator:x:37:0::/:/bin/false\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/nsswitch.conf': { text: 'passwd: files\n' },
      },
    },
    {
      title: 'Accounts apart',
      clean: true,
      prove: false,
      'master.cf': `
        archive unix - n n - - pipe
          flags=R user=archive:archive argv=/usr/local/bin/archive
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\narchive:x:1001:1001::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\narchive:x:1001:\nnogroup:x:65534:\n' },
        '/etc/nsswitch.conf': { text: 'passwd: files\n' },
      },
    },
  ],
})
