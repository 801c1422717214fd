import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'banner-without-hostname',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The greeting does not begin with the name of the host',
  why: `\`smtpd_banner\` is what smtpd(8) says first. RFC 5321 asks for the host's own name as the first word, so the value
begins with \`$myhostname\`. Clients compare that name with the one they connected to, to find out that they talk to
themselves; some refuse to go on without it.`,
  see: ['postconf(5) smtpd_banner', 'RFC 5321, 4.2'],
  evidence: {
    kind: 'heuristic',
    because: 'the name can be written out, also one that differs from myhostname on purpose',
  },
  messages: {
    name: (d: { word: string }) =>
      `The greeting begins with \`${d.word}\` instead of the host's name, which RFC 5321 asks for: let \`smtpd_banner\` begin with \`$myhostname\``,
  },
  scope: 'setting',
  parameters: ['smtpd_banner'],
  check({ resolved, view }, report) {
    if (resolved.expanded.problem || resolved.text === '') return
    // Unknown host or not: what is written first is what counts.
    if (resolved.unknown && /^[\s]*\$/.test(resolved.written.text)) return
    const [first] = resolved.list('fields')
    if (first === undefined) return
    const word = resolved.text.slice(first.span.start, first.span.end)
    const hostname = view.get('myhostname')
    // A name that cannot be is said elsewhere.
    if (hostname?.setting !== undefined && !hostname.unknown && hostname.text === '') return
    // Any word with a dot can be a name of the host.
    if (word.includes('.') || (hostname && !hostname.unknown && hostname.text === word)) return
    report({
      at: resolved.unknown ? wholeValue(resolved) : { text: resolved.expanded.text, span: first.span },
      say: ['name', { word }],
    })
  },
  examples: [
    {
      title: 'The protocol first',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_banner = «ESMTP» ready
      `,
    },
    {
      title: 'The name first',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_banner = $myhostname ESMTP
      `,
    },
  ],
})
