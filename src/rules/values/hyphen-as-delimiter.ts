import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'hyphen-as-delimiter',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Names with a hyphen are cut in two',
  why: `What follows \`recipient_delimiter\` in an address is an extension: with \`-\`, mail for \`anne-marie@example.com\` goes to
\`anne\` unless \`anne-marie\` is a user or an alias of its own. Lists with names like \`owner-news\` and \`news-request\` are kept whole
as long as \`owner_request_special = yes\`. Most sites use \`+\`.`,
  see: ['postconf(5) recipient_delimiter', 'postconf(5) owner_request_special'],
  evidence: { kind: 'heuristic', because: 'whether any name has a hyphen is not in the configuration' },
  messages: {
    hyphen: (_: { value: string }) =>
      'With `-` as a delimiter, `anne-marie` is taken as `anne` with the extension `marie`: see that no user or alias has a hyphen, or use `+`',
  },
  scope: 'setting',
  parameters: ['recipient_delimiter'],
  check({ resolved }, report) {
    if (!isReadable(resolved) || !resolved.text.includes('-')) return
    report({ at: wholeValue(resolved), say: ['hyphen', { value: resolved.text }] })
  },
  examples: [
    {
      title: 'A hyphen',
      'main.cf': `
        compatibility_level = 3.6
        recipient_delimiter = «-»
      `,
    },
    {
      title: 'A plus sign',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        recipient_delimiter = +
      `,
    },
  ],
})
