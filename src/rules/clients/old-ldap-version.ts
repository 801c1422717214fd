import { clientOf, collectSettings, wholeOf } from '../../config/client-settings.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'old-ldap-version',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'An LDAP table speaks protocol version 2, which servers have given up',
  why: `Unless \`version = 3\` says otherwise, Postfix speaks version 2 of LDAP (Debian's build: 3). Current directory servers
refuse it ("historical protocol version requested"), and \`start_tls\` and \`ldaps://\` do not work with it.`,
  see: ['ldap_table(5)', 'LDAP_README', 'src/global/dict_ldap.c'],
  evidence: { kind: 'source', because: 'what is refused depends on the directory server' },
  messages: {
    tls: (d: { name: string }) =>
      `\`${d.name}\` needs version 3 of the protocol, and Postfix uses 2 unless told otherwise: set \`version = 3\``,
    unset: () =>
      'Without `version = 3`, Postfix speaks version 2 of LDAP (unless Debian built it), which current servers refuse. Set it',
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    if (client?.type !== 'ldap' || project.catalog.profile === 'debian') return undefined
    const { settings, line } = collectSettings()
    return {
      line,
      end() {
        const version = settings.get('version')
        if (version !== undefined && version.value.text !== '2') return
        const host = settings.get('server_host')
        const tls = settings.get('start_tls')
        if (tls?.value.text.toLowerCase() === 'yes') report({ at: wholeOf(tls), say: ['tls', { name: 'start_tls' }] })
        else if (host !== undefined && /^ldap(?:s|i):/.test(host.value.text))
          report({ at: wholeOf(host), say: ['tls', { name: host.value.text.slice(0, 8) }] })
        else if (host !== undefined && version === undefined)
          report({ at: { file: host.file, range: host.nameRange }, say: ['unset'], severity: 'info' })
      },
    }
  },
  examples: [
    {
      title: 'TLS with version 2',
      prove: false,
      'main.cf': 'virtual_alias_maps = ldap:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          server_host = ldap://ldap.example.com
          search_base = dc=example,dc=com
          query_filter = (mail=%s)
          start_tls = «yes»
        `,
      },
    },
    {
      title: 'Version 3',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = ldap:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          server_host = ldap://ldap.example.com
          version = 3
          search_base = dc=example,dc=com
          query_filter = (mail=%s)
        `,
      },
    },
  ],
})
