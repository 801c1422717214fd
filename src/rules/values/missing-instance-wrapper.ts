import { certainText } from '../../config/certain-values.js'
import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-instance-wrapper',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '2.6' },
  fix: 'none',
  summary: 'Several instances of Postfix, and no command to manage them',
  why: `With folders in \`multi_instance_directories\`, \`postfix start\` and the like hand over to the command in
\`multi_instance_wrapper\`, which starts all instances. It is empty by default, and the \`postfix\` command then stops with a fatal error.
\`postmulti -e init\` sets it.`,
  see: ['MULTI_INSTANCE_README', 'postconf(5) multi_instance_wrapper', 'src/postfix/postfix.c'],
  evidence: { kind: 'source', because: 'only the default main.cf counts, and the proof runs with a folder of its own' },
  messages: {
    missing: (d: { name: string }) =>
      `With \`${d.name}\` the \`postfix\` command needs \`multi_instance_wrapper\`, and stops without it: set it to \`\${command_directory}/postmulti -p --\``,
  },
  scope: 'setting',
  parameters: ['multi_instance_directories'],
  check({ setting, resolved, view, service }, report) {
    if (service !== undefined || !isReadable(resolved) || resolved.text === '') return
    if (view.get(setting.name)?.setting !== setting || certainText(view, 'multi_instance_wrapper') !== '') return
    report({ at: nameLocation(setting), say: ['missing', { name: setting.name }] })
  },
  examples: [
    {
      title: 'Nothing manages them',
      'main.cf': `
        compatibility_level = 3.6
        «multi_instance_directories» = /etc/postfix-out
      `,
    },
    {
      title: 'With the command that comes with Postfix',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        multi_instance_enable = yes
        multi_instance_wrapper = \${command_directory}/postmulti -p --
        multi_instance_directories = /etc/postfix-out
      `,
    },
  ],
})
