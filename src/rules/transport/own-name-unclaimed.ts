import type { Resolved } from '../../config/effective.js'
import { nameLocation } from '../../config/elements.js'
import { isReadable, words } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

const lists = ['mydestination', 'virtual_alias_domains', 'virtual_mailbox_domains', 'relay_domains']

/** Every domain of the list stands in it: no tables, files or patterns. */
function isPlain(value: Resolved): boolean {
  return [...words(value)].every(word => /^[^:/!*]*$/.test(word))
}

export default defineRule({
  id: 'own-name-unclaimed',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The own host name is in no list of domains that are delivered here',
  why: `Mail for a name that is in none of \`mydestination\`, \`virtual_alias_domains\`, \`virtual_mailbox_domains\` and
\`relay_domains\` is sent on to the host that the DNS gives for it. For the own name that is this host: Postfix returns such
mail with "mail for ... loops back to myself". Mail of cron and other local programs goes to that name too
(\`myorigin = $myhostname\`).`,
  see: ['ADDRESS_CLASS_README', 'BASIC_CONFIGURATION_README', 'src/smtp/smtp_addr.c'],
  evidence: {
    kind: 'heuristic',
    because: 'where the DNS sends mail for the name is not known: to another host, it may be',
  },
  messages: {
    unclaimed: (d: { name: string }) =>
      `Mail for \`${d.name}\`, the name of this host, is not delivered here: it comes back with "loops back to myself". Add \`$myhostname\` here, or set \`relayhost\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { base } = project
    const own = base.get('myhostname')
    const local = base.get('mydestination')
    if (own?.setting === undefined || !isReadable(own) || local?.setting === undefined) return
    // Mail goes elsewhere by a rule of its own, or does not come in at all.
    const empty = [
      'relayhost',
      'transport_maps',
      'sender_dependent_relayhost_maps',
      'virtual_alias_maps',
      'canonical_maps',
    ]
    if (empty.some(parameter => (base.get(parameter)?.text ?? '') !== '')) return
    if (base.get('default_transport')?.from !== 'default' || base.get('virtual_alias_domains')?.text !== '') return
    const values = lists.flatMap(name => {
      const value = base.get(name)
      return value ? [value] : []
    })
    if (values.some(value => !isReadable(value) || !isPlain(value))) return
    const name = own.text.toLowerCase()
    if (
      name === '' ||
      name.includes('/') ||
      values.some(value => [...words(value)].some(word => word.toLowerCase() === name))
    )
      return
    const origin = base.get('myorigin')
    const interfaces = words(base.get('inet_interfaces'))
    if (interfaces.has('loopback-only') && origin?.text.toLowerCase() !== name) return
    report({
      at: nameLocation(local.setting),
      say: ['unclaimed', { name: own.text }],
      related: [{ at: nameLocation(own.setting), message: 'the own name' }],
    })
  },
  examples: [
    {
      title: 'Nothing is delivered here',
      'main.cf': `
        myhostname = mail.example.com
        «mydestination» =
      `,
    },
    {
      title: 'All mail goes to another host',
      clean: true,
      'main.cf': `
        myhostname = www.example.com
        mydestination =
        relayhost = [mail.example.com]
      `,
    },
  ],
})
