import { filesNamedIn } from '../../config/host/index-sources.js'
import { resultOf } from '../../config/table-values.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-server-name-file',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.4' },
  needs: 'host',
  fix: 'none',
  summary: 'A file with the key and certificate of a server name does not exist',
  why: `The table of \`tls_server_sni_maps\` names, for each server name, the files with its private key and certificates.
\`postmap -F\` reads them into the index; an entry whose file cannot be read is left out with a warning. Clients that ask for that
name then get no TLS, or the certificate of another name. Tables of patterns are read by Postfix itself, in the same way.`,
  see: ['postconf(5) tls_server_sni_maps', 'postmap(1)', 'src/util/dict_file.c'],
  evidence: { kind: 'source', because: 'the proof indexes tables without the option `-F`' },
  messages: {
    missing: (d: { path: string }) =>
      `There is no file \`${d.path}\`: \`postmap -F\` skips this entry, and this server name has no certificate. Write the right path`,
    other: (d: { path: string }) =>
      `\`${d.path}\` is not a file: \`postmap -F\` skips this entry, and this server name has no certificate`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['server-name'],
  check({ project }, report) {
    return {
      line(line) {
        const result = resultOf(line)
        for (const place of result === undefined ? [] : filesNamedIn(result)) {
          const path = place.value
          const fact = path.startsWith('/') ? project.facts.path(path) : 'unknown'
          if (fact === 'missing') report({ at: place, say: ['missing', { path }] })
          else if (fact !== 'unknown' && fact.kind === 'directory') report({ at: place, say: ['other', { path }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'A certificate that was removed',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/postfix/tls/chain.pem
        tls_server_sni_maps = lmdb:/etc/postfix/server-names
      `,
      tables: { 'server-names': 'mail.example.net /etc/postfix/tls/net.key, «/etc/postfix/tls/net.pem»\n' },
      files: { '/etc/postfix/tls/net.key': { mode: 0o600 }, '/etc/postfix/tls/net.pem': 'missing' },
    },
    {
      title: 'Files that are there',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/postfix/tls/chain.pem
        tls_server_sni_maps = lmdb:/etc/postfix/server-names
      `,
      tables: { 'server-names': 'mail.example.net /etc/postfix/tls/net.pem\n' },
      files: { '/etc/postfix/tls/net.pem': { mode: 0o600 } },
    },
  ],
})
