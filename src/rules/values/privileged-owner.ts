import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'privileged-owner',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail is to be handled, or delivered, with the rights of root',
  why: `\`mail_owner\` owns the queue and most programs run as it; commands and files of aliases are run and written as \`default_privs\`. Neither
can be \`root\`: every Postfix program checks that when it starts and stops with a fatal error.`,
  see: ['postconf(5) mail_owner', 'postconf(5) default_privs', 'src/global/mail_params.c'],
  evidence: { kind: 'log', says: ['privileged user'], by: 'postfix' },
  messages: {
    root: (d: { name: string; usual: string }) =>
      `\`${d.name}\` cannot be \`root\`: every Postfix program stops with a fatal error. Write \`${d.usual}\`, or remove the line`,
  },
  scope: 'setting',
  kinds: ['unix-user'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved) || resolved.text !== 'root') return
    const usual = setting.name === 'mail_owner' ? 'postfix' : 'nobody'
    report({ at: wholeValue(resolved), say: ['root', { name: setting.name, usual }] })
  },
  examples: [
    {
      title: 'The owner of the queue',
      'main.cf': `
        compatibility_level = 3.6
        mail_owner = «root»
      `,
    },
    {
      title: 'The usual ones',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mail_owner = postfix
        default_privs = nobody
      `,
    },
  ],
})
