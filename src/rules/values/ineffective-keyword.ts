import { compareVersions } from '../../catalog/versions.js'
import { wordsOfValue } from '../../config/words.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'ineffective-keyword',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A word that Postfix knows but does not act upon here',
  why: `Some words are known and yet do not do what they say: the SMTP server cannot verify its clients by a security level
the way the SMTP client verifies servers, so \`smtpd_tls_security_level = secure\` is taken for \`encrypt\`; the cipher grades
\`export\` and \`low\` are taken for \`medium\` since Postfix 3.8; classes of internal mail that are listed for content inspection
without being inspected.`,
  see: ['postconf(5)', 'src/smtpd/smtpd.c', 'src/tls/tls_misc.c', 'src/global/int_filt.c'],
  evidence: { kind: 'log', says: ['unsupported TLS level'], by: 'smtpd' },
  messages: {
    effect: (d: { name: string; word: string; effect: string }) =>
      `\`${d.word}\` does not do in \`${d.name}\` what it says: it is ${d.effect}. Write what is meant`,
  },
  scope: 'setting',
  kinds: ['enum', 'enum-list'],
  check({ project, setting, resolved, parameter }, report) {
    if (parameter === undefined || resolved.unknown || resolved.expanded.problem) return
    const vocabulary = project.catalog.vocabulary(setting.name)
    if (vocabulary === undefined || vocabulary.ignored || vocabulary.integer) return
    for (const word of wordsOfValue(resolved, parameter, vocabulary)) {
      const note = word.known === undefined ? undefined : vocabulary.notes[word.known]
      if (note?.effect === undefined) continue
      if (note.deprecated !== undefined && compareVersions(project.catalog.version, note.deprecated) < 0) continue
      report({
        at: word,
        say: ['effect', { name: setting.name, word: word.value, effect: note.effect }],
        ...(note.status !== 'unsupported' && { severity: 'info' }),
      })
    }
  },
  examples: [
    {
      title: 'A level for the client, given to the server',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = «secure»
        smtpd_tls_cert_file = /etc/ssl/certs/ssl-cert-snakeoil.pem
        smtpd_tls_key_file = /etc/ssl/private/ssl-cert-snakeoil.key
      `,
    },
    {
      title: 'A level of the server',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/ssl/certs/mail.example.com.pem
        smtpd_tls_key_file = /etc/ssl/private/mail.example.com.key
      `,
    },
  ],
})
