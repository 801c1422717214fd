import { nameLocation } from '../../config/elements.js'
import { unfilledSettings } from '../../config/unfilled-settings.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unfilled-prototype',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'main.cf is the one of the Postfix source, with the places that its installer fills in still empty',
  why: `The main.cf in the Postfix source is a pattern: \`make install\` writes the paths of this system into its last lines,
such as \`sendmail_path =\` and \`setgid_group =\`. As it is, the \`postfix\` command stops with a fatal error at the first of
them, and nothing starts. An empty value is not the same as a missing line: without the lines the built-in values hold,
which are right for the Postfix that was installed.`,
  see: ['INSTALL', 'conf/main.cf', 'conf/post-install', 'src/global/mail_conf_str.c'],
  evidence: { kind: 'log', says: ['bad string length'], by: 'postfix' },
  messages: {
    unfilled: (d: { names: string; more: number }) =>
      `This main.cf comes from the Postfix source and was never installed: ${d.names} and ${d.more} more are empty, so Postfix does not start. Remove these lines, or take the main.cf of your package`,
  },
  scope: 'project',
  check({ project }, report) {
    const [first, second, ...more] = unfilledSettings(project)
    if (first === undefined || second === undefined) return
    report({
      at: nameLocation(first),
      say: ['unfilled', { names: `\`${first.name}\`, \`${second.name}\``, more: more.length }],
      related: [second, ...more].map(setting => ({ at: nameLocation(setting), message: 'is empty, too' })),
    })
  },
  examples: [
    {
      title: 'The end of the main.cf in the source',
      'main.cf': `
        compatibility_level = 3.6
        «sendmail_path» =
        newaliases_path =
        mailq_path =
        setgid_group =
        html_directory =
      `,
    },
    {
      title: 'Filled in',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        sendmail_path = /usr/sbin/sendmail
        newaliases_path = /usr/bin/newaliases
        mailq_path = /usr/bin/mailq
        setgid_group = postdrop
        html_directory = no
      `,
    },
  ],
})
