import { listItems } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'rewriting-for-everybody',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Incomplete addresses in the headers of strangers get this domain',
  why: `Postfix completes \`anne\` to \`anne@$myorigin\` in the headers of mail from the clients in \`local_header_rewrite_clients\`: those of
this site. With \`static:all\` it does so for all mail, as very old releases did: a forged \`From: ceo\` of a stranger then carries your
domain, and a DKIM signature of the sender may break.`,
  see: ['postconf(5) local_header_rewrite_clients', 'ADDRESS_REWRITING_README'],
  evidence: { kind: 'heuristic', because: 'it was the only way before Postfix 2.2, and some count on it' },
  messages: {
    all: (d: { value: string }) =>
      `\`${d.value}\` completes addresses in everybody's headers: a stranger's \`From: ceo\` gets your domain. Use \`permit_inet_interfaces\`, \`permit_mynetworks\``,
  },
  scope: 'setting',
  parameters: ['local_header_rewrite_clients'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    for (const item of listItems(resolved)) {
      if (item.value.startsWith('static:')) report({ at: item, say: ['all', { value: item.value }] })
    }
  },
  examples: [
    {
      title: 'Everybody',
      'main.cf': `
        compatibility_level = 3.6
        local_header_rewrite_clients = «static:all»
      `,
    },
    {
      title: 'This site',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        local_header_rewrite_clients = permit_inet_interfaces, permit_mynetworks
      `,
    },
  ],
})
