import type { Resolved } from '../../config/effective.js'
import { listItems } from '../../config/elements.js'
import { isLocalOnly } from '../../config/listeners.js'
import { type EntryPoint, entryPoints, isFiltered, isReadable, isReturnListener } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

const word = 'no_address_mappings'

/** What cleanup(8) leaves undone for mail that comes with `no_address_mappings` (`src/cleanup/cleanup_init.c`). */
const mappings = [
  'virtual_alias_maps',
  'canonical_maps',
  'sender_canonical_maps',
  'recipient_canonical_maps',
  'masquerade_domains',
  'always_bcc',
  'sender_bcc_maps',
  'recipient_bcc_maps',
]

function mappingsInUse(project: Project): readonly string[] {
  return mappings.filter(name => {
    const value = project.base.get(name)
    return value !== undefined && value.from !== 'default' && isReadable(value) && value.text.trim() !== ''
  })
}

/** Which ways in map the addresses of mail that comes back from a filter. */
interface LaterMapping {
  readonly afterFilter: boolean
  /** A FILTER action of a table can send mail through a filter as well; tables are not seen here. */
  readonly byTable: boolean
}

function laterMapping(project: Project, entries: readonly EntryPoint[]): LaterMapping {
  const mapping = entries.filter(entry => !entry.known || !entry.options.has(word))
  return {
    afterFilter: mapping.some(entry => entry.service.program !== 'smtpd' || !isFiltered(entry)),
    byTable: mapping.some(entry => takesBack(project, entry)),
  }
}

function takesBack(project: Project, entry: EntryPoint): boolean {
  return isReturnListener(project, entry) && isLocalOnly(project, entry.service) !== false
}

/** Is there a listener that does map, to which this mail can come later? The return listener itself comes later. */
function mapsLater(project: Project, entry: EntryPoint, later: LaterMapping): boolean {
  return isFiltered(entry) ? later.afterFilter : later.byTable || takesBack(project, entry)
}

export default defineRule({
  id: 'unmapped-addresses',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: '`no_address_mappings` where no content filter follows',
  why: `\`no_address_mappings\` switches off virtual aliases, canonical maps, masquerading and automatic BCC for the mail that
comes in through a service. It belongs before a content filter, so that addresses are not rewritten twice: the listener that
takes the mail back does it then. Where no filter follows, nobody does it: mail for a virtual alias is refused with "User
unknown in virtual alias table", and BCC copies are not made.`,
  see: ['postconf(5) receive_override_options', 'FILTER_README', 'src/cleanup/cleanup_init.c'],
  evidence: { kind: 'log', says: ['User unknown in virtual alias table'], by: 'error' },
  messages: {
    never: (d: { services: string; maps: string }) =>
      `Mail through ${d.services} never gets its addresses mapped, as no content filter follows: \`${d.maps}\` has no effect on it. Remove \`no_address_mappings\``,
    neither: (d: { services: string; maps: string }) =>
      `Addresses are mapped neither before the content filter (${d.services}) nor after it: \`${d.maps}\` has no effect. Remove \`no_address_mappings\` on one side`,
    unseen: (d: { maps: string }) =>
      `\`${d.maps}\` has no effect with \`no_address_mappings\`, unless services in master.cf hand mail to a content filter that brings it back`,
  },
  scope: 'project',
  check({ project }, report) {
    const maps = mappingsInUse(project)
    const [first] = maps
    if (first === undefined) return
    if (!project.hasMaster) {
      const value = project.base.get('receive_override_options')
      const filters = ['content_filter', 'smtpd_proxy_filter'].some(name => project.base.get(name)?.text !== '')
      const item = value && isReadable(value) && !filters ? wordIn(value) : undefined
      if (item) report({ at: item, say: ['unseen', { maps: maps.join('`, `') }], severity: 'warning' })
      return
    }
    const entries = entryPoints(project)
    const later = laterMapping(project, entries)
    const lost = entries.filter(entry => entry.known && entry.options.has(word) && !mapsLater(project, entry, later))
    for (const filtered of [false, true]) {
      const group = lost.filter(entry => isFiltered(entry) === filtered)
      const services = group.map(entry => `\`${entry.service.label}\``)
      const shown =
        services.length > 3 ? `${services.slice(0, 3).join(', ')} and ${services.length - 3} more` : services.join(', ')
      for (const { service } of group) {
        const value = service.config.get('receive_override_options')
        const item = value && wordIn(value)
        if (item === undefined) continue
        const own = value?.from === 'master.cf' ? `\`${service.label}\`` : shown
        report({
          at: item,
          say: [filtered ? 'neither' : 'never', { services: own, maps: maps.slice(0, 2).join('`, `') }],
          services: [service],
          ...(filtered && { severity: 'warning' }),
        })
      }
    }
  },
  examples: [
    {
      title: 'Left over from a content filter that was removed',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = localhost
        virtual_alias_domains = $myhostname
        virtual_alias_maps = inline:{ { root@mail.example.com = root@localhost } }
        receive_override_options = «no_address_mappings»
      `,
    },
    {
      title: 'On one listener only',
      prove: false,
      'main.cf': `
        virtual_alias_maps = inline:{ { info@example.com = root } }
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
          -o receive_override_options=no_unknown_recipient_checks,«no_address_mappings»
        pickup unix n - n 60 1 pickup
      `,
    },
    {
      title: 'The listener behind the filter maps the addresses',
      clean: true,
      'main.cf': `
        virtual_alias_maps = inline:{ { info@example.com = root } }
        content_filter = scan:[127.0.0.1]:10025
        receive_override_options = no_address_mappings
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        scan unix - - n - 10 smtp
          -o disable_mime_output_conversion=yes
        127.0.0.1:10026 inet n - n - 10 smtpd
          -o content_filter=
          -o receive_override_options=no_header_body_checks,no_unknown_recipient_checks,no_milters
          -o smtpd_relay_restrictions=permit_mynetworks,reject
          -o smtpd_recipient_restrictions=permit_mynetworks,reject
          -o mynetworks=127.0.0.0/8
      `,
    },
  ],
})

/** The word in the list, with its place. */
function wordIn(value: Resolved) {
  return listItems(value).find(item => item.value === word)
}
