import { partOfItem, replacePlace } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import {
  canMatch,
  coversSubdomains,
  dottedParents,
  type KeyShape,
  shapeOf,
  usualAddress,
} from '../../config/table-keys.js'
import type { Table } from '../../config/tables.js'
import { defineRule } from '../define.js'

const manuals = (table: Table) => [...new Set(table.uses.map(({ manual }) => manual))].join(', ')

/** True when some lookup in this table can ask for a key of that form, or when that is not known. */
function anyMatches(project: Project, table: Table, shape: KeyShape): boolean {
  if (table.roles.length === 0) return table.uses.some(use => canMatch(use, shape, 'unknown'))
  return table.roles.some(role => !role.asked || canMatch(role.use, shape, dottedParents(project, role)))
}

export default defineRule({
  id: 'key-never-matches',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'No lookup ever asks for the key of a table entry',
  why: `A table of fixed strings answers only for the very keys that Postfix asks it for, and which those are depends on what
the table is used for: an access table is asked for \`user@domain\`, \`domain\` and \`user@\`, but never for \`@domain\`; a
virtual alias table for \`@domain\`, but never for \`.domain\`; a client access table for an address and for its leading
parts (\`192.0.2\`), but never for \`192.0.2.0/24\`. An entry with another key has no effect, without any warning.

Networks in \`address/length\` form, patterns and wildcards need another type of table: \`cidr:\`, \`pcre:\` or \`regexp:\`.`,
  see: ['access(5)', 'transport(5)', 'virtual(5)', 'src/global/mail_addr_find.c', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because:
      'a lookup that does not match is silent; the keys that are asked for are those of the manual pages and source',
  },
  messages: {
    'at-domain': (d: { key: string; domain: string; manual: string }) =>
      `no lookup in this table asks for \`${d.key}\` (${d.manual}), so the entry has no effect: write \`${d.domain}\``,
    'dot-domain': (d: { key: string; manual: string }) =>
      `no lookup in this table asks for a key that begins with a dot (${d.manual}), so \`${d.key}\` has no effect`,
    'dot-parent': (d: { key: string; domain: string }) =>
      `with this \`parent_domain_matches_subdomains\`, \`${d.key}\` is never asked for: \`${d.domain}\` stands for the domains below it as well`,
    'user-at': (d: { key: string; manual: string }) =>
      `no lookup in this table asks for a user name with \`@\` and no domain (${d.manual}), so \`${d.key}\` has no effect`,
    network: (d: { key: string; type: string }) =>
      `\`${d.type}:\` tables know no networks, so \`${d.key}\` is never asked for: put it into a \`cidr:\` table`,
    prefix: (d: { key: string; wanted: string }) =>
      `leading parts of an address are asked for without a dot at the end: write \`${d.wanted}\` instead of \`${d.key}\``,
    address: (d: { key: string; wanted: string }) =>
      `Postfix writes this address as \`${d.wanted}\` and asks for nothing else, so \`${d.key}\` has no effect`,
    asterisk: (d: { key: string; type: string }) =>
      `\`${d.type}:\` tables compare keys as they are, so \`${d.key}\` stands for nothing but itself: \`pcre:\` and \`regexp:\` tables have patterns`,
    'trailing-dot': (d: { key: string; wanted: string }) =>
      `names are asked for without a dot at the end, so \`${d.key}\` has no effect: write \`${d.wanted}\``,
    'null-sender': (d: { wanted: string }) =>
      `the empty sender is asked for as \`${d.wanted}\` (\`smtpd_null_access_lookup_key\`), so \`<>\` has no effect`,
    name: (d: { key: string; manual: string }) =>
      `this table is asked for addresses of clients alone (${d.manual}), so the name \`${d.key}\` has no effect`,
    url: (d: { key: string }) =>
      `\`${d.key}\` is the address of a page, which nothing asks for: a table has names and addresses alone`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  check({ project, table }, report) {
    if (table.uses.length === 0) return undefined
    const manual = manuals(table)
    const type = table.type ?? 'hash'
    const allows = new Map<KeyShape, boolean>()
    const isAllowed = (shape: KeyShape) => {
      let known = allows.get(shape)
      if (known === undefined) {
        known = anyMatches(project, table, shape)
        allows.set(shape, known)
      }
      return known
    }
    const forms = new Set(table.uses.flatMap(({ keys }) => keys))
    if (forms.has('text') || forms.has('login') || forms.has('fingerprint')) return undefined
    const hasAddresses = forms.has('ip')
    const hasNames = forms.has('domain') || forms.has('host') || forms.has('address')
    const addressesOnly = [...forms].every(form => form === 'ip' || form === 'ip-prefix')
    const hasUsers = forms.has('user')
    const isSenderAccess = table.uses.every(({ name }) => name === 'access-sender')
    const nullKey = isSenderAccess ? project.base.get('smtpd_null_access_lookup_key')?.text : undefined
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const { key } = line
        const text = key.value
        if (text.includes('$') || text.includes('{')) return
        const shape = shapeOf(text)
        if (text === '<>' && nullKey !== undefined && nullKey !== '<>') {
          report({ at: key, say: ['null-sender', { wanted: nullKey }] })
          return
        }
        if (/^[a-z]+:\/\//i.test(text)) {
          report({ at: key, say: ['url', { key: text }] })
          return
        }
        if (text.includes('*') && shape !== 'asterisk' && !text.startsWith('"') && !hasUsers) {
          report({ at: key, say: ['asterisk', { key: text, type }] })
          return
        }
        if (/@\*(?:\.|$)|^\*(?:\.|@)/.test(text)) {
          report({ at: key, say: ['asterisk', { key: text, type }] })
          return
        }
        if (shape === 'network' && hasAddresses) {
          report({ at: key, say: ['network', { key: text, type }] })
          return
        }
        if (hasAddresses && shape === 'ip-prefix' && /[.:]$/.test(text)) {
          const wanted = text.slice(0, -1)
          const edits = replacePlace(partOfItem(key, wanted.length, text.length), '')
          report({ at: key, say: ['prefix', { key: text, wanted }], fix: { title: `Write \`${wanted}\``, edits } })
          return
        }
        const usual = hasAddresses && !forms.has('nexthop') ? usualAddress(text) : undefined
        if (usual !== undefined) {
          const fix = { title: `Write \`${usual}\``, edits: replacePlace(key, usual) }
          report({ at: key, say: ['address', { key: text, wanted: usual }], fix })
          return
        }
        if (
          hasNames &&
          text.length > 1 &&
          /[a-z0-9-]\.$/i.test(text) &&
          shape !== 'ip-prefix' &&
          !(hasUsers && !text.includes('@'))
        ) {
          const wanted = text.slice(0, -1)
          const edits = replacePlace(partOfItem(key, wanted.length, text.length), '')
          report({
            at: key,
            say: ['trailing-dot', { key: text, wanted }],
            fix: { title: `Write \`${wanted}\``, edits },
          })
          return
        }
        if (isAllowed(shape)) return
        const domain = text.slice(1)
        const shorter = { title: `Write \`${domain}\``, edits: replacePlace(partOfItem(key, 0, 1), '') }
        if (shape === 'at-domain' && isAllowed('domain'))
          report({ at: key, say: ['at-domain', { key: text, domain, manual }], fix: shorter })
        else if (shape === 'dot-domain' && table.roles.some(coversSubdomains))
          report({ at: key, say: ['dot-parent', { key: text, domain }], fix: shorter })
        else if (shape === 'dot-domain') report({ at: key, say: ['dot-domain', { key: text, manual }] })
        else if (shape === 'user-at') report({ at: key, say: ['user-at', { key: text, manual }] })
        else if (shape === 'domain' && addressesOnly) report({ at: key, say: ['name', { key: text, manual }] })
      },
    }
  },
  examples: [
    {
      title: 'A key of virtual alias tables in a transport table',
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      tables: { transport: '«@example.com»  smtp:[mail.example.net]\n' },
      fixed: 'example.com  smtp:[mail.example.net]\n',
    },
    {
      title: 'The same in an access table',
      'main.cf': 'smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders\n',
      tables: { senders: '«@example.com»  REJECT\n«.example.net»  REJECT\n' },
      fixed: 'example.com  REJECT\nexample.net  REJECT\n',
    },
    {
      title: 'Addresses that Postfix writes otherwise',
      'main.cf': 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/clients\n',
      tables: { clients: '«198.51.100.»  REJECT\n«2001:DB8:0:0::25»  OK\n«[192.0.2.7]»  OK\n' },
      fixed: '198.51.100  REJECT\n2001:db8::25  OK\n192.0.2.7  OK\n',
    },
    {
      title: 'Networks',
      'main.cf': 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/clients\n',
      tables: { clients: '«192.0.2.0/24»  OK\n«2001:db8::/32»  REJECT\n' },
    },
    {
      title: 'A name where only addresses are asked for',
      'main.cf': 'postscreen_access_list = permit_mynetworks, hash:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.1  permit\n«mail.example.com»  permit\n' },
    },
    {
      title: 'A dot too many',
      'main.cf': 'relay_domains = hash:/etc/postfix/relay\n',
      tables: { relay: '«example.org.»  OK\n' },
      fixed: 'example.org  OK\n',
    },
    {
      title: 'Wildcards, and domains below in a table of addresses',
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\nrelay_domains = hash:/etc/postfix/relay\n',
      tables: {
        virtual: '«*@example.com»  anna@example.org\n«.example.com»  anna@example.org\n',
        relay: '«*.example.net»  OK\n',
      },
    },
    {
      title: 'The empty sender under another name',
      'main.cf': `
        smtpd_null_access_lookup_key = NULL
        smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders
      `,
      tables: { senders: '«<>»  OK\n' },
    },
    {
      title: 'Every form that is asked for',
      clean: true,
      'main.cf': `
        transport_maps = hash:/etc/postfix/transport
        virtual_alias_domains = example.org
        virtual_alias_maps = hash:/etc/postfix/virtual
        smtpd_client_restrictions = check_client_access hash:/etc/postfix/clients
        smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders
      `,
      tables: {
        transport:
          'anna@example.com  local:\nexample.net  smtp:[mail.example.net]\n.example.net  smtp:[mail.example.net]\n',
        virtual: 'info@example.org  anna@example.com\n@example.org  bert@example.com\npostmaster  anna@example.com\n',
        clients: '192.0.2.1  OK\n198.51.100  REJECT\n2001:db8::25  OK\nexample.com  OK\n',
        senders: 'anna@example.com  OK\nspam@  REJECT\nexample.net  REJECT\n<>  OK\n',
      },
    },
  ],
})
