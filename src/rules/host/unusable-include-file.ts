import { partOfItem } from '../../config/elements.js'
import { octal, otherWritable } from '../../config/host/access.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unusable-include-file',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A file of addresses that an alias includes cannot be used',
  why: `\`:include:/file\` in an alias sends the mail to the addresses in the file. local(8) looks at the file when a message comes:
when it is missing, is no ordinary file, or everybody may write to it, the message is returned with "mail system configuration
error".`,
  see: ['aliases(5)', 'local(8)', 'src/local/include.c'],
  evidence: {
    kind: 'log',
    says: ['unable to lookup :include: file', 'is not a regular file', 'is world writable'],
    by: 'local',
  },
  messages: {
    missing: (d: { path: string; alias: string }) =>
      `There is no file \`${d.path}\`: mail for \`${d.alias}\` is returned ("mail system configuration error"). Create the file, or take it out of the alias`,
    other: (d: { path: string; alias: string }) =>
      `\`${d.path}\` is not an ordinary file: mail for \`${d.alias}\` is returned ("mail system configuration error")`,
    writable: (d: { path: string; alias: string; mode: string }) =>
      `Everybody may write to \`${d.path}\` (mode ${d.mode}), so local(8) refuses it: mail for \`${d.alias}\` is returned. Run \`chmod o-w ${d.path}\``,
  },
  scope: 'table',
  syntaxes: ['aliases'],
  check({ project }, report) {
    return {
      line(line) {
        if (line.type !== 'alias') return
        for (const target of line.targets) {
          const path = target.meaning
          const fact = target.kind === 'include' && path.startsWith('/') ? project.facts.path(path) : 'unknown'
          if (fact === 'unknown') continue
          const start = Math.max(0, target.value.indexOf(path))
          const at = partOfItem(target, start, start + path.length)
          const data = { path, alias: line.name }
          if (fact === 'missing') report({ at, say: ['missing', data] })
          else if (fact.kind !== 'file') report({ at, say: ['other', data] })
          else if ((fact.mode & otherWritable) !== 0)
            report({ at, say: ['writable', { ...data, mode: octal(fact.mode) }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'A list that was deleted',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = lmdb:/etc/postfix/aliases
      `,
      tables: { aliases: 'postmaster: root\nroot: :include:«/etc/postfix/lists/staff»\n' },
      files: { '/etc/postfix/lists/staff': 'missing' },
    },
    {
      title: 'A list that everybody may write',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = lmdb:/etc/postfix/aliases
      `,
      tables: { aliases: 'postmaster: root\nroot: :include:«/etc/postfix/lists/staff»\n' },
      files: { '/etc/postfix/lists/staff': { mode: 0o666 } },
    },
    {
      title: 'A list that is there',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = lmdb:/etc/postfix/aliases
        alias_database = $alias_maps
      `,
      tables: { aliases: 'postmaster: root\nroot: :include:/etc/postfix/lists/staff\n' },
      files: { '/etc/postfix/lists/staff': {} },
    },
  ],
})
