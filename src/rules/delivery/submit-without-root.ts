import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'submit-without-root',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'root may not send mail with the commands of this host',
  why: `\`authorized_submit_users\` lists who may hand in mail with sendmail(1) and postdrop(1). When \`root\` is not in it, mail of cron jobs, of
log watchers and of the system itself is refused: the command fails, and nobody sees the message. The list ends at the first match, and
who is not in it at all may not.`,
  see: ['postconf(5) authorized_submit_users', 'postdrop(1)'],
  evidence: {
    kind: 'source',
    because: 'check_user_acl_byuid() refuses who does not match; seen by starting sendmail(1) as that user',
  },
  messages: {
    root: (d: { why: string }) =>
      `\`root\` may not send mail with this list (${d.why}), so mail of cron and of the system is lost: add \`root\``,
  },
  scope: 'setting',
  parameters: ['authorized_submit_users'],
  check({ resolved }, report) {
    if (!isReadable(resolved) || resolved.text === '') return
    const patterns = matchPatterns(resolved)
    for (const { value, form, negations } of patterns) {
      const excluded = negations % 2 === 1
      if (form === 'pattern' && value === 'root') {
        if (excluded) report({ at: wholeValue(resolved), say: ['root', { why: 'it is excluded' }] })
        return
      }
      // What a table or a file holds is not known, static: has everybody.
      if (form === 'table' || form === 'file') return
    }
    if (patterns.length > 0) report({ at: wholeValue(resolved), say: ['root', { why: 'it is not in it' }] })
  },
  examples: [
    {
      title: 'One user alone',
      'main.cf': `
        compatibility_level = 3.6
        authorized_submit_users = «www-data»
      `,
    },
    {
      title: 'All but one',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        authorized_submit_users = !www-data, static:all
      `,
    },
  ],
})
