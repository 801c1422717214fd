import { certainText } from '../../config/certain-values.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'foreground-with-instances',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.3' },
  fix: 'none',
  summary: 'Postfix is to log to its terminal, which it cannot with several instances',
  why: `Logging to \`/dev/stdout\` works with \`postfix start-fg\` alone, as in a container: otherwise nobody reads what master(8) writes
there. \`start-fg\` stops with a fatal error when \`multi_instance_directories\` names other instances: each needs a container of its own.`,
  see: ['MAILLOG_README', 'postfix(1)', 'conf/postfix-script'],
  evidence: { kind: 'source', because: 'conf/postfix-script refuses start-fg with other instances' },
  messages: {
    both: (d: { value: string }) =>
      `Logging to \`${d.value}\` needs \`postfix start-fg\`, which stops when there are other instances: empty \`multi_instance_directories\`, or log elsewhere`,
  },
  scope: 'setting',
  parameters: ['maillog_file'],
  check({ resolved, view }, report) {
    if (!isReadable(resolved) || !/^\/dev\/std(?:out|err)$/.test(resolved.text)) return
    const others = certainText(view, 'multi_instance_directories')
    if (others) report({ at: wholeValue(resolved), say: ['both', { value: resolved.text }] })
  },
  examples: [
    {
      title: 'A container with two instances',
      'main.cf': `
        compatibility_level = 3.6
        multi_instance_wrapper = \${command_directory}/postmulti -p --
        multi_instance_directories = /etc/postfix-out
        maillog_file = «/dev/stdout»
      `,
    },
    {
      title: 'A container with one',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        maillog_file = /dev/stdout
      `,
    },
  ],
})
