import { isReadable } from '../../config/mail-path.js'
import { wordsOfValue } from '../../config/words.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'verbose-tls-log',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'TLS logging that is meant for finding a fault was left on',
  why: `Level 1 logs one line for each TLS connection. Level 2 adds details of the handshake for people who look for a fault, 3
and 4 write whole packets to the log, in hexadecimal. Leave it at \`1\` (or \`0\`) when the fault is found: the log grows, and 4 has
the content of mail in it.`,
  see: ['postconf(5) smtpd_tls_loglevel', 'TLS_README', 'src/tls/tls_misc.c'],
  evidence: { kind: 'heuristic', because: 'somebody may be looking for a fault right now' },
  messages: {
    dump: (d: { level: string }) =>
      `Level \`${d.level}\` writes whole TLS packets to the log${d.level === '4' ? ', mail and passwords included' : ''}, and is for finding a fault only. Use \`1\``,
    verbose: (d: { level: string }) =>
      `Level \`${d.level}\` logs details of each TLS handshake, to find a fault. For everyday use, take \`1\``,
  },
  scope: 'setting',
  parameters: ['smtpd', 'smtp', 'lmtp', 'tlsproxy', 'tlsproxy_client'].flatMap(program =>
    program === 'tlsproxy_client' ? [`${program}_loglevel`] : [`${program}_tls_loglevel`],
  ),
  check({ project, resolved, parameter, setting, view }, report) {
    const vocabulary = project.catalog.vocabulary(setting.name)
    if (parameter === undefined || vocabulary === undefined || !isReadable(resolved)) return
    if (view.get(setting.name)?.setting !== setting || resolved.expanded.references.length > 0) return
    for (const word of wordsOfValue(resolved, parameter, vocabulary)) {
      if (word.value === '3' || word.value === '4') report({ at: word, say: ['dump', { level: word.value }] })
      else if (word.value === '2') report({ at: word, say: ['verbose', { level: word.value }], severity: 'info' })
    }
  },
  examples: [
    {
      title: 'Left over from a search',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_loglevel = «4»
        lmtp_tls_loglevel = «2»
      `,
    },
    {
      title: 'A line for each connection',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_loglevel = 1
      `,
    },
  ],
})
