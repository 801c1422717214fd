import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'origin-from-file',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: '`myorigin` names a file, which only some builds of Postfix read',
  why: `On Debian and its relatives \`myorigin = /etc/mailname\` stands for the first line of that file. That is a change of
theirs: any other Postfix takes the name of the file for the domain itself, so that mail leaves as
\`user@/etc/mailname\`. A configuration that moves to another system needs the domain written out.`,
  see: ['postconf(5) myorigin', 'src/global/mail_params.c'],
  evidence: {
    kind: 'source',
    because: 'read_param_from_file() is there only when Postfix is built with MYORIGIN_FROM_FILE',
  },
  messages: {
    file: (d: { file: string }) =>
      `Only Debian's Postfix reads \`myorigin\` from a file: elsewhere mail leaves as \`user@${d.file}\`. Write the domain itself, unless this is for Debian`,
  },
  scope: 'setting',
  parameters: ['myorigin'],
  check({ project, resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem || !resolved.text.startsWith('/')) return
    if (project.catalog.profile === 'debian') return
    report({ at: wholeValue(resolved), say: ['file', { file: resolved.text }] })
  },
  examples: [
    {
      title: 'As Debian has it',
      'main.cf': `
        compatibility_level = 3.11
        myorigin = «/etc/mailname»
      `,
    },
    {
      title: 'The domain itself',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        myorigin = example.com
      `,
    },
  ],
})
