import { clientOf, wholeOf } from '../../config/client-settings.js'
import { isDigest } from '../../config/digests.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** The largest number that `dereference` takes. */
const mostDereference = 3

export default defineRule({
  id: 'unknown-client-word',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A setting for a database or directory has a word that the client does not know',
  why: `\`scope\` of an LDAP table is \`sub\`, \`base\` or \`one\`; \`bind\` is \`yes\`, \`no\`, or from 2.8 on \`simple\`, \`none\` or
\`sasl\`; \`dereference\` is a number from 0 to 3; \`version\` is 2 or 3. For an unknown \`bind\` the program stops with a fatal error; for the others it warns and
takes the default, which searches other entries than you meant. With a \`key_digest\` that OpenSSL
does not have, a memcache table cannot be opened, and each lookup in it fails.`,
  see: ['ldap_table(5)', 'memcache_table(5)', 'src/global/dict_ldap.c', 'src/global/dict_memcache.c'],
  evidence: { kind: 'source', because: 'the package with the client has to be installed for Postfix to say it' },
  messages: {
    bind: (d: { value: string; known: string; near: string | undefined }) =>
      `\`bind\` knows no \`${d.value}\`: each program that opens this table stops with a fatal error. ${d.near ? `Did you mean \`${d.near}\`?` : `It can be ${d.known}`}`,
    word: (d: { name: string; value: string; known: string; used: string }) =>
      `\`${d.name}\` knows no \`${d.value}\`, so ${d.used} is used, with a warning: it can be ${d.known}`,
    digest: (d: { value: string }) =>
      `OpenSSL has no digest \`${d.value}\`, so this table cannot be opened and each lookup in it fails: write \`sha256\``,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    if (client?.type !== 'ldap' && client?.type !== 'memcache') return undefined
    return {
      line(line) {
        if (line.type !== 'setting' || line.value.text === '') return
        if (line.name === 'key_digest' && client.key('key_digest') !== undefined) {
          const value = line.value.text.slice(0, 40)
          if (!isDigest(value)) report({ at: wholeOf(line), say: ['digest', { value }] })
        }
        if (client.type !== 'ldap') return
        const { name } = line
        const value = line.value.text
        if (name === 'dereference') {
          if (!/^\d+$/.test(value) || Number(value) <= mostDereference) return
          report({ at: wholeOf(line), say: ['word', { name, value, known: 'a number from 0 to 3', used: '`0`' }] })
          return
        }
        const key = client.key(name)
        const values = key?.values
        if (values === undefined || values.includes(name === 'bind' ? value.toLowerCase() : value)) return
        const known = values.map(each => `\`${each}\``).join(', ')
        const data = { value: value.slice(0, 40), known }
        if (name === 'bind')
          report({ at: wholeOf(line), say: ['bind', { ...data, near: nearestName(value, values) }], severity: 'error' })
        else if (name === 'scope' || (name === 'version' && Number(value) > 2))
          report({
            at: wholeOf(line),
            say: ['word', { ...data, name, used: name === 'scope' ? '`sub`' : 'the default' }],
          })
      },
    }
  },
  examples: [
    {
      title: 'A scope of other software',
      prove: false,
      'main.cf': 'virtual_alias_maps = ldap:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          server_host = ldap://ldap.example.com
          version = 3
          search_base = dc=example,dc=com
          query_filter = (mail=%s)
          scope = «subtree»
        `,
      },
    },
    {
      title: 'A digest that there is not',
      prove: false,
      version: '3.11',
      'main.cf': 'virtual_alias_maps = memcache:/etc/postfix/memcache.cf\n',
      tables: { 'memcache.cf': 'memcache = inet:127.0.0.1:11211\nkey_digest = «sha265»\n' },
    },
    {
      title: 'A scope that LDAP tables have',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = ldap:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          server_host = ldap://ldap.example.com
          version = 3
          search_base = dc=example,dc=com
          query_filter = (mail=%s)
          scope = one
        `,
      },
    },
  ],
})
