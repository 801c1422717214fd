import type { ClientKey } from '../../catalog/types.js'
import { clientOf, wholeOf } from '../../config/client-settings.js'
import { toBoolean, toInteger } from '../../config/convert.js'
import { defineRule } from '../define.js'

/** What is wrong with a value, as the client reads it (`src/global/cfg_parser.c`); undefined when nothing is. */
function faultOf(key: ClientKey, text: string): string | undefined {
  switch (key.type) {
    case 'boolean':
      return toBoolean(text) === undefined ? 'has to be `yes` or `no`' : undefined
    case 'integer': {
      if (text.includes('$')) return undefined
      const number = toInteger(text)
      if (!number.ok) return 'has to be a whole number'
      if (key.min !== undefined && number.value < key.min) return `has to be at least ${key.min}`
      return key.max !== undefined && number.value > key.max ? `has to be at most ${key.max}` : undefined
    }
    case 'string':
      return key.min !== undefined && text.length < key.min ? 'may not be empty' : undefined
  }
  return key.type satisfies never
}

export default defineRule({
  id: 'bad-client-value',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A setting for a database or directory has a value that the client refuses',
  why: `The client of a \`mysql:\`, \`ldap:\` or similar table reads its file when a program opens the table. At a switch that is
neither \`yes\` nor \`no\`, a number out of its bounds, or an empty text where one is needed, the program stops with a fatal
error: smtpd(8) drops its clients, cleanup(8) takes no mail.`,
  see: ['mysql_table(5)', 'ldap_table(5)', 'src/global/cfg_parser.c'],
  evidence: {
    kind: 'source',
    because: 'the package with the client has to be installed for Postfix to open such a table',
  },
  messages: {
    bad: (d: { name: string; value: string; fault: string }) =>
      `\`${d.name}\` ${d.fault}${d.value === '' ? '' : `, not \`${d.value}\``}: each program that opens this table stops with a fatal error`,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    if (client === undefined) return undefined
    return {
      line(line) {
        const key = line.type === 'setting' ? client.key(line.name) : undefined
        if (line.type !== 'setting' || key === undefined) return
        const value = line.value.text
        const fault = faultOf(key, value)
        if (fault === undefined) return
        const at = value === '' ? { file: line.file, range: line.valueRange } : wholeOf(line)
        report({ at, say: ['bad', { name: line.name, value: value.slice(0, 60), fault }] })
      },
    }
  },
  examples: [
    {
      title: 'A switch that is neither yes nor no',
      prove: false,
      'main.cf': 'virtual_alias_maps = ldap:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          server_host = ldap://ldap.example.com
          version = 3
          search_base = dc=example,dc=com
          query_filter = (mail=%s)
          start_tls = «true»
        `,
      },
    },
    {
      title: 'A number out of its bounds',
      prove: false,
      'main.cf': 'virtual_alias_maps = ldap:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          server_host = ldap://ldap.example.com
          search_base = dc=example,dc=com
          query_filter = (mail=%s)
          version = «1»
        `,
      },
    },
    {
      title: 'Good values',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = ldap:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          server_host = ldap://ldap.example.com
          version = 3
          search_base = dc=example,dc=com
          query_filter = (mail=%s)
          start_tls = yes
        `,
      },
    },
  ],
})
