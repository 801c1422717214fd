import { clientOf, partOfValue, wholeOf } from '../../config/client-settings.js'
import { replacePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'quoted-client-value',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A setting for a database or directory has quotes around it, or a comment behind it',
  why: `Quotes mean nothing in the files of \`mysql:\`, \`ldap:\` and the like: they become part of the value, so that
\`password = "example"\` is a password of nine characters. So does \`# text\` behind a value: comments stand on lines of their
own.`,
  see: ['mysql_table(5)', 'ldap_table(5)', 'postconf(5)'],
  evidence: { kind: 'source', because: 'Postfix takes the value as it is; only the other server refuses it' },
  messages: {
    quotes: (d: { name: string }) =>
      `The quotes become part of \`${d.name}\`: the other server gets them as well. Leave them out`,
    comment: (d: { name: string }) =>
      `The \`#\` and what follows become part of \`${d.name}\`: put the comment on a line of its own`,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    if (client === undefined) return undefined
    return {
      line(line) {
        if (line.type !== 'setting' || client.key(line.name) === undefined) return
        const { name } = line
        const text = line.value.text
        const quote = text.charAt(0)
        if (text.length > 2 && (quote === '"' || quote === "'") && text.indexOf(quote, 1) === text.length - 1) {
          // Each quote by itself: an edit that wrote the value anew would show a password in reports.
          const first = replacePlace(partOfValue(line, 0, 1), '')
          const last = replacePlace(partOfValue(line, text.length - 1, text.length), '')
          const fix = { title: 'Remove the quotes', edits: first && last && [...first, ...last] }
          report({ at: wholeOf(line), say: ['quotes', { name }], fix })
          return
        }
        // A password may well hold such a sign; so may a query (`#` begins a comment there, too).
        const comment = /\s(#\s.*)$/.exec(text)?.[1]
        if (comment === undefined || name === 'password' || name === 'bind_pw' || name.startsWith('query')) return
        report({ at: partOfValue(line, text.length - comment.length, text.length), say: ['comment', { name }] })
      },
    }
  },
  examples: [
    {
      title: 'A password in quotes',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          dbname = mail
          password = «"example"»
          query = SELECT goto FROM alias WHERE address = '%s'
        `,
      },
      fixed: `
          dbname = mail
          password = example
          query = SELECT goto FROM alias WHERE address = '%s'
        `,
    },
    {
      title: 'A comment behind a value',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          dbname = mail «# the database»
          query = SELECT goto FROM alias WHERE address = '%s'
        `,
      },
    },
    {
      title: 'Values as they are',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          # the database
          dbname = mail
          password = ex#ample
          query = SELECT goto FROM alias WHERE address = '%s'
        `,
      },
    },
  ],
})
