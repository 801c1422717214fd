import { chrootedServices, jailOf, jailPaths } from '../../config/jail.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'jail-copy-differs',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A file in the chroot jail differs from the one it was copied from',
  why: `Chrooted services read the copy below \`queue_directory\`, all others the file itself. After a change of, say, the
name servers in \`/etc/resolv.conf\` the old ones are still asked by the chrooted services until the copy is renewed.
\`postfix check\` warns about it too.`,
  see: ['BASIC_CONFIGURATION_README', 'conf/postfix-script'],
  evidence: { kind: 'log', says: [' differ'], by: 'postfix' },
  messages: {
    differs: (d: { copy: string; path: string }) =>
      `\`${d.copy}\`, which chrooted services read, differs from \`${d.path}\`. Copy it again, and run \`postfix reload\``,
  },
  scope: 'project',
  check({ project }, report) {
    const jail = jailOf(project)
    const [first] = chrootedServices(project)
    const column = first?.entry.fields.find(field => field.name === 'chroot')
    if (jail === undefined || column === undefined) return
    for (const path of jailPaths(project)) {
      const outside = project.facts.path(path)
      const copy = jail + path
      const inside = project.facts.path(copy)
      if (typeof outside === 'string' || typeof inside === 'string') continue
      if (outside.text === undefined || inside.text === undefined || outside.text === inside.text) continue
      report({
        at: { file: project.master?.source.name ?? '', range: column.range },
        say: ['differs', { copy, path }],
        services: chrootedServices(project),
      })
    }
  },
  examples: [
    {
      title: 'The name server was changed on the host only',
      'master.cf': `
        smtp inet n - «y» - - smtpd
      `,
      files: {
        '/etc/resolv.conf': { text: 'nameserver 192.0.2.54\n' },
        '/var/spool/postfix/etc/resolv.conf': { text: 'nameserver 192.0.2.53\n' },
      },
    },
    {
      title: 'Both are the same',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
      files: {
        '/etc/resolv.conf': { text: 'nameserver 192.0.2.53\n' },
        '/var/spool/postfix/etc/resolv.conf': { text: 'nameserver 192.0.2.53\n' },
      },
    },
  ],
})
