import { certainText, writtenPlace } from '../../config/certain-values.js'
import { defineRule } from '../define.js'

/** Domains that belong to others; Debian's start script refuses both (`configure-instance.sh`). */
const refused: ReadonlySet<string> = new Set(['debian.org', 'ubuntu.com'])

export default defineRule({
  id: 'origin-of-distribution',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail is to leave in the name of the distribution',
  why: `\`myorigin\` is the domain behind the names of local senders. Examples and broken installations have \`debian.org\` or
\`ubuntu.com\` there, so that mail of this host would come from, and bounce to, people who have nothing to do with it. The start script of
Debian and Ubuntu refuses to start Postfix then. On these systems \`myorigin\` can also name a file (\`/etc/mailname\`) with the domain.`,
  see: ['postconf(5) myorigin', '/usr/lib/postfix/configure-instance.sh'],
  evidence: { kind: 'source', because: 'the start script is run by systemd, and not by `postfix start`' },
  messages: {
    value: (d: { domain: string }) =>
      `\`${d.domain}\` is not your domain, and the start script refuses to start Postfix with it. Write your own domain`,
    file: (d: { domain: string; path: string }) =>
      `\`${d.path}\` says \`${d.domain}\`, which is not your domain, and the start script refuses to start Postfix with it. Write your own domain there`,
  },
  scope: 'project',
  check({ project }, report) {
    if (project.catalog.profile !== 'debian') return
    const at = writtenPlace(project.base.get('myorigin'))
    const text = certainText(project.base, 'myorigin')
    if (at === undefined || text === undefined) return
    if (!text.startsWith('/')) {
      const domain = text.toLowerCase()
      if (refused.has(domain)) report({ at, say: ['value', { domain }] })
      return
    }
    const fact = project.facts.path(text)
    const domain = typeof fact === 'string' ? undefined : fact.text?.toLowerCase().replace(/\n+$/, '')
    if (domain !== undefined && refused.has(domain)) report({ at, say: ['file', { domain, path: text }] })
  },
  examples: [
    {
      title: 'As in an example',
      profile: 'debian',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        myorigin = «debian.org»
      `,
    },
    {
      title: 'In the file',
      profile: 'debian',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        myorigin = «/etc/mailname»
      `,
      files: { '/etc/mailname': { text: 'ubuntu.com\n' } },
    },
    {
      title: 'A domain of your own',
      profile: 'debian',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        myorigin = example.com
      `,
    },
  ],
})
