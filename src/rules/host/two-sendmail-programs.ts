import { hostPlace } from '../../config/host/place.js'
import { defineRule } from '../define.js'

const paths = ['/usr/sbin/sendmail', '/usr/lib/sendmail'] as const
const setUserId = 0o4000

export default defineRule({
  id: 'two-sendmail-programs',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A program of another mail system, or with too many rights, stands where Postfix has sendmail',
  why: `Programs of the host send mail through \`/usr/sbin/sendmail\` or \`/usr/lib/sendmail\`. When the two are different
files, one of them is most likely of another mail system: mail that is handed to it does not reach Postfix. And the
sendmail(1) of Postfix must not be set-uid: it warns about it each time.`,
  see: ['sendmail(1)', 'conf/postfix-script', 'INSTALL'],
  evidence: { kind: 'source', because: '`postfix check` compares the files of the real host' },
  messages: {
    differ: () =>
      '`/usr/sbin/sendmail` and `/usr/lib/sendmail` are different programs: mail handed to one of them does not reach Postfix. Replace one by a link to the other',
    setUid: (d: { path: string }) =>
      `\`${d.path}\` runs with the rights of root (set-uid), which Postfix does not need and warns about. Run \`chmod u-s ${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const at = hostPlace(project, project.base, ['sendmail_path'])
    const [first, second] = paths.map(path => project.facts.path(path))
    for (const path of paths) {
      const fact = project.facts.path(path)
      if (typeof fact === 'string' || fact.kind !== 'file' || fact.uid !== 0 || (fact.mode & setUserId) === 0) continue
      report({ at, say: ['setUid', { path }] })
      break
    }
    if (first === undefined || second === undefined || typeof first === 'string' || typeof second === 'string') return
    if (first.kind !== 'file' || second.kind !== 'file' || first.real === second.real) return
    if (first.size !== second.size || first.text !== second.text) report({ at, say: ['differ'] })
  },
  examples: [
    {
      title: 'What another mail system left',
      prove: false,
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/usr/sbin/sendmail': { mode: 0o755, size: 30_000, real: '/usr/sbin/sendmail' },
        '/usr/lib/sendmail': { mode: 0o755, size: 900_000, real: '/usr/lib/sendmail' },
      },
    },
    {
      title: 'One is a link to the other',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/usr/sbin/sendmail': { mode: 0o755, size: 30_000, real: '/usr/sbin/sendmail' },
        '/usr/lib/sendmail': { mode: 0o755, size: 30_000, real: '/usr/sbin/sendmail' },
      },
    },
  ],
})
