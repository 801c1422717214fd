import { aliasEntries, serverNameEntries } from '../../config/host/index-sources.js'
import { type TableFile, tableFiles } from '../../config/host/table-files.js'
import { defineRule } from '../define.js'

/** Entries that are looked for in an index; it is made by one command, so a few tell. */
const looked = 8

/** What is in an index, when it is there. */
function bytesOf({ index }: TableFile): string | undefined {
  return index === undefined || typeof index.fact === 'string' ? undefined : index.fact.bytes
}

/** True when every name is in the index with its colon, as only postmap(1) leaves it. */
function isPostmapped(table: TableFile, bytes: string): boolean {
  const entries = aliasEntries(table).slice(0, looked)
  return (
    entries.length > 0 &&
    entries.every(({ name, value }) => bytes.includes(`${name}:\0`) || bytes.includes(`${name}:${value}`))
  )
}

/** True when the names of key files are in the index as they are in the text, not what is in the files. */
function holdsNames(table: TableFile, bytes: string): boolean {
  return serverNameEntries(table).some(({ value }) => value.length > 4 && bytes.includes(value))
}

export default defineRule({
  id: 'index-of-wrong-command',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'The index of a table was made with the wrong command',
  why: `Aliases are written \`name: target\`. postalias(1) and newaliases(1) make their index; postmap(1) takes the colon for
a part of the name, so that no alias is ever found and Postfix says nothing. The table of \`tls_server_sni_maps\` has names of
files; \`postmap -F\` puts what is in them into the index. Without \`-F\` the names themselves are there, and no client that asks for
one of these server names gets a TLS connection.`,
  see: ['postalias(1)', 'postmap(1)', 'postconf(5) tls_server_sni_maps'],
  evidence: {
    kind: 'source',
    because: 'Postfix says nothing of an alias that is not found; that the colon is in the index was seen in real ones',
  },
  messages: {
    aliases: (d: { path: string; type: string }) =>
      `The index of \`${d.path}\` was made with postmap(1), which leaves the colon in the names: no alias is ever found. Run \`postalias ${d.type}:${d.path}\``,
    files: (d: { path: string; type: string }) =>
      `The index of \`${d.path}\` was made without \`-F\`, so it holds names of files in place of keys: TLS fails for these server names. Run \`postmap -F ${d.type}:${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const seen = new Set<string>()
    for (const table of tableFiles(project)) {
      const { mention, path, type } = table
      const isAliases = mention.use.name === 'aliases'
      if (type === undefined || seen.has(path) || (!isAliases && mention.use.name !== 'server-name')) continue
      const bytes = bytesOf(table)
      if (bytes === undefined) continue
      seen.add(path)
      const services = mention.service === undefined ? [] : [mention.service]
      const data = { path, type: type.name }
      if (isAliases && isPostmapped(table, bytes)) report({ at: mention.spec, say: ['aliases', data], services })
      if (!isAliases && holdsNames(table, bytes)) report({ at: mention.spec, say: ['files', data], services })
    }
  },
  examples: [
    {
      title: 'Aliases indexed with postmap',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = «lmdb:/etc/postfix/aliases»
        alias_database = $alias_maps
      `,
      files: {
        '/etc/postfix/aliases': { text: 'postmaster: root\nroot: admin@example.net\n' },
        '/etc/postfix/aliases.lmdb': { modified: 1000, bytes: '\0\0root:\0admin@example.net\0postmaster:\0root\0' },
      },
    },
    {
      title: 'Keys for server names, without `-F`',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/postfix/tls/chain.pem
        tls_server_sni_maps = «lmdb:/etc/postfix/server-names»
      `,
      files: {
        '/etc/postfix/server-names': { text: 'mail.example.net /etc/postfix/tls/net.pem\n' },
        '/etc/postfix/server-names.lmdb': { modified: 1000, bytes: '\0mail.example.net\0/etc/postfix/tls/net.pem\0' },
      },
    },
    {
      title: 'Aliases indexed with postalias',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = lmdb:/etc/postfix/aliases
        alias_database = $alias_maps
      `,
      files: {
        '/etc/postfix/aliases': { text: 'postmaster: root\nroot: admin@example.net\n' },
        '/etc/postfix/aliases.lmdb': { modified: 1000, bytes: '\0\0root\0admin@example.net\0postmaster\0root\0' },
      },
    },
  ],
})
