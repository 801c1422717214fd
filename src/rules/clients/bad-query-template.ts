import { clientOf, partOfValue, querySettings, templateKeys } from '../../config/client-settings.js'
import { replacePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** Settings that make the result, in which the same letters are known. */
const resultSettings: ReadonlySet<string> = new Set(['result_format', 'result_filter'])

export default defineRule({
  id: 'bad-query-template',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A query for a database or directory has a `%` that means nothing',
  why: `In queries and result formats, \`%s\` stands for what is looked up or found, \`%u\` and \`%d\` for its user and domain,
\`%1\` to \`%9\` for parts of the domain, and \`%%\` for a percent sign. Anything else behind a \`%\`, also the wildcard of an SQL
\`LIKE\`, makes the program that opens the table stop with a fatal error. Double the sign: \`LIKE '%%@example.com'\`.`,
  see: ['mysql_table(5)', 'pgsql_table(5)', 'ldap_table(5)', 'src/global/db_common.c'],
  evidence: {
    kind: 'source',
    because: 'the package with the client has to be installed for Postfix to open such a table',
  },
  messages: {
    bad: (d: { what: string }) =>
      `\`${d.what}\` means nothing in a query: each program that opens this table stops with a fatal error. For a percent sign itself write \`%%\``,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    if (client === undefined) return undefined
    const queries = new Set(querySettings[client.type] ?? [])
    return {
      line(line) {
        if (line.type !== 'setting' || !(queries.has(line.name) || resultSettings.has(line.name))) return
        if (client.key(line.name) === undefined) return
        for (const { start, letter, valid } of templateKeys(line.value.text)) {
          if (valid) continue
          const at = partOfValue(line, start, start + 1 + letter.length)
          const spot = partOfValue(line, start, start + 1)
          report({
            at,
            say: ['bad', { what: `%${letter}` }],
            fix: { title: 'Write `%%`', edits: replacePlace(spot, '%%') },
          })
          // The next one is read only when this one is mended.
          break
        }
      },
    }
  },
  examples: [
    {
      title: 'A wildcard of SQL',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          dbname = mail
          query = SELECT goto FROM alias WHERE address LIKE '«%@»example.com' AND name = '%s'
        `,
      },
      fixed: `
          dbname = mail
          query = SELECT goto FROM alias WHERE address LIKE '%%@example.com' AND name = '%s'
        `,
    },
    {
      title: 'Letters that stand for something',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/mailboxes.cf\n',
      tables: {
        'mailboxes.cf': `
          dbname = mail
          query = SELECT maildir FROM mailbox WHERE user = '%u' AND domain = '%d' AND path LIKE '%%/'
          result_format = %s
        `,
      },
    },
  ],
})
