import type { Project } from '../../config/project.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

function programNamed(project: Project, name: string): string | undefined {
  return project.catalog.program(name)?.name
}

export default defineRule({
  id: 'unknown-service-command',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A service runs a program that Postfix does not have',
  why: `The last column of master.cf names a program in the directory \`daemon_directory\`, where the programs of Postfix are.
The directory is put before whatever stands in the column, so an absolute path does not work. When there is no such
program, Postfix starts all the same, but the service never answers, and its log fills with fatal errors.

A site may have put a program of its own into that directory: this cannot be seen from the configuration.`,
  see: ['master(5)', 'src/master/master_ent.c', 'postconf(5) daemon_directory'],
  evidence: { kind: 'log', says: ['master_spawn: exec'], by: 'master' },
  messages: {
    near: (d: { command: string; near: string }) =>
      `Postfix has no program \`${d.command}\`. Did you mean \`${d.near}\`? Unless you installed it yourself, this service does not work`,
    unknown: (d: { command: string; version: string }) =>
      `Postfix ${d.version} comes without a program \`${d.command}\`: this service works only if you put one into \`daemon_directory\` yourself`,
    path: (d: { command: string; name: string | undefined }) =>
      `Postfix looks for \`${d.command}\` below \`daemon_directory\`, where it cannot be, so this service does not work. ${d.name ? `Write \`${d.name}\`` : 'Write the name alone'}`,
    option: (d: { command: string; name: string | undefined }) =>
      `The name of the program is missing before \`${d.command}\`, which Postfix takes for it: this service does not work. Write ${d.name ? `\`${d.name} ${d.command}\`` : 'the program first'}`,
  },
  scope: 'service',
  check({ project, service: { type, entry } }, report) {
    const { text, range } = entry.command
    if (text === '-' || programNamed(project, text) !== undefined) return
    const at = { file: project.master?.source.name ?? '', range }
    if (text.startsWith('/')) {
      const name = programNamed(project, text.slice(text.lastIndexOf('/') + 1))
      const edits = name === undefined ? null : [{ ...at, text: name }]
      report({ at, say: ['path', { command: text, name }], fix: { title: `Write \`${name}\``, edits } })
    } else if (text.startsWith('-')) {
      const name = type === 'inet' || type === 'pass' ? 'smtpd' : undefined
      const edits = name === undefined ? null : [{ ...at, text: `${name} ${text}` }]
      report({ at, say: ['option', { command: text, name }], fix: { title: `Write \`${name} ${text}\``, edits } })
    } else if (!text.includes('/')) {
      const near = nearestName(text, project.catalog.programs())
      if (near === undefined) {
        report({ at, say: ['unknown', { command: text, version: project.catalog.version }], severity: 'info' })
      } else {
        report({
          at,
          say: ['near', { command: text, near }],
          severity: 'warning',
          fix: { title: `Write \`${near}\``, edits: [{ ...at, text: near }] },
        })
      }
    }
  },
  examples: [
    {
      title: 'A slip of the pen',
      'master.cf': `
        smtp inet n - y - - «smptd»
      `,
      fixed: `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'A whole path',
      'master.cf': `
        smtp inet n - y - - «/usr/lib/postfix/sbin/smtpd»
      `,
      fixed: `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'Options in the place of the program',
      'master.cf': `
        smtp inet n - y - - «-o» content_filter=scan:dummy
        scan unix - - y - - smtp
      `,
      fixed: `
        smtp inet n - y - - smtpd -o content_filter=scan:dummy
        scan unix - - y - - smtp
      `,
    },
    {
      title: 'A program from elsewhere',
      prove: false,
      'master.cf': `
        spamfilter unix - n n - - «spamd-connector»
      `,
    },
    {
      title: 'Programs from elsewhere are run by pipe(8)',
      clean: true,
      'master.cf': `
        spamfilter unix - n n - - pipe
          flags=Rq user=filter argv=/usr/local/bin/spamd-connector -f \${sender} -- \${recipient}
      `,
    },
  ],
})
