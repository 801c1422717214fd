import { chrootedServices, jailOf, jailPaths } from '../../config/jail.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'jail-link-leads-outside',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A file in the chroot jail is a link to something outside of it',
  why: `For a chrooted service the queue directory is the root of the file system: a symbolic link in there that leads outside
leads nowhere. Systems on which \`/etc/resolv.conf\` is a link get such links when the jail is filled with a tool that copies
links as links. Copy what the link leads to (\`cp -L\`).`,
  see: ['BASIC_CONFIGURATION_README', 'examples/chroot-setup/'],
  evidence: { kind: 'source', because: 'what fails shows only when a name is looked up from inside the jail' },
  messages: {
    outside: (d: { copy: string; real: string }) =>
      `\`${d.copy}\` is a link to \`${d.real}\`, which chrooted services cannot reach: to them the file is not there. Replace it by a copy (\`cp -L\`)`,
  },
  scope: 'project',
  check({ project }, report) {
    const jail = jailOf(project)
    const [first] = chrootedServices(project)
    const column = first?.entry.fields.find(field => field.name === 'chroot')
    const jailFact = jail === undefined ? 'unknown' : project.facts.path(jail)
    if (jail === undefined || column === undefined || typeof jailFact === 'string') return
    const below = `${jailFact.real ?? jail}/`
    for (const path of jailPaths(project)) {
      if (!path.startsWith(`${jail}/`)) continue
      const fact = project.facts.path(path)
      if (typeof fact === 'string' || fact.real === undefined || fact.real.startsWith(below)) continue
      report({
        at: { file: project.master?.source.name ?? '', range: column.range },
        say: ['outside', { copy: path, real: fact.real }],
        services: chrootedServices(project),
      })
    }
  },
  examples: [
    {
      title: 'A link that was copied as a link',
      prove: false,
      'master.cf': `
        smtp inet n - «y» - - smtpd
      `,
      files: {
        '/var/spool/postfix': { kind: 'directory', mode: 0o755 },
        '/var/spool/postfix/etc/resolv.conf': { real: '/run/systemd/resolve/stub-resolv.conf' },
      },
    },
    {
      title: 'A copy',
      clean: true,
      prove: false,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
      files: {
        '/var/spool/postfix': { kind: 'directory', mode: 0o755 },
        '/var/spool/postfix/etc/resolv.conf': { real: '/var/spool/postfix/etc/resolv.conf' },
      },
    },
  ],
})
