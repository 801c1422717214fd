import { clientOf, partOfValue, wholeOf } from '../../config/client-settings.js'
import { replacePlace } from '../../config/elements.js'
import { type QueryFault, queryFault } from '../../config/sql-queries.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** What a database does with a query that it cannot read. */
const consequences: Readonly<Record<string, string>> = {
  sqlite: 'each program that asks this table stops with a fatal error',
  mysql: 'each lookup fails, and mail is deferred',
  pgsql: 'each lookup fails, and mail is deferred',
}

const faults: { readonly [T in Exclude<QueryFault['type'], 'word'>]: string } = {
  quote: 'Nothing closes this quote',
  open: 'Nothing closes this parenthesis',
  close: 'Nothing opens this parenthesis',
}

export default defineRule({
  id: 'malformed-query',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A query is no SQL that a database can read',
  why: `\`query\` in the file of an \`sqlite:\`, \`mysql:\` or \`pgsql:\` table goes to the database as it is, with what is looked up in
place of \`%s\` and the like. A database refuses what does not begin with a word of SQL, or has a quote or parenthesis without
its partner: with \`sqlite:\` the program that asks stops with a fatal error ("SQL prepare failed"), with the others the lookup fails.
Whether tables and columns exist, only the database knows.`,
  see: ['sqlite_table(5)', 'mysql_table(5)', 'pgsql_table(5)', 'src/global/dict_sqlite.c'],
  evidence: { kind: 'log', says: ['SQL prepare failed'], by: 'postmap cleanup' },
  messages: {
    word: (d: { word: string; near: string | undefined; consequence: string }) =>
      `No query begins with \`${d.word}\`: ${d.consequence}. ${d.near ? `Did you mean \`${d.near}\`?` : 'Queries mostly begin with `SELECT`'}`,
    partner: (d: { what: string; consequence: string }) => `${d.what}: ${d.consequence}`,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    const consequence = client && consequences[client.type]
    if (client === undefined || consequence === undefined) return undefined
    return {
      line(line) {
        if (line.type !== 'setting' || line.name !== 'query' || line.value.text === '') return
        const fault = queryFault(line.value.text, client.type)
        if (fault === undefined) return
        const at = fault.end > fault.start ? partOfValue(line, fault.start, fault.end) : wholeOf(line)
        if (fault.type !== 'word') {
          report({ at, say: ['partner', { what: faults[fault.type], consequence }] })
          return
        }
        const near = nearestName(fault.word.toUpperCase(), fault.known)
        const say = ['word', { word: fault.word.slice(0, 40), near, consequence }] as const
        const fix = near === undefined ? undefined : { title: `Write \`${near}\``, edits: replacePlace(at, near) }
        report({ at, say, fix })
      },
    }
  },
  examples: [
    {
      title: 'A misspelled word',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = sqlite:/etc/postfix/aliases.cf
      `,
      tables: {
        'aliases.cf': "dbpath = /etc/postfix/aliases.sqlite\nquery = «SELEC» goto FROM alias WHERE address = '%s'\n",
      },
      fixed: {
        'aliases.cf': "dbpath = /etc/postfix/aliases.sqlite\nquery = SELECT goto FROM alias WHERE address = '%s'\n",
      },
    },
    {
      title: 'A quote without its partner',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = sqlite:/etc/postfix/aliases.cf
      `,
      tables: {
        'aliases.cf': "dbpath = /etc/postfix/aliases.sqlite\nquery = SELECT goto FROM alias WHERE address = «'»%s\n",
      },
    },
    {
      title: 'A parenthesis too many',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = sqlite:/etc/postfix/aliases.cf
      `,
      tables: {
        'aliases.cf': "dbpath = /etc/postfix/aliases.sqlite\nquery = SELECT lower('%s')«)»\n",
      },
    },
    {
      title: 'A query',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = sqlite:/etc/postfix/aliases.cf
      `,
      tables: { 'aliases.cf': "dbpath = /etc/postfix/aliases.sqlite\nquery = SELECT lower('%s') || ')'\n" },
    },
  ],
})
