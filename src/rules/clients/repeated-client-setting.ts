import { removeLine } from '../../config/argument-edits.js'
import { clientOf } from '../../config/client-settings.js'
import type { SettingLine } from '../../syntax/nodes.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'repeated-client-setting',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A file for a database or directory sets the same name twice',
  why: `Of two settings with one name in the file of a \`mysql:\`, \`ldap:\` or similar table the last counts, as in main.cf. When the
two differ, each program that opens the table warns of it; the first has no effect, though it looks as if it had.`,
  see: ['mysql_table(5)', 'ldap_table(5)', 'src/util/dict.c'],
  evidence: { kind: 'log', says: ['overriding earlier entry'], by: 'postmap' },
  messages: {
    overridden: (d: { name: string }) =>
      `this \`${d.name}\` is not used: it is set again further down to something else, and the last one counts`,
    repeated: (d: { name: string }) => `\`${d.name}\` is set again further down, to the same: remove one of the two`,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    if (clientOf(project, table) === undefined) return undefined
    const settings = new Map<string, SettingLine>()
    const { name: file, text } = table.source
    return {
      line(line) {
        if (line.type !== 'setting') return
        const { name } = line
        const earlier = settings.get(name)
        settings.set(name, line)
        if (earlier === undefined) return
        const same = earlier.value.text === line.value.text
        report({
          at: { file, range: earlier.nameRange },
          say: [same ? 'repeated' : 'overridden', { name: name.slice(0, 60) }],
          related: [{ at: { file, range: line.nameRange }, message: 'this one is used' }],
          ...(same && { severity: 'info' as const }),
          fix: {
            title: 'Remove the setting that is not used',
            edits: removeLine(file, text, earlier),
            safety: same ? 'safe' : 'unsafe',
          },
        })
      },
    }
  },
  examples: [
    {
      title: 'Two files',
      'main.cf': 'virtual_alias_maps = sqlite:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          «dbpath» = /etc/postfix/old.sqlite
          dbpath = /etc/postfix/mail.sqlite
          query = SELECT goto FROM alias WHERE address = '%s'
        `,
      },
      fixed: `
        dbpath = /etc/postfix/mail.sqlite
        query = SELECT goto FROM alias WHERE address = '%s'
      `,
    },
    {
      title: 'The same twice',
      prove: false,
      'main.cf': 'virtual_alias_maps = sqlite:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          «dbpath» = /etc/postfix/mail.sqlite
          dbpath = /etc/postfix/mail.sqlite
          query = SELECT goto FROM alias WHERE address = '%s'
        `,
      },
      fixed: `
        dbpath = /etc/postfix/mail.sqlite
        query = SELECT goto FROM alias WHERE address = '%s'
      `,
    },
    {
      title: 'Each name once',
      clean: true,
      'main.cf': 'virtual_alias_maps = sqlite:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': "dbpath = /etc/postfix/mail.sqlite\nquery = SELECT goto FROM alias WHERE address = '%s'\n",
      },
    },
  ],
})
