import { listItems } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { splitMilterAttribute } from '../../config/milter-attributes.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-milter-macro-default',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.1' },
  fix: 'none',
  summary: 'A default for a milter macro that is no `name=value`, or that is given twice',
  why: `\`milter_macro_defaults\` gives values to macros that Postfix does not set itself: \`{auth_type}=value\`, \`name=value\` or
\`{ name = value with blanks }\`. At anything else smtpd(8) and cleanup(8) stop with a fatal error. Of two defaults for one
macro the first counts, and a warning is logged.`,
  see: ['postconf(5) milter_macro_defaults', 'MILTER_README', 'src/milter/milter.c'],
  evidence: {
    kind: 'log',
    says: ['malformed default macro entry', 'ignoring multiple default macro entries'],
    by: 'smtpd',
  },
  messages: {
    malformed: (d: { text: string }) =>
      `\`${d.text}\` is no \`name=value\`, at which \`smtpd\` and \`cleanup\` stop with a fatal error. A value with blanks goes in braces: \`{ name = value }\``,
    twice: (d: { name: string }) => `\`${d.name}\` has a default already, and the first counts: this one is ignored`,
  },
  scope: 'setting',
  parameters: ['milter_macro_defaults'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    const seen = new Set<string>()
    for (const item of listItems(resolved)) {
      const split = splitMilterAttribute(item)
      if (split === undefined) {
        report({ at: item, say: ['malformed', { text: item.value.slice(0, 60) }] })
        return
      }
      const { value } = split.name
      const name = value.startsWith('{') ? value : `{${value}}`
      if (seen.has(name)) report({ at: split.name, say: ['twice', { name: value }], severity: 'warning' })
      seen.add(name)
    }
  },
  examples: [
    {
      title: 'A macro without a value',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = inet:localhost:8891
        milter_macro_defaults = «auth_type»
      `,
    },
    {
      title: 'The same macro twice',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_milters = inet:localhost:8891
        milter_macro_defaults = auth_type=none, «{auth_type}»=plain
      `,
    },
    {
      title: 'Both forms',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        milter_macro_defaults = {auth_type}=none, { v = Postfix 3 }
      `,
    },
  ],
})
