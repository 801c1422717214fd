import { valueLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { mentionsIn } from '../../config/mentions.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'origin-is-virtual',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Names without a domain get a domain that has no local users',
  why: `\`root\` becomes \`root@$myorigin\`. When that domain is in \`virtual_alias_domains\`, only what \`virtual_alias_maps\` lists exists there:
mail of cron, for \`root\` and for \`postmaster\` is returned with "User unknown in virtual alias table".`,
  see: ['postconf(5) myorigin', 'VIRTUAL_README', 'ADDRESS_CLASS_README'],
  evidence: { kind: 'heuristic', because: 'the table may list the local names as well' },
  messages: {
    virtual: (d: { value: string }) =>
      `Mail for \`root\` and other local names is looked for in \`virtual_alias_maps\`, as \`${d.value}\` is \`myorigin\` too: set \`myorigin\` to a domain in \`mydestination\``,
  },
  scope: 'setting',
  parameters: ['virtual_alias_domains'],
  check({ setting, resolved, view }, report) {
    if (view.get(setting.name)?.setting !== setting) return
    if (mentionsIn(setting.value.text).some(({ name }) => name === 'myorigin')) {
      report({ at: valueLocation(setting), say: ['virtual', { value: '$myorigin' }] })
      return
    }
    const origin = view.get('myorigin')
    if (origin === undefined || !isReadable(origin) || origin.text === '' || origin.text.startsWith('/')) return
    const found = matchPatterns(resolved).find(
      ({ value, form, negations }) =>
        form === 'pattern' && negations % 2 === 0 && value.toLowerCase() === origin.text.toLowerCase(),
    )
    if (found !== undefined) report({ at: found, say: ['virtual', { value: found.value }] })
  },
  examples: [
    {
      title: 'By its name',
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_domains = «$myorigin»
        virtual_alias_maps = texthash:/etc/postfix/virtual
      `,
    },
    {
      title: 'The same domain twice',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        myorigin = example.com
        virtual_alias_domains = «example.com», example.net
        virtual_alias_maps = texthash:/etc/postfix/virtual
      `,
    },
    {
      title: 'Another domain',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_domains = example.net
        virtual_alias_maps = texthash:/etc/postfix/virtual
      `,
    },
  ],
})
