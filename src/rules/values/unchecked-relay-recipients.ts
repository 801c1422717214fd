import { listItems } from '../../config/elements.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { defineRule } from '../define.js'

/** Where address verification of a recipient can stand. */
const lists = [
  'smtpd_recipient_restrictions',
  'smtpd_relay_restrictions',
  'smtpd_data_restrictions',
  'smtpd_end_of_data_restrictions',
]

export default defineRule({
  id: 'unchecked-relay-recipients',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail for relay domains is accepted without knowing the recipient',
  why: `For domains in \`relay_domains\` this server takes mail and hands it on. Unless \`relay_recipient_maps\` lists the
addresses that exist, or \`reject_unverified_recipient\` asks the next server, it takes mail for addresses that there are not,
and then has to return it: to senders who never sent it, since spam comes under a false name. Such returned mail puts the
server on block lists.`,
  see: ['STANDARD_CONFIGURATION_README', 'postconf(5) relay_recipient_maps', 'ADDRESS_VERIFICATION_README'],
  evidence: {
    kind: 'source',
    because: 'smtpd_check_rcpt() takes every recipient of a relay domain while relay_recipient_maps is empty',
  },
  messages: {
    unchecked: (d: { domain: string }) =>
      `Mail for any address at ${d.domain} is accepted, and later returned when there is no such address. List the addresses in \`relay_recipient_maps\``,
  },
  scope: 'setting',
  parameters: ['relay_domains'],
  check({ resolved, view, service }, report) {
    if (service !== undefined || resolved.unknown || resolved.expanded.problem) return
    const maps = view.get('relay_recipient_maps')
    if (maps === undefined || maps.unknown || maps.text !== '') return
    const final = new Set(
      ['mydestination', 'virtual_alias_domains', 'virtual_mailbox_domains'].flatMap(name => namesIn(view.get(name))),
    )
    const verified = lists.some(name => {
      const value = view.get(name)
      // Something of one's own can hold the check.
      return (
        value &&
        (value.text.includes('verif') || value.text.includes('policy') || value.text.includes('check_recipient_access'))
      )
    })
    if (verified) return
    const first = matchPatterns(resolved).find(
      each => each.negations % 2 === 0 && each.form !== 'nothing' && !final.has(each.value),
    )
    if (first !== undefined)
      report({
        at: first,
        say: ['unchecked', { domain: `${first.form === 'pattern' ? '' : 'the domains in '}\`${first.value}\`` }],
      })
  },
  examples: [
    {
      title: 'A backup mail server',
      'main.cf': `
        compatibility_level = 3.6
        relay_domains = «example.com»
      `,
    },
    {
      title: 'With a list of addresses',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relay_domains = example.com
        relay_recipient_maps = texthash:/etc/postfix/relay_recipients
      `,
    },
  ],
})

function namesIn(resolved: Parameters<typeof listItems>[0] | undefined): readonly string[] {
  return resolved === undefined ? [] : listItems(resolved).map(({ value }) => value)
}
