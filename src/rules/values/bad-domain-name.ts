import { wholeValue } from '../../config/elements.js'
import { hostNameFault } from '../../config/host-names.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-domain-name',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The domain that completes addresses is no domain',
  why: `\`myorigin\` and \`remote_header_rewrite_domain\` are put behind names without a domain. With something that is no domain all such
addresses are wrong: other servers refuse the mail, and answers to it do not come back.`,
  see: ['postconf(5) myorigin', 'postconf(5) remote_header_rewrite_domain'],
  evidence: { kind: 'source', because: 'trivial-rewrite(8) appends the text as it is, without a word' },
  messages: {
    bad: (d: { name: string; value: string }) =>
      `\`${d.value}\` is no domain, so every address that \`${d.name}\` completes is wrong: other servers refuse such mail`,
  },
  scope: 'setting',
  kinds: ['domain'],
  check({ setting, resolved }, report) {
    // mydomain has to be right for Postfix to start, which is another rule's; a path and a list are others' as well.
    if (setting.name === 'mydomain' || !isReadable(resolved)) return
    const value = resolved.text
    if (value === '' || value.startsWith('/') || /[ \t,]/.test(value) || hostNameFault(value) === undefined) return
    report({ at: wholeValue(resolved), say: ['bad', { name: setting.name, value }] })
  },
  examples: [
    {
      title: 'Two dots',
      'main.cf': `
        compatibility_level = 3.6
        myorigin = «example..com»
      `,
    },
    {
      title: 'A domain',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myorigin = example.com
        mydestination = $myorigin, localhost
      `,
    },
  ],
})
