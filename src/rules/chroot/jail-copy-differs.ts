import type { PathFact } from '../../config/facts.js'
import { someOf, type TreePath, treeOf } from '../../config/host/trees.js'
import { chrootedServices, jailOf, jailPaths } from '../../config/jail.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

/** Folders of the jail in which `postfix check` compares each file with the one outside. */
const compared = ['bin', 'etc', 'lib', 'sbin', 'usr']

/** True when two files have different contents; undefined when they could not be compared. */
function differ(first: PathFact, second: PathFact): boolean | undefined {
  if (first.digest !== undefined && second.digest !== undefined) return first.digest !== second.digest
  return first.text === undefined || second.text === undefined ? undefined : first.text !== second.text
}

/** Copies in the jail that differ from what is outside, apart from the files that each jail has. */
function otherCopies({ facts }: Project, jail: string, usual: ReadonlySet<string>): readonly TreePath[] {
  return compared
    .flatMap(name => treeOf(facts, `${jail}/${name}`))
    .filter(({ path, fact }) => {
      if (fact.kind !== 'file' || fact.link !== undefined || usual.has(path)) return false
      const outside = facts.path(path.slice(jail.length))
      return typeof outside !== 'string' && outside.kind === 'file' && differ(outside, fact) === true
    })
}

export default defineRule({
  id: 'jail-copy-differs',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
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
    others: (d: { some: string }) =>
      `Outside of the chroot jail the host has another version of ${d.some}: chrooted services use an old one. Copy it again, and run \`postfix reload\``,
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
      if (differ(outside, inside) !== true) continue
      report({
        at: { file: project.master?.source.name ?? '', range: column.range },
        say: ['differs', { copy, path }],
        services: chrootedServices(project),
      })
    }
    const others = otherCopies(project, jail, new Set(jailPaths(project)))
    if (others.length === 0) return
    report({
      at: { file: project.master?.source.name ?? '', range: column.range },
      say: ['others', { some: someOf(others) }],
      services: chrootedServices(project),
    })
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
      title: 'A library was updated on the host only',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        smtp inet n - «y» - - smtpd
      `,
      files: {
        '/var/spool/postfix/lib': { kind: 'directory', mode: 0o755, entries: ['libnss_dns.so.2'] },
        '/var/spool/postfix/lib/libnss_dns.so.2': { digest: 'a1' },
        '/lib/libnss_dns.so.2': { digest: 'b2' },
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
