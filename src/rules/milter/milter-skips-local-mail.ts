import { certainText, firstWritten } from '../../config/certain-values.js'
import { viewsOf } from '../../config/measures.js'
import { smtpServers } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const overSmtp = 'smtpd_milters'
const other = 'non_smtpd_milters'

export default defineRule({
  id: 'milter-skips-local-mail',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A milter sees mail that comes over SMTP only',
  why: `\`${overSmtp}\` is for mail that smtpd(8) receives. Mail of the host itself, handed in with sendmail(1), and mail that Postfix
re-injects after a local program, goes through \`${other}\`. When that is empty, such mail is not signed (DKIM) and not
checked. Often \`${other} = $${overSmtp}\` is right; a milter that needs the address of a client is not for it.`,
  see: ['MILTER_README', 'postconf(5) non_smtpd_milters'],
  evidence: { kind: 'heuristic', because: 'it may be meant, for a filter that only makes sense for mail from outside' },
  messages: {
    skipped: () =>
      `Mail that this host sends itself (with \`sendmail\`) does not go through this filter. If it should be signed or checked too, set \`${other} = $${overSmtp}\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain || (certainText(project.base, overSmtp) ?? '') === '') return
    const cleanup = viewsOf(project, ['cleanup'])
    if (cleanup.length > 0 && cleanup.some(({ config }) => certainText(config, other) !== '')) return
    if (certainText(project.base, other) !== '' || smtpServers(project).length === 0) return
    const at = firstWritten(project.base, [overSmtp])
    if (at !== undefined) report({ at, say: ['skipped'] })
  },
  examples: [
    {
      title: 'Only mail over SMTP is signed',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = «inet:localhost:8891»
      `,
    },
    {
      title: 'All mail is signed',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtpd_milters = inet:localhost:8891
        non_smtpd_milters = $smtpd_milters
      `,
    },
  ],
})
