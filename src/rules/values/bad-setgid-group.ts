import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-setgid-group',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The group of the mail commands is no group name',
  why: `Commands such as postdrop(1) work with the rights of \`setgid_group\`, usually \`postdrop\`. It has to be the name of a
group: every Postfix program looks it up when it starts. The word \`no\` meant something to the installer of very old
releases, which refuses it now; \`root\` and numbers are no better.`,
  see: ['postconf(5) setgid_group', 'conf/post-install', 'src/global/mail_params.c'],
  evidence: { kind: 'log', says: ['unknown group name', 'no longer accepts', 'privileged group'], by: 'postfix' },
  messages: {
    bad: (d: { value: string }) =>
      `\`${d.value}\` cannot be \`setgid_group\`, and Postfix does not start: name the group that is there for it, usually \`postdrop\``,
  },
  scope: 'setting',
  kinds: ['unix-group'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    const { text } = resolved
    if (text === 'no' || text === 'root' || /^[0-9]+$/.test(text)) {
      report({ at: wholeValue(resolved), say: ['bad', { value: text }] })
    }
  },
  examples: [
    {
      title: 'A word of old',
      'main.cf': `
        compatibility_level = 3.6
        setgid_group = «no»
      `,
    },
    {
      title: 'The usual group',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        setgid_group = postdrop
      `,
    },
  ],
})
