import { certainText } from '../../config/certain-values.js'
import { nameLocation, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unrotatable-log',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  postfix: { from: '3.4' },
  fix: 'none',
  summary: '`postfix logrotate` cannot work with these settings',
  why: `\`postfix logrotate\` renames \`maillog_file\` with \`maillog_file_rotate_suffix\` and packs it with \`maillog_file_compressor\`.
It stops with a fatal error when one of the three is empty, or when the log is a device such as \`/dev/stdout\`: a container is
right to log there, and its host keeps the log.`,
  see: ['MAILLOG_README', 'postfix(1)', 'conf/postfix-script'],
  evidence: { kind: 'source', because: 'conf/postfix-script checks the three before it moves the file' },
  messages: {
    empty: (d: { name: string }) =>
      `\`postfix logrotate\` stops because \`${d.name}\` is empty, and the log grows without end: remove the line to have the default`,
    device: (d: { value: string }) =>
      `\`postfix logrotate\` does nothing for \`${d.value}\`: see that whatever reads the log also cuts it`,
  },
  scope: 'setting',
  parameters: ['maillog_file', 'maillog_file_compressor', 'maillog_file_rotate_suffix'],
  check({ setting, resolved, view }, report) {
    if (!isReadable(resolved)) return
    const { name } = setting
    if (name === 'maillog_file') {
      if (resolved.text.startsWith('/dev/'))
        report({ at: wholeValue(resolved), say: ['device', { value: resolved.text }] })
    } else if (resolved.text === '' && certainText(view, 'maillog_file') !== '') {
      report({ at: nameLocation(setting), say: ['empty', { name }] })
    }
  },
  examples: [
    {
      title: 'A container',
      'main.cf': `
        compatibility_level = 3.6
        maillog_file = «/dev/stdout»
      `,
    },
    {
      title: 'No suffix',
      'main.cf': `
        compatibility_level = 3.6
        maillog_file = /var/log/postfix.log
        «maillog_file_rotate_suffix» =
      `,
    },
    {
      title: 'A file',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        maillog_file = /var/log/postfix.log
      `,
    },
  ],
})
