import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-client-line',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A line in a file for a database or directory is not `name = value`',
  why: `The files of \`mysql:\`, \`ldap:\` and the like are written as main.cf is: \`name = value\`, a line that begins with white
space continues the one above, comments stand on lines of their own. At any other line, each program that opens the table stops with a
fatal error.`,
  see: ['mysql_table(5)', 'ldap_table(5)', 'src/global/cfg_parser.c', 'src/util/dict.c'],
  evidence: {
    kind: 'source',
    because: 'the package with the client has to be installed for Postfix to open such a table',
  },
  messages: {
    equals: (d: { text: string }) =>
      `\`${d.text}\` is not \`name = value\`: each program that opens this table stops with a fatal error. Is the \`=\` missing, or the white space that makes it part of the line above?`,
    name: () => 'There is no name before the `=`: each program that opens this table stops with a fatal error',
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ table }, report) {
    if (table.type === undefined) return undefined
    return {
      line(line) {
        if (line.type !== 'malformed-setting') return
        const at = { file: table.source.name, range: line.at }
        if (line.problem === 'missing-name') report({ at, say: ['name'] })
        else report({ at, say: ['equals', { text: line.text.text.trim().slice(0, 40) }] })
      },
    }
  },
  examples: [
    {
      title: 'A query over two lines',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: { 'aliases.cf': 'dbname = mail\nquery = SELECT goto FROM alias\nWHERE «active» ORDER BY address\n' },
    },
    {
      title: 'Continued with white space',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: { 'aliases.cf': "dbname = mail\nquery = SELECT goto FROM alias\n  WHERE address = '%s'\n" },
    },
  ],
})
