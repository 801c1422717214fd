import { groupReadable, octal, otherReadable } from '../../config/host/access.js'
import { directoryOf } from '../../config/host/directories.js'
import { hostPlace } from '../../config/host/place.js'
import { defineRule } from '../define.js'

const otherSearchable = 0o001

export default defineRule({
  id: 'closed-configuration',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Users of the host cannot read the configuration, and so cannot send mail',
  why: `The commands that users and programs of the host submit mail with (sendmail(1), and with it cron(8), web applications
...) read main.cf, and the list of table types, with the rights of whoever runs them. When these are for root alone, each ends with a
fatal error such as "open /etc/postfix/main.cf: Permission denied". Passwords do not belong into main.cf; give them a file of their
own, and leave main.cf readable for all (mode 0644, the directory 0755). master.cf is read by root only.`,
  see: ['postfix(1)', 'sendmail(1)', 'src/global/mail_conf.c', 'src/global/dynamicmaps.c'],
  evidence: { kind: 'source', because: 'the proof sends its mail as root, who may read everything' },
  messages: {
    file: (d: { path: string; mode: string }) =>
      `Only some accounts may read \`${d.path}\` (mode ${d.mode}): for all others, sendmail(1) ends with a fatal error and their mail is not sent. Run \`chmod 644 ${d.path}\``,
    folder: (d: { path: string; mode: string }) =>
      `Only some accounts may look into \`${d.path}\` (mode ${d.mode}): for all others, sendmail(1) ends with a fatal error and their mail is not sent. Run \`chmod 755 ${d.path}\``,
    list: (d: { path: string; mode: string }) =>
      `Only some accounts may look into \`${d.path}\` (mode ${d.mode}): for all others, commands of Postfix warn and do not know the table types listed there. Run \`chmod 755 ${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { facts } = project
    const directory = directoryOf(project, 'config_directory')
    const at = hostPlace(project, project.base, [])
    if (directory !== undefined) {
      const folder = facts.path(directory)
      if (typeof folder !== 'string' && folder.kind === 'directory' && (folder.mode & otherSearchable) === 0) {
        report({ at, say: ['folder', { path: directory, mode: octal(folder.mode) }] })
        return
      }
    }
    const meta = directoryOf(project, 'meta_directory')
    const files = [directory && `${directory}/main.cf`, meta && `${meta}/dynamicmaps.cf`]
    for (const path of files) {
      const fact = path === undefined ? 'unknown' : facts.path(path)
      // Postfix has commands with a group of their own: only what is closed for all others is certain.
      if (path === undefined || typeof fact === 'string' || fact.kind !== 'file') continue
      if ((fact.mode & (otherReadable | groupReadable)) === (otherReadable | groupReadable)) continue
      if ((fact.mode & otherReadable) === 0) report({ at, say: ['file', { path, mode: octal(fact.mode) }] })
    }
    const path = meta && `${meta}/dynamicmaps.cf.d`
    const list = path === undefined ? 'unknown' : facts.path(path)
    if (path === undefined || typeof list === 'string' || list.kind !== 'directory') return
    const demanded = otherReadable | otherSearchable
    if ((list.mode & demanded) !== demanded)
      report({ at, say: ['list', { path, mode: octal(list.mode) }], severity: 'info' })
  },
  examples: [
    {
      title: 'main.cf for root alone',
      prove: false,
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: { '/etc/postfix': { kind: 'directory', mode: 0o755 }, '/etc/postfix/main.cf': { mode: 0o600 } },
    },
    {
      title: 'The whole directory',
      prove: false,
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: { '/etc/postfix': { kind: 'directory', mode: 0o700 } },
    },
    {
      title: 'The list of table types',
      prove: false,
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/postfix/dynamicmaps.cf': { mode: 0o640, text: 'pcre postfix-pcre.so dict_pcre_open\n' },
        '/etc/postfix/dynamicmaps.cf.d': { kind: 'directory', mode: 0o700 },
      },
    },
    {
      title: 'Readable for all, and the passwords in a file for root',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/postfix': { kind: 'directory', mode: 0o755, entries: ['main.cf', 'sasl_passwd'] },
        '/etc/postfix/main.cf': { mode: 0o644 },
        '/etc/postfix/sasl_passwd': { mode: 0o600 },
      },
    },
  ],
})
