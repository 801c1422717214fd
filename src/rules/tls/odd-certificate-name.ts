import { listItems, partOfItem, replacePlace } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

const words = ['hostname', 'nexthop', 'dot-nexthop'] as const

export default defineRule({
  id: 'odd-certificate-name',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A name that certificates are compared with, which none can have',
  why: `\`smtp_tls_secure_cert_match\` and \`smtp_tls_verify_cert_match\` take the words \`hostname\`, \`nexthop\` and
\`dot-nexthop\`, names of hosts, and \`.example.com\` for the names below a domain. Anything else is taken as a name, so a
misspelled word is one that no certificate has, and mail is put off when nothing else matches. There are no wildcards.`,
  see: ['postconf(5) smtp_tls_secure_cert_match', 'TLS_README', 'src/tls/tls_client.c'],
  evidence: { kind: 'source', because: 'match_servername() takes each other word as a domain' },
  messages: {
    word: (d: { value: string; near: string }) =>
      `\`${d.value}\` is taken as the name of a host, which no certificate has: did you mean \`${d.near}\`?`,
    name: (d: { value: string }) =>
      `\`${d.value}\` is taken as the name of a host, which no certificate of a mail server has: the words are \`hostname\`, \`nexthop\` and \`dot-nexthop\``,
    dot: () =>
      'a dot alone matches no certificate and is left out with a warning: `.example.com` stands for the names below a domain',
    wildcard: (d: { value: string }) =>
      `\`${d.value}\` never matches, there are no wildcards here: \`.example.com\` stands for the names below a domain`,
  },
  scope: 'setting',
  kinds: ['tls-peername-match-list'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    for (const item of listItems(resolved)) {
      let start = 0
      for (const value of item.value.split(':')) {
        const at = partOfItem(item, start, start + value.length)
        start += value.length + 1
        const lower = value.toLowerCase()
        if (value === '' || words.some(word => word === lower)) continue
        if (value === '.') report({ at, say: ['dot'] })
        else if (value.includes('*')) report({ at, say: ['wildcard', { value }] })
        else if (!value.includes('.')) {
          const near =
            nearestName(lower, words) ?? words.find(word => word.replaceAll('-', '') === lower.replaceAll('-', ''))
          report({
            at,
            say: near === undefined ? ['name', { value }] : ['word', { value, near }],
            fix:
              near === undefined || item.value !== value
                ? undefined
                : { title: `Write \`${near}\``, edits: replacePlace(at, near) },
          })
        }
      }
    }
  },
  examples: [
    {
      title: 'A hyphen too many',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_secure_cert_match = «next-hop», dot-nexthop
      `,
      fixed: `
        compatibility_level = 3.6
        smtp_tls_secure_cert_match = nexthop, dot-nexthop
      `,
    },
    {
      title: 'A wildcard, and a dot alone',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_verify_cert_match = hostname, «*.example.com»
        smtp_tls_secure_cert_match = nexthop:«.»
      `,
    },
    {
      title: 'Words and domains',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_secure_cert_match = nexthop, .example.com
      `,
    },
  ],
})
