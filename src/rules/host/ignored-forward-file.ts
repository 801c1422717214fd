import { usesAgent } from '../../config/delivery-use.js'
import { mayAccess, octal, otherWritable } from '../../config/host/access.js'
import { accountsOf } from '../../config/host/accounts.js'
import { hostPlace } from '../../config/host/place.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'ignored-forward-file',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A .forward file is ignored because of its owner or mode',
  why: `A user's \`.forward\` file in the home directory says where mail for that user goes. local(8) follows it only when it is an
ordinary file that belongs to the user or to root, that not everybody may write to, and that the user may read. Otherwise it warns for
each message ("has bad owner", "is world writable") and puts the mail into the mailbox of the user, where nobody may look for it.`,
  see: ['local(8)', 'postconf(5) forward_path', 'src/local/dotforward.c'],
  evidence: {
    kind: 'log',
    says: ['has bad owner uid', 'is not a regular file', 'is world writable', 'cannot open file'],
    by: 'local',
  },
  messages: {
    ignored: (d: { path: string; why: string; user: string }) =>
      `\`${d.path}\` ${d.why}: local(8) ignores it, and mail for \`${d.user}\` is not forwarded`,
  },
  scope: 'project',
  check({ project }, report) {
    // Another path is made of macros that are filled in for each user.
    if (project.base.get('forward_path')?.setting !== undefined || usesAgent(project, 'local') === 'none') return
    const accounts = accountsOf(project.facts)
    const at = hostPlace(project, project.base, ['mydestination'])
    for (const user of accounts.users ?? []) {
      if (user.home === undefined || user.home === '/' || user.uid === 0) continue
      const path = `${user.home}/.forward`
      const fact = project.facts.path(path)
      if (typeof fact === 'string') continue
      const say = (why: string) => report({ at, say: ['ignored', { path, why, user: user.name }] })
      if (fact.kind !== 'file') say('is not an ordinary file')
      else if (fact.uid !== 0 && fact.uid !== user.uid) say(`belongs to user number ${fact.uid}`)
      else if ((fact.mode & otherWritable) !== 0) say(`can be changed by everybody (mode ${octal(fact.mode)})`)
      else if (mayAccess(accounts, user, fact, 'read') === false)
        say(`cannot be read by that user (mode ${octal(fact.mode)})`)
    }
  },
  examples: [
    {
      title: 'A file that everybody may write',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = «$myhostname, localhost»
        alias_maps = inline:{root=games}
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\ngames:x:5:60::/usr/games:/bin/false\npostfix:x:101:102::/:/bin/false\n',
        },
        '/usr/games/.forward': { mode: 0o666, uid: 5, text: 'admin@example.net\n' },
      },
    },
    {
      title: 'A file of somebody else',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = «$myhostname, localhost»
        alias_maps = inline:{root=games}
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\ngames:x:5:60::/usr/games:/bin/false\npostfix:x:101:102::/:/bin/false\n',
        },
        '/usr/games/.forward': { mode: 0o644, uid: 101, text: 'admin@example.net\n' },
      },
    },
    {
      title: 'A folder',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = «$myhostname, localhost»
        alias_maps = inline:{root=games}
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\ngames:x:5:60::/usr/games:/bin/false\npostfix:x:101:102::/:/bin/false\n',
        },
        '/usr/games/.forward': { kind: 'directory', mode: 0o755, uid: 5 },
      },
    },
    {
      title: 'A file that the user may not read',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = «$myhostname, localhost»
        alias_maps = inline:{root=games}
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\ngames:x:5:60::/usr/games:/bin/false\npostfix:x:101:102::/:/bin/false\n',
        },
        '/etc/group': { text: 'root:x:0:\ngames:x:60:\n' },
        '/usr/games/.forward': { mode: 0o600, uid: 0, text: 'admin@example.net\n' },
      },
    },
    {
      title: 'A file of the user',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
        alias_maps =
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\ngames:x:5:60::/usr/games:/bin/false\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/usr/games/.forward': { mode: 0o644, uid: 5, text: 'admin@example.net\n' },
      },
    },
  ],
})
