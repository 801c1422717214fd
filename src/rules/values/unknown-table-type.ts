import { parseAddress } from '../../config/addresses.js'
import { replacePlace, wholeValue } from '../../config/elements.js'
import { isNetworkPattern } from '../../config/networks.js'
import { openedKinds, tablesOf, withInner } from '../../config/table-specs.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unknown-table-type',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A lookup table of a type that Postfix does not have',
  why: `What stands before the colon of a lookup table is its type, in lower case. Postfix has a fixed set of types, and
packages can add more (\`postconf -m\` lists what is there). A table of another type cannot be opened, and it is not left
out either: each lookup in it fails, so mail is deferred or answered with a temporary error. A backtick, a quote or an upper-case
letter is enough to make a type unknown.`,
  see: ['DATABASE_README', 'postconf(1)', 'src/util/dict_open.c'],
  evidence: { kind: 'log', says: ['unsupported dictionary type'], by: 'cleanup' },
  messages: {
    near: (d: { type: string; near: string }) =>
      `There is no table type \`${d.type}\`, so each lookup in this table fails. Did you mean \`${d.near}\`?`,
    unknown: (d: { type: string }) =>
      `Postfix has no table type \`${d.type}\`: unless a plug-in adds it, each lookup in this table fails and mail is deferred`,
    newer: (d: { type: string; since: string; version: string }) =>
      `The table type \`${d.type}\` came with Postfix ${d.since}, this configuration is for ${d.version}: each lookup in this table fails`,
  },
  scope: 'setting',
  kinds: [...openedKinds, 'map-type'],
  check({ project, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    const { catalog } = project
    if (parameter.kind === 'map-type') {
      if (resolved.unknown || resolved.text === '' || catalog.tableType(resolved.text)) return
      report({ at: wholeValue(resolved), say: ['unknown', { type: resolved.text }], severity: 'warning' })
      return
    }
    for (const table of tablesOf(resolved, parameter.kind)) {
      // An IPv6 network in a list of clients has colons too: another rule speaks about it.
      if (isNetworkPattern(table.value) || parseAddress(table.value)) continue
      for (const { type } of withInner(table)) {
        if (type === undefined || type.value === '' || catalog.tableType(type.value)) continue
        const since = catalog.tableTypeSince(type.value)
        const near = nearestName(type.value.replace(/[^A-Za-z]/g, ''), catalog.tableTypes())
        if (since !== undefined) {
          report({ at: type, say: ['newer', { type: type.value, since, version: catalog.version }] })
        } else if (near === undefined) {
          report({ at: type, say: ['unknown', { type: type.value }], severity: 'warning' })
        } else {
          const fix = { title: `Write \`${near}\``, edits: replacePlace(type, near) }
          report({ at: type, say: ['near', { type: type.value, near }], fix })
        }
      }
    }
  },
  examples: [
    {
      title: 'A slip of the pen',
      'main.cf': `
        header_checks = «regex»:/etc/postfix/header_checks
      `,
      fixed: `
        header_checks = regexp:/etc/postfix/header_checks
      `,
    },
    {
      title: 'In a list of restrictions',
      'main.cf': `
        smtpd_recipient_restrictions =
          check_recipient_access «hsh»:/etc/postfix/recipients,
          check_policy_service inet:127.0.0.1:10023,
          reject_unauth_destination
      `,
      fixed: `
        smtpd_recipient_restrictions =
          check_recipient_access hash:/etc/postfix/recipients,
          check_policy_service inet:127.0.0.1:10023,
          reject_unauth_destination
      `,
      prove: false,
    },
    {
      title: 'Types are written in lower case',
      'main.cf': `
        transport_maps = proxy:«Regexp»:/etc/postfix/transport
      `,
      fixed: `
        transport_maps = proxy:regexp:/etc/postfix/transport
      `,
      prove: false,
    },
    {
      title: 'Not yet in this release',
      version: '2.10',
      'main.cf': `
        virtual_alias_maps = «inline»:{info=root}
      `,
      prove: false,
    },
    {
      title: 'Types that every Postfix has',
      clean: true,
      'main.cf': `
        virtual_alias_maps = regexp:/etc/postfix/virtual.regexp, texthash:/etc/postfix/virtual
      `,
    },
  ],
})
