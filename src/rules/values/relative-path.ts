import { listItems, valueLocation, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** What `postfix check` and `postfix start` refuse (`conf/post-install`), with whether `no` is good as well. */
const checkedAtStart: ReadonlyMap<string, boolean> = new Map([
  ['command_directory', false],
  ['daemon_directory', false],
  ['queue_directory', false],
  ['sendmail_path', false],
  ['newaliases_path', false],
  ['mailq_path', false],
  ['manpage_directory', false],
  ['meta_directory', false],
  ['html_directory', true],
  ['readme_directory', true],
  ['shlib_directory', true],
])

/** Files and folders that are looked for below the queue when they are not absolute, which is never meant. */
const lookedForInQueue =
  /_tls_\w*(?:_file|_files|CApath|CAfile)$|_(?:CApath|CAfile|(?:d|ec)?cert_file|(?:d|ec)?key_file|chain_files)$/

const others: ReadonlySet<string> = new Set([
  'alternate_config_directories',
  'bounce_template_file',
  'command_execution_directory',
  'config_directory',
  'cyrus_sasl_config_path',
  'data_directory',
  'mail_spool_directory',
  'multi_instance_directories',
  'tls_random_exchange_name',
  'virtual_mailbox_base',
])

/** Words in place of a file. */
const words: ReadonlySet<string> = new Set(['auto', 'none', 'default'])

export default defineRule({
  id: 'relative-path',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A path does not begin at the root of the file system',
  why: `Postfix programs work in the queue directory, so a path without \`/\` at its beginning is looked for there, if at all.
For the folders and commands of the installation \`postfix check\` and \`postfix start\` demand a whole path and stop without
one; with a \`tls_config_file\` that is not absolute TLS is switched off. \`html_directory\`, \`readme_directory\` and
\`shlib_directory\` can be \`no\`.`,
  see: ['postconf(5) daemon_directory', 'conf/post-install', 'src/tls/tls_misc.c'],
  evidence: { kind: 'log', says: ['absolute path', 'is not an absolute pathname'], by: 'postfix check' },
  messages: {
    stops: (d: { name: string; value: string; or: string }) =>
      `\`${d.name}\` has to begin with \`/\`${d.or}: with \`${d.value}\` Postfix does not start`,
    tls: (d: { name: string; value: string }) =>
      `\`${d.name}\` has to begin with \`/\`, or be \`default\` or \`none\`: with \`${d.value}\` TLS is switched off`,
    prefix: (d: { value: string }) =>
      `No path begins with \`${d.value}\`, since all of them begin with \`/\`: write the prefix so`,
    queue: (d: { name: string; value: string }) =>
      `\`${d.value}\` does not begin with \`/\`: Postfix looks for it below the queue directory. Write the whole path in \`${d.name}\``,
  },
  scope: 'setting',
  kinds: [
    'directory-path',
    'directory-path-list',
    'directory-path-or-no',
    'command-path',
    'file-path',
    'file-path-list',
    'file-path-or-word',
    'path-prefix-list',
    'search-path',
  ],
  check({ project, setting, resolved, parameter }, report) {
    const { name } = setting
    if (!isReadable(resolved) || resolved.text === '') return
    const items = listItems(resolved)
    const demanded = checkedAtStart.get(name)
    if (demanded !== undefined) {
      const { text } = resolved
      if (text.startsWith('/') || (demanded && text === 'no')) return
      const used = project.base.get(name)?.setting === setting
      const at = text === '' ? valueLocation(setting) : wholeValue(resolved)
      const or = demanded ? ', or be `no`' : ''
      report({ at, say: ['stops', { name, value: text, or }], ...(!used && { severity: 'warning' }) })
      return
    }
    if (parameter?.kind === 'path-prefix-list') {
      for (const item of items) {
        const { value } = item
        if (!value.startsWith('/') && value !== '')
          report({ at: item, say: ['prefix', { value }], severity: 'warning' })
      }
      return
    }
    const tls = name === 'tls_config_file'
    if (!tls && !others.has(name) && !lookedForInQueue.test(name)) return
    for (const item of items) {
      const { value } = item
      if (value.startsWith('/') || value.startsWith('$') || words.has(value)) continue
      if (tls) report({ at: item, say: ['tls', { name, value }], severity: 'warning' })
      else report({ at: item, say: ['queue', { name, value }], severity: 'warning' })
    }
  },
  examples: [
    {
      title: 'A command without its folder',
      'main.cf': `
        compatibility_level = 3.6
        sendmail_path = «sendmail»
        html_directory = «html»
      `,
    },
    {
      title: 'A certificate that is looked for in the queue',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = «ssl/mail.example.com.pem»
      `,
    },
    {
      title: 'Whole paths',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        sendmail_path = /usr/sbin/sendmail
        html_directory = no
      `,
    },
  ],
})
