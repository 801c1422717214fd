import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'checks-see-attachments',
  severity: 'info',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  summary: 'Checks for the headers of a message also run on the headers of its parts',
  why: `\`mime_header_checks\` and \`nested_header_checks\` are \`$header_checks\` by default, so a pattern in \`header_checks\` is also tried on
the headers of attachments and of forwarded messages. A rule that removes or replaces \`Content-Type\`, \`Received\` or \`Subject\` then
damages those, or refuses mail for what somebody has attached. Setting the two, be it to nothing, says what is meant.`,
  see: ['postconf(5) mime_header_checks', 'header_checks(5)'],
  evidence: {
    kind: 'heuristic',
    because: 'it is the default, and often wanted; what the table holds is not looked at',
  },
  messages: {
    parts: (d: { names: string }) =>
      `These patterns are tried on the headers of attachments and forwarded messages as well: set ${d.names}, also to nothing, if that is not meant`,
  },
  scope: 'setting',
  parameters: ['header_checks'],
  check({ setting, resolved, view }, report) {
    if (!isReadable(resolved) || resolved.text === '' || view.get(setting.name)?.setting !== setting) return
    const unset = ['mime_header_checks', 'nested_header_checks'].filter(name => view.get(name)?.setting === undefined)
    if (unset.length < 2) return
    report({ at: nameLocation(setting), say: ['parts', { names: unset.map(name => `\`${name}\``).join(' and ') }] })
  },
  examples: [
    {
      title: 'Left to the defaults',
      'main.cf': `
        compatibility_level = 3.6
        «header_checks» = regexp:/etc/postfix/header_checks
      `,
    },
    {
      title: 'Only the headers of the message itself',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        header_checks = regexp:/etc/postfix/header_checks
        mime_header_checks =
        nested_header_checks =
      `,
    },
  ],
})
