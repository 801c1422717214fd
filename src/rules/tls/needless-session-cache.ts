import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'needless-session-cache',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  postfix: { from: '2.11' },
  fix: 'none',
  summary: 'The server keeps TLS sessions in a file, which tickets make needless',
  why: `Since Postfix 2.11 the SMTP server gives its TLS clients session tickets: the client keeps the session, and the server need
not remember anything. A cache on the server is used only by clients so old that they know no tickets, and costs a file that
grows and, on a busy server, time. The manual advises to leave it empty.`,
  see: ['postconf(5) smtpd_tls_session_cache_database', 'TLS_README'],
  evidence: { kind: 'heuristic', because: 'it works, and old clients may profit' },
  messages: {
    needless: (d: { name: string }) =>
      `Clients keep their TLS sessions themselves since Postfix 2.11 (session tickets): remove \`${d.name}\``,
  },
  scope: 'setting',
  parameters: ['smtpd_tls_session_cache_database'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved) || resolved.text === '') return
    report({ at: nameLocation(setting), say: ['needless', { name: setting.name }] })
  },
  examples: [
    {
      title: 'A setting from before 2.11',
      'main.cf': `
        compatibility_level = 3.6
        «smtpd_tls_session_cache_database» = lmdb:\${data_directory}/smtpd_scache
      `,
    },
    {
      title: 'A cache for the client, which is worth its while',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtp_tls_security_level = may
      `,
    },
  ],
})
