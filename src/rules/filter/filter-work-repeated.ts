import type { Effective } from '../../config/effective.js'
import { isLocalOnly } from '../../config/listeners.js'
import { type EntryPoint, entryPoints, isReadable, isReturnListener } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

const contentChecks = ['header_checks', 'mime_header_checks', 'nested_header_checks', 'body_checks']
const mappings = [
  'canonical_maps',
  'sender_canonical_maps',
  'recipient_canonical_maps',
  'always_bcc',
  'sender_bcc_maps',
  'recipient_bcc_maps',
  'virtual_alias_maps',
]

function isSet(view: Effective, name: string): boolean {
  const value = view.get(name)
  return value !== undefined && value.from !== 'default' && isReadable(value) && value.text !== ''
}

/** What is done for mail before the filter. */
interface Before {
  readonly milters: ReadonlySet<string>
  /** Options that some of them does not have. */
  readonly lacking: ReadonlySet<string>
}

function workBefore(entries: readonly EntryPoint[]): Before {
  const options = ['no_milters', 'no_header_body_checks', 'no_address_mappings']
  return {
    milters: new Set(entries.map(({ service }) => service.config.get('smtpd_milters')?.text ?? '')),
    lacking: new Set(options.filter(option => entries.some(entry => !entry.options.has(option)))),
  }
}

/** What is done before the filter and once more behind it, as `receive_override_options` calls it. */
function repeated(project: Project, before: Before, after: EntryPoint): readonly string[] {
  const twice = (option: string) => !after.options.has(option) && before.lacking.has(option)
  const milters = after.service.config.get('smtpd_milters')?.text ?? ''
  const sameMilters = isSet(after.service.config, 'smtpd_milters') && before.milters.has(milters)
  return [
    ...(sameMilters && twice('no_milters') ? ['no_milters'] : []),
    ...(contentChecks.some(name => isSet(project.base, name)) && twice('no_header_body_checks')
      ? ['no_header_body_checks']
      : []),
    ...(mappings.some(name => isSet(project.base, name)) && twice('no_address_mappings')
      ? ['no_address_mappings']
      : []),
  ]
}

const names: Readonly<Record<string, string>> = {
  no_milters: 'milters',
  no_header_body_checks: 'header and body checks',
  no_address_mappings: 'address mappings',
}

export default defineRule({
  id: 'filter-work-repeated',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'What was done before a content filter is done again behind it',
  why: `A message that passes a content filter comes into the queue twice. Milters, header and body checks and address mappings
(virtual aliases, canonical maps, automatic BCC) work both times unless \`receive_override_options\` switches them off on one
side: messages are scanned and signed twice, and addresses rewritten twice.`,
  see: ['FILTER_README', 'postconf(5) receive_override_options'],
  evidence: {
    kind: 'heuristic',
    because: 'a second pass is sometimes wanted, for instance to sign what the filter has changed',
  },
  messages: {
    repeated: (d: { what: string; options: string }) =>
      `Behind the content filter, this listener repeats ${d.what}. Add \`-o receive_override_options=${d.options}\`, or switch them off before the filter`,
  },
  scope: 'project',
  check({ project }, report) {
    const entries = entryPoints(project)
    const before = entries.filter(entry => entry.known && entry.contentFilter !== undefined)
    const after = entries.filter(
      entry => entry.known && isReturnListener(project, entry) && isLocalOnly(project, entry.service) !== false,
    )
    if (before.length === 0) return
    const work = workBefore(before)
    for (const entry of after) {
      if (!entry.service.overrides.some(({ name }) => name === 'content_filter')) continue
      const options = repeated(project, work, entry)
      if (options.length === 0) continue
      const all = [...entry.options, ...options].join(',')
      report({
        at: { file: project.master?.source.name ?? '', range: entry.service.entry.service.range },
        say: ['repeated', { what: options.map(option => names[option]).join(' and '), options: all }],
        ...(!options.includes('no_milters') && { severity: 'info' }),
        services: [entry.service],
      })
    }
  },
  examples: [
    {
      title: 'Each message is scanned by the milter twice',
      'main.cf': `
        content_filter = scan:[127.0.0.1]:10025
        smtpd_milters = inet:localhost:11332
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        scan unix - - n - 10 smtp
        «127.0.0.1:10026» inet n - n - 10 smtpd
          -o content_filter=
      `,
    },
    {
      title: 'Switched off behind the filter',
      clean: true,
      'main.cf': `
        content_filter = scan:[127.0.0.1]:10025
        smtpd_milters = inet:localhost:11332
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        scan unix - - n - 10 smtp
        127.0.0.1:10026 inet n - n - 10 smtpd
          -o content_filter=
          -o receive_override_options=no_milters
      `,
    },
  ],
})
