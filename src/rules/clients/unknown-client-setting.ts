import { clientOf } from '../../config/client-settings.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unknown-client-setting',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A file for a database or directory has a setting that the client does not know',
  why: `The file behind \`mysql:\`, \`ldap:\` and the like holds settings for the client of that type. A name that the client does
not read is passed over: a misspelled \`passwrod\` leaves the client without a password. \`postconf\` warns about it ("unused
parameter").`,
  see: ['mysql_table(5)', 'ldap_table(5)', 'pgsql_table(5)', 'src/postconf/postconf_dbms.c'],
  evidence: { kind: 'source', because: 'postconf(1) says so only when the package with the client is installed' },
  messages: {
    unknown: (d: { name: string; type: string; near: string | undefined }) =>
      `\`${d.type}:\` tables have no setting \`${d.name}\`, so this line does nothing. ${d.near ? `Did you mean \`${d.near}\`?` : 'Take it out, or find its right name in the manual'}`,
    old: (d: { name: string; type: string }) =>
      `\`${d.name}\` of \`${d.type}:\` tables does nothing any more: take it out`,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    if (client === undefined) return undefined
    const { type } = client
    return {
      line(line) {
        if (line.type !== 'setting') return
        const { name, file } = line
        const at = { file, range: line.nameRange }
        const key = client.key(name)
        if (key?.ignored) report({ at, say: ['old', { name, type }] })
        if (key !== undefined) return
        const near = nearestName(name, client.keyNames())
        const fix = near === undefined ? undefined : { title: `Write \`${near}\``, edits: [{ ...at, text: near }] }
        report({ at, say: ['unknown', { name, type, near }], fix })
      },
    }
  },
  examples: [
    {
      title: 'A slip of the pen',
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          dbname = mail
          «passwrod» = example
          query = SELECT goto FROM alias WHERE address = '%s'
        `,
      },
      fixed: `
          dbname = mail
          password = example
          query = SELECT goto FROM alias WHERE address = '%s'
        `,
      prove: false,
    },
    {
      title: 'Settings that the client knows',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          hosts = 127.0.0.1
          user = postfix
          password = example
          dbname = mail
          query = SELECT goto FROM alias WHERE address = '%s'
        `,
      },
    },
  ],
})
