import { placeOfPair } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'same-user-twice',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'Commands would run as the user that owns the mail queue',
  why: `\`mail_owner\` owns the queue and runs the daemons. \`default_privs\` is the user for deliveries to files and commands
when there is no other: it must not have any rights over mail. With the same name for both every Postfix program stops with
a fatal error as soon as it reads main.cf.`,
  see: ['postconf(5) default_privs', 'src/global/mail_params.c'],
  evidence: { kind: 'log', says: ['specify the same user'], by: 'postfix' },
  messages: {
    same: (d: { user: string }) =>
      `\`default_privs\` and \`mail_owner\` are both \`${d.user}\`: every Postfix program stops with a fatal error. \`default_privs\` needs a user without rights, such as \`nobody\``,
  },
  scope: 'project',
  check({ project }, report) {
    const privileges = project.base.get('default_privs')
    const owner = project.base.get('mail_owner')
    if (privileges === undefined || owner === undefined || privileges.text === '' || privileges.text !== owner.text)
      return
    if ([privileges, owner].some(value => value.unknown || value.expanded.problem)) return
    const measure = (resolved: typeof owner) => ({ name: resolved.name, value: 0, text: resolved.text, resolved })
    const place = placeOfPair(measure(privileges), measure(owner))
    if (place !== undefined) report({ ...place, say: ['same', { user: owner.text }] })
  },
  examples: [
    {
      title: "The mail system's own user",
      'main.cf': `
        default_privs = «postfix»
      `,
    },
    {
      title: 'A user without rights',
      clean: true,
      'main.cf': `
        default_privs = nobody
      `,
    },
  ],
})
