import { certainText, certainValue, writtenPlace } from '../../config/certain-values.js'
import { secondsOf, viewsOf } from '../../config/measures.js'
import { servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const programs = ['smtpd', 'smtp', 'lmtp'] as const

export default defineRule({
  id: 'shared-session-cache',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'Two caches of TLS sessions in one file',
  why: `tlsmgr(8) keeps a cache of TLS sessions for each of smtpd(8), smtp(8) and lmtp(8), in a table of its own. When two of them
have the same name, it stops with a fatal error at its start; without it TLS does not work.`,
  see: ['postconf(5) smtp_tls_session_cache_database', 'src/tlsmgr/tlsmgr.c'],
  evidence: { kind: 'log', says: ['do not use the same TLS cache file'], by: 'tlsmgr' },
  messages: {
    shared: (d: { other: string; text: string }) =>
      `\`tlsmgr\` stops with a fatal error, and TLS with it: \`${d.other}\` has the same \`${d.text}\`. Give each cache a file of its own`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const view of viewsOf(project, ['tlsmgr'])) {
      const { config } = view
      const seen = new Map<string, string>()
      for (const program of programs) {
        const name = `${program}_tls_session_cache_database`
        const text = certainText(config, name)
        const time = secondsOf(config, `${program}_tls_session_cache_timeout`, project.catalog)
        if (text === undefined || text === '' || time === undefined || time.value === 0) continue
        const other = seen.get(text)
        const at = writtenPlace(certainValue(config, name))
        if (other === undefined) seen.set(text, name)
        else if (at !== undefined) {
          const first = writtenPlace(certainValue(config, other))
          report({
            at,
            say: ['shared', { other, text: text.slice(0, 60) }],
            related: first ? [{ at: first, message: 'the same file' }] : [],
            services: servicesOf(view),
          })
        }
      }
    }
  },
  examples: [
    {
      title: 'Client and server in one file',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_session_cache_database = btree:\${data_directory}/tls_cache
        smtp_tls_session_cache_database = «btree:\${data_directory}/tls_cache»
        smtp_tls_security_level = may
      `,
    },
    {
      title: 'A file for each',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_session_cache_database = lmdb:\${data_directory}/smtpd_scache
        smtp_tls_session_cache_database = lmdb:\${data_directory}/smtp_scache
        smtp_tls_security_level = may
      `,
    },
  ],
})
