import { toInteger } from '../../config/convert.js'
import type { Effective, Resolved } from '../../config/effective.js'
import { listItems, nameLocation, partOfItem, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { findTransport } from '../../config/service-lookup.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

/** What virtual(8) cannot deliver without. */
const needed = ['virtual_mailbox_base', 'virtual_uid_maps', 'virtual_gid_maps']

/** The view of the virtual(8) that gets the mail of virtual mailbox domains; undefined when another program does. */
function deliveringView(project: Project): Effective | undefined {
  const { base } = project
  const transport = base.get('virtual_transport')
  const name = transport && isReadable(transport) ? readTransport(transport)?.transport.value : undefined
  if (name === undefined) return undefined
  if (!project.hasMaster) return name === 'virtual' ? base : undefined
  const service = findTransport(project, name)
  return service?.program === 'virtual' ? service.config : undefined
}

function written(view: Effective, name: string): Resolved | undefined {
  const value = view.get(name)
  return value?.setting && isReadable(value) && value.text !== '' ? value : undefined
}

export default defineRule({
  id: 'incomplete-virtual-delivery',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'virtual mailboxes lack a place or an owner',
  why: `virtual(8) writes mailboxes below \`virtual_mailbox_base\`, as the user and group that \`virtual_uid_maps\` and
\`virtual_gid_maps\` give for the recipient (mostly \`static:5000\`). None of the three has a usable default. The user has to be
at least \`virtual_minimum_uid\`, the group not 0. Otherwise mail for the domains in \`virtual_mailbox_domains\` stays in the
queue until it is returned.`,
  see: ['VIRTUAL_README', 'virtual(8)', 'src/virtual/mailbox.c'],
  evidence: {
    kind: 'log',
    says: [
      'not found in virtual_uid_maps',
      'bad string length 0 < 1: virtual_mailbox_base',
      'bad uid',
      'bad gid',
      'do not specify relative pathname',
    ],
    by: 'virtual',
  },
  messages: {
    missing: (d: { names: string }) =>
      `virtual(8) needs ${d.names} as well to deliver to these mailboxes: without, the mail stays in the queue until it is returned`,
    relative: (d: { value: string }) =>
      `\`${d.value}\` does not begin with \`/\`: virtual(8) stops with a fatal error, and virtual mailboxes get no mail`,
    uid: (d: { value: string; minimum: string }) =>
      `virtual(8) refuses the user \`${d.value}\` (\`virtual_minimum_uid\` is ${d.minimum}): mail for virtual mailboxes stays in the queue`,
    gid: (d: { value: string }) =>
      `virtual(8) refuses the group \`${d.value}\`: mail for virtual mailboxes stays in the queue`,
  },
  scope: 'project',
  check({ project }, report) {
    const view = deliveringView(project)
    const maps = view && written(view, 'virtual_mailbox_maps')
    const domains = view && written(view, 'virtual_mailbox_domains')
    if (view === undefined || maps?.setting === undefined || domains === undefined) return
    const missing = needed.filter(name => view.get(name)?.text === '' && !view.get(name)?.unknown)
    if (missing.length > 0) {
      // A transport table may send the mail of these domains elsewhere.
      const severity = written(view, 'transport_maps') ? 'warning' : 'error'
      report({
        severity,
        at: nameLocation(maps.setting),
        say: ['missing', { names: missing.map(name => `\`${name}\``).join(' and ') }],
      })
    }
    const base = written(view, 'virtual_mailbox_base')
    if (base && !base.text.startsWith('/')) report({ at: wholeValue(base), say: ['relative', { value: base.text }] })
    const minimum = view.get('virtual_minimum_uid')?.text ?? ''
    const least = toInteger(minimum)
    for (const name of ['virtual_uid_maps', 'virtual_gid_maps']) {
      const value = written(view, name)
      const [item, ...more] = value ? listItems(value) : []
      if (item === undefined || more.length > 0 || !item.value.startsWith('static:')) continue
      const text = item.value.slice('static:'.length)
      const id = toInteger(text)
      const at = partOfItem(item, 'static:'.length, item.value.length)
      if (text === '' || text.startsWith('{')) continue
      if (name === 'virtual_gid_maps') {
        if (!id.ok || id.value <= 0) report({ at, say: ['gid', { value: text }] })
      } else if (!id.ok || (least.ok && id.value < least.value)) report({ at, say: ['uid', { value: text, minimum }] })
    }
  },
  examples: [
    {
      title: 'Nobody owns the mailboxes',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = localhost
        virtual_mailbox_domains = $myhostname
        virtual_mailbox_base = /var/mail/vhosts
        «virtual_mailbox_maps» = inline:{ { root@mail.example.com = root/ } }
      `,
    },
    {
      title: 'A user of the system',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = localhost
        virtual_mailbox_domains = $myhostname
        virtual_mailbox_base = /var/mail/vhosts
        virtual_mailbox_maps = inline:{ { root@mail.example.com = root/ } }
        virtual_uid_maps = static:«8»
        virtual_gid_maps = static:8
      `,
    },
    {
      title: 'A base that is no path from the root',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = localhost
        virtual_mailbox_domains = $myhostname
        virtual_mailbox_base = «vhosts»
        virtual_mailbox_maps = inline:{ { root@mail.example.com = root/ } }
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
    },
    {
      title: 'Place and owner are given',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = localhost
        virtual_mailbox_domains = $myhostname
        virtual_mailbox_base = /var/mail/vhosts
        virtual_mailbox_maps = inline:{ { root@mail.example.com = root/ } }
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
    },
  ],
})
