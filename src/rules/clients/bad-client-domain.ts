import { clientOf, partOfValue } from '../../config/client-settings.js'
import { replacePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-client-domain',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The `domain` of a database table has an element that cannot match',
  why: `\`domain\` is a list of the domains that a database knows: for addresses in others it is not asked. The elements are names of
domains as they are, files (\`/file/name\`) and tables (\`type:name\`), with \`!\` before one to leave it out. A \`!\` with nothing behind it makes
each program that opens the table stop with a fatal error. With an \`@\`, or a dot at the beginning, an element is never equal to a domain, so the database
is not asked at all.`,
  see: ['mysql_table(5)', 'ldap_table(5)', 'src/global/db_common.c', 'src/util/match_list.c'],
  evidence: { kind: 'log', says: ["no pattern after '!'"], by: 'postmap' },
  messages: {
    nothing: () => 'nothing follows this `!`, so each program that opens this table stops with a fatal error',
    never: (d: { word: string; right: string }) =>
      `this is compared with the domain alone, which is never \`${d.word}\`, so the database is not asked: write \`${d.right}\``,
    comment: () => '`#` begins no comment here: Postfix warns and leaves out the rest of the list',
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    if (clientOf(project, table)?.key('domain') === undefined) return undefined
    return {
      line(line) {
        if (line.type !== 'setting' || line.name !== 'domain') return
        for (const { index, 0: word } of line.value.text.matchAll(/[^\s,]+/g)) {
          const item = word.replace(/^!+/, '')
          const start = index + word.length - item.length
          const at = partOfValue(line, start, index + word.length)
          if (word.startsWith('#')) {
            report({ at: partOfValue(line, index, line.value.text.length), say: ['comment'], severity: 'warning' })
            return
          }
          if (item === '') report({ at: partOfValue(line, index, index + word.length), say: ['nothing'] })
          else if (!/[/:{]/.test(item) && /^\.|^@|^\S+@/.test(item)) {
            const right = item.replace(/^.*@|^\./, '')
            if (right === '') continue
            report({
              at,
              say: ['never', { word: item.slice(0, 60), right: right.slice(0, 60) }],
              severity: 'warning',
              fix: { title: `Write \`${right.slice(0, 60)}\``, edits: replacePlace(at, right) },
            })
          }
        }
      },
    }
  },
  examples: [
    {
      title: 'An exclamation mark alone',
      'main.cf': 'virtual_alias_maps = sqlite:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf':
          "dbpath = /etc/postfix/mail.sqlite\nquery = SELECT goto FROM alias WHERE address = '%s'\ndomain = «!» example.org, example.com\n",
      },
    },
    {
      title: 'Elements that no domain is equal to',
      prove: false,
      'main.cf': 'virtual_alias_maps = sqlite:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf':
          "dbpath = /etc/postfix/mail.sqlite\nquery = SELECT goto FROM alias WHERE address = '%s'\ndomain = «@example.com», «.example.org»\n",
      },
      fixed:
        "dbpath = /etc/postfix/mail.sqlite\nquery = SELECT goto FROM alias WHERE address = '%s'\ndomain = example.com, example.org\n",
    },
    {
      title: 'Domains, and a file with more',
      clean: true,
      'main.cf': 'virtual_alias_maps = sqlite:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf':
          "dbpath = /etc/postfix/mail.sqlite\nquery = SELECT goto FROM alias WHERE address = '%s'\ndomain = !lists.example.com, example.com, /etc/postfix/domains\n",
      },
    },
  ],
})
