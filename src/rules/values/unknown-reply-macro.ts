import { mentionsIn } from '../../config/mentions.js'
import { parseText } from '../../syntax/value.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unknown-reply-macro',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The text of a reply uses a `$name` that the server does not know there',
  why: `In \`smtpd_reject_footer\`, \`postscreen_reject_footer\` and \`default_rbl_reply\` the server puts in facts about the
client, such as \`$client_address\` or \`$localtime\`. Parameters of main.cf are kept out, so that no reply gives them away. With an
unknown name the server logs a warning and leaves it out; with a bracket missing in \`default_rbl_reply\` smtpd(8) stops each time it
is to refuse a client because of a DNS list.`,
  see: [
    'postconf(5) smtpd_reject_footer',
    'postconf(5) default_rbl_reply',
    'src/smtpd/smtpd_expand.c',
    'src/postscreen/postscreen_expand.c',
  ],
  evidence: { kind: 'source', because: 'the text is expanded only when a client is refused' },
  messages: {
    broken: (d: { parameter: string }) =>
      `The server cannot read this \`$\` reference in \`${d.parameter}\` when it is to refuse a client: look for a missing or a misplaced bracket`,
    unknown: (d: { parameter: string; name: string; near: string | undefined }) =>
      `\`$${d.name}\` means nothing in \`${d.parameter}\`, and the server logs a warning${d.near ? `. Did you mean \`$${d.near}\`?` : ': it knows facts about the client there, not what main.cf sets'}`,
  },
  scope: 'setting',
  kinds: ['text-template'],
  check({ setting, parameter, resolved }, report) {
    if (parameter === undefined || parameter.expansion !== 'use') return
    // The footer of postscreen is that of smtpd by default.
    const known = new Set([...parameter.macros, ...mentionsIn(parameter.default ?? '').map(({ name }) => name)])
    for (const part of parseText(resolved.text)) {
      if (part.type !== 'macro') continue
      if (part.problem) {
        const at = { text: resolved.expanded.text, span: part.span }
        const fatal = setting.name === 'default_rbl_reply'
        report({ at, say: ['broken', { parameter: setting.name }], ...(fatal && { severity: 'error' }) })
        continue
      }
      if (part.name === '' || known.has(part.name)) continue
      const near = nearestName(part.name, parameter.macros)
      const at = { text: resolved.expanded.text, span: part.nameSpan }
      report({ at, say: ['unknown', { parameter: setting.name, name: part.name, near }] })
    }
  },
  examples: [
    {
      title: 'A name that nothing fills in',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_reject_footer = \\c. Call us: $«phone» at $«local_time»
      `,
    },
    {
      title: 'A bracket is missing',
      'main.cf': `
        compatibility_level = 3.6
        default_rbl_reply = $rbl_code 5.7.1 «\${rbl_reason»
      `,
    },
    {
      title: 'Facts about the client',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_reject_footer = \\c. Refused $client_address at $localtime
      `,
    },
  ],
})
