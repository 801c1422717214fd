import { type TableSpec, tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** Lists whose lookup keys are names and mail addresses, never addresses of hosts. */
const named =
  /^(?:virtual_(?:alias|mailbox)_maps|virtual_[ug]id_maps|(?:sender_|recipient_|smtp_generic_)?canonical_maps|smtp_generic_maps|transport_maps|alias_maps|local_recipient_maps|relay_recipient_maps|relocated_maps|(?:sender|recipient)_bcc_maps|sender_dependent_\w+_maps|smtpd_sender_login_maps|mailbox_(?:command|transport)_maps|fallback_transport_maps|header_checks|body_checks|mime_header_checks|nested_header_checks)$/

export default defineRule({
  id: 'address-table-for-names',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table of networks where only names are looked up',
  why: `A \`cidr:\` table compares addresses of hosts. Here Postfix looks up mail addresses, domains or lines of text, and none of
those is such an address, so the table never matches anything.`,
  see: ['cidr_table(5)', 'src/util/dict_cidr.c'],
  evidence: {
    kind: 'source',
    because: 'dict_cidr_lookup() finds nothing for a key that is no address, and logs nothing',
  },
  messages: {
    never: (d: { value: string; name: string }) =>
      `\`${d.value}\` never matches: \`${d.name}\` looks up names, and a \`cidr:\` table knows only addresses of hosts`,
  },
  scope: 'setting',
  kinds: ['map-list'],
  check({ setting, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem || !named.test(setting.name)) return
    for (const table of tablesOf(resolved, parameter.kind)) {
      for (const each of lookedUp(table)) {
        if (each.type?.value === 'cidr') report({ at: each, say: ['never', { value: each.value, name: setting.name }] })
      }
    }
  },
  examples: [
    {
      title: 'Networks as recipients',
      'main.cf': `
        compatibility_level = 3.6
        transport_maps = «cidr:/etc/postfix/transport.cidr»
      `,
    },
    {
      title: 'Networks of clients',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_access_list = permit_mynetworks, cidr:/etc/postfix/clients.cidr
      `,
    },
  ],
})

/** The tables that get the key itself: in a pipe, what the first one finds is the key of the next. */
function lookedUp(table: TableSpec): readonly TableSpec[] {
  if (table.type?.value === 'pipemap') return table.inner.slice(0, 1).flatMap(lookedUp)
  return [...withInner(table)].filter(each => each === table || table.type?.value !== 'pipemap')
}
