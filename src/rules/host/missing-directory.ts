import { certainText } from '../../config/certain-values.js'
import { hostPlace } from '../../config/host/place.js'
import { defineRule, type Severity } from '../define.js'

interface Need {
  readonly parameter: string
  readonly consequence: string
  readonly severity: Severity
  /** A word that stands for "none". */
  readonly none?: string
  /** Its built-in default is one of the build, which may not be that of this host. */
  readonly writtenOnly?: true
}

const needs: readonly Need[] = [
  { parameter: 'queue_directory', consequence: 'Postfix does not start', severity: 'error' },
  { parameter: 'command_directory', consequence: 'Postfix does not start', severity: 'error', writtenOnly: true },
  { parameter: 'daemon_directory', consequence: 'Postfix does not start', severity: 'error', writtenOnly: true },
  { parameter: 'meta_directory', consequence: 'Postfix does not start', severity: 'error', writtenOnly: true },
  {
    parameter: 'shlib_directory',
    consequence: 'Postfix does not start',
    severity: 'error',
    none: 'no',
    writtenOnly: true,
  },
  {
    parameter: 'mail_spool_directory',
    consequence: 'mail for local users cannot be stored and waits in the queue',
    severity: 'warning',
    writtenOnly: true,
  },
  {
    parameter: 'command_execution_directory',
    consequence: 'commands of local users are not run, and their mail waits in the queue',
    severity: 'warning',
    writtenOnly: true,
  },
  {
    parameter: 'virtual_mailbox_base',
    consequence: 'mail for virtual mailboxes cannot be stored',
    severity: 'warning',
    writtenOnly: true,
  },
]

export default defineRule({
  id: 'missing-directory',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A directory that Postfix works in does not exist',
  why: `Postfix enters its directories before it does anything: without \`queue_directory\`, \`daemon_directory\`,
\`command_directory\`, \`meta_directory\` or \`shlib_directory\` it stops with "no Postfix queue directory" or the like. The
directories below the queue, and \`data_directory\`, are made at the start. Mail directories are not: delivery into one that is
missing is tried again until the message is too old.`,
  see: ['postconf(5) queue_directory', 'conf/postfix-script'],
  evidence: {
    kind: 'log',
    says: ['No such file or directory', 'no Postfix', 'chdir', 'is not a file'],
    by: 'postfix',
  },
  messages: {
    missing: (d: { parameter: string; path: string; consequence: string }) =>
      `The directory \`${d.path}\` (\`${d.parameter}\`) does not exist: ${d.consequence}. Create it, or name the right one`,
    other: (d: { parameter: string; path: string; consequence: string }) =>
      `\`${d.path}\` (\`${d.parameter}\`) is not a directory: ${d.consequence}`,
    master: (d: { path: string }) =>
      `There is no \`${d.path}/master\`, the program that starts all others: Postfix does not start. Name the directory that holds it`,
    list: (d: { path: string }) =>
      `There is no \`${d.path}/postfix-files\`, the list of what belongs to Postfix: Postfix does not start. Name the directory that holds it`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { parameter, consequence, severity, none, writtenOnly } of needs) {
      if (writtenOnly && project.base.get(parameter)?.setting === undefined) continue
      const path = certainText(project.base, parameter)
      if (path === undefined || !path.startsWith('/') || path === none) continue
      const fact = project.facts.path(path)
      if (fact === 'unknown') continue
      const data = { parameter, path, consequence }
      const at = hostPlace(project, project.base, [parameter])
      if (fact === 'missing') report({ at, say: ['missing', data], severity })
      else if (fact.kind !== 'directory') report({ at, say: ['other', data], severity })
      else if (parameter === 'daemon_directory' && project.facts.path(`${path}/master`) === 'missing')
        report({ at, say: ['master', { path }] })
      else if (parameter === 'meta_directory' && project.facts.path(`${path}/postfix-files`) === 'missing')
        report({ at, say: ['list', { path }] })
    }
  },
  examples: [
    {
      title: 'A queue on a disk that is not there',
      'main.cf': `
        compatibility_level = 3.6
        queue_directory = «/etc/postfix/no-queue»
      `,
      files: { '/etc/postfix/no-queue': 'missing' },
    },
    {
      title: 'A directory without the daemons',
      'main.cf': `
        compatibility_level = 3.6
        daemon_directory = «/usr/games»
      `,
      files: { '/usr/games': { kind: 'directory', mode: 0o755 }, '/usr/games/master': 'missing' },
    },
    {
      title: 'A directory without the list of files',
      'main.cf': `
        compatibility_level = 3.6
        meta_directory = «/usr/games»
      `,
      files: { '/usr/games': { kind: 'directory', mode: 0o755 }, '/usr/games/postfix-files': 'missing' },
    },
    {
      title: 'The base of virtual mailboxes',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_mailbox_base = «/srv/vmail»
        virtual_mailbox_domains = example.net
        virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
      files: { '/srv/vmail': 'missing' },
    },
    {
      title: 'Directories that are there',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        queue_directory = /srv/postfix
      `,
      files: { '/srv/postfix': { kind: 'directory', mode: 0o755 } },
    },
  ],
})
