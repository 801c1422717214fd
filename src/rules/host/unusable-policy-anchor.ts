import { partOfItem } from '../../config/elements.js'
import { resultOf, wordsOf } from '../../config/table-values.js'
import { defineRule } from '../define.js'
import { sampleAuthority } from '../sample-certificate.js'

const attribute = /^tafile=(\/.*)$/i

export default defineRule({
  id: 'unusable-policy-anchor',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '2.11' },
  needs: 'host',
  fix: 'none',
  summary: 'The authority that a TLS policy names for a destination is missing or no certificate',
  why: `\`tafile=\` in a result of \`smtp_tls_policy_maps\` names a file with the certificates or public keys that vouch for the servers of
this destination alone. smtp(8) opens it when it has mail for the destination. When it cannot ("error opening trust anchor file"), or
finds nothing in PEM form there, the policy is invalid, and the mail is deferred.`,
  see: ['postconf(5) smtp_tls_policy_maps', 'TLS_README', 'src/tls/tls_dane.c'],
  evidence: { kind: 'source', because: 'the file is opened for a delivery to that destination, which takes a network' },
  messages: {
    missing: (d: { path: string }) =>
      `There is no file \`${d.path}\`, so mail for this destination is deferred. Write the right path`,
    other: (d: { path: string }) => `\`${d.path}\` is not a file, so mail for this destination is deferred`,
    none: (d: { path: string }) =>
      `\`${d.path}\` holds no certificate and no public key in PEM form, so mail for this destination is deferred`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['tls-policy'],
  check({ project }, report) {
    return {
      line(line) {
        const result = resultOf(line)
        for (const word of result === undefined ? [] : wordsOf(result)) {
          const path = attribute.exec(word.value)?.[1]
          const fact = path === undefined ? 'unknown' : project.facts.path(path)
          if (path === undefined || fact === 'unknown') continue
          const at = partOfItem(word, word.value.length - path.length, word.value.length)
          if (fact === 'missing') report({ at, say: ['missing', { path }] })
          else if (fact.kind === 'directory') report({ at, say: ['other', { path }] })
          else if (fact.pem?.length === 0) report({ at, say: ['none', { path }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'A file that was moved',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtp_tls_policy_maps = lmdb:/etc/postfix/policies
      `,
      tables: { policies: 'example.net secure tafile=«/etc/postfix/tls/net.pem»\n' },
      files: { '/etc/postfix/tls/net.pem': 'missing' },
    },
    {
      title: 'Not in PEM form',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtp_tls_policy_maps = lmdb:/etc/postfix/policies
      `,
      tables: { policies: 'example.net secure tafile=«/etc/postfix/tls/net.der»\n' },
      files: { '/etc/postfix/tls/net.der': { pem: [] } },
    },
    {
      title: 'A certificate',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtp_tls_policy_maps = lmdb:/etc/postfix/policies
      `,
      tables: { policies: 'example.net secure tafile=/etc/postfix/tls/net.pem\n' },
      files: { '/etc/postfix/tls/net.pem': { pem: [sampleAuthority()] } },
    },
  ],
})
