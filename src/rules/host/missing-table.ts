import { certainText } from '../../config/certain-values.js'
import { hostPlace } from '../../config/host/place.js'
import { tableFiles } from '../../config/host/table-files.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

/** Indexes that any build may have as its default. */
const anyIndex = ['.db', '.lmdb', '.cdb', '.pag'] as const

/** The table that `alias_maps` has by default, when neither it nor any index of it is there and local(8) is to use it. */
function missingDefaultAliases(project: Project): string | undefined {
  if (project.base.get('alias_maps')?.setting !== undefined) return undefined
  if (!project.services.some(({ program }) => program === 'local')) return undefined
  const [first = ''] = (certainText(project.base, 'alias_maps') ?? '').split(/[\s,]+/)
  const path = first.slice(first.indexOf(':') + 1)
  if (!path.startsWith('/')) return undefined
  const all = [path, ...anyIndex.map(suffix => path + suffix)]
  return all.every(each => project.facts.path(each) === 'missing') ? first : undefined
}

export default defineRule({
  id: 'missing-table',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'The file of a lookup table is missing, or was never indexed',
  why: `A program opens its tables when it starts. When one cannot be opened, it goes on, but each lookup fails: mail is deferred
with "451 4.3.0 Temporary lookup failure", or a list does not match. For \`hash:\`, \`btree:\`, \`lmdb:\`, \`cdb:\` and \`dbm:\`
Postfix reads an index that postmap(1) makes of the text file, or postalias(1) for aliases; it never reads the text itself.`,
  see: ['DATABASE_README', 'postmap(1)', 'postalias(1)', 'src/util/dict_open.c'],
  evidence: {
    kind: 'log',
    says: ['No such file or directory', 'open database', 'is unavailable', 'unable to init'],
    by: 'postfix',
  },
  messages: {
    nothing: (d: { path: string; parameter: string }) =>
      `There is no file \`${d.path}\`: lookups fail, and mail that needs them is deferred (\`${d.parameter}\`). Create it, or leave the table out`,
    index: (d: { path: string; type: string; command: string; parameter: string }) =>
      `\`${d.path}\` was never indexed: Postfix reads only the index, so lookups fail and mail is deferred (\`${d.parameter}\`). Run \`${d.command} ${d.type}:${d.path}\``,
    empty: (d: { path: string; type: string; command: string; parameter: string }) =>
      `\`${d.path}\` is empty, and no index: Postfix cannot open it, lookups fail and mail is deferred (\`${d.parameter}\`). Run \`${d.command} ${d.type}\``,
    aliases: (d: { table: string }) =>
      `No \`alias_maps\` is set, and the file of the default (\`${d.table}\`) is not on this host: mail for local users is deferred. Create it, or write \`alias_maps =\` for no aliases`,
  },
  scope: 'project',
  check({ project }, report) {
    const table = missingDefaultAliases(project)
    if (table !== undefined) {
      const at = hostPlace(project, project.base, [])
      report({ at, say: ['aliases', { table }], severity: 'warning' })
    }
    for (const { mention, path, source, index, type, command } of tableFiles(project)) {
      const { spec, parameter, service } = mention
      const services = service === undefined ? [] : [service]
      if (index === undefined ? source === 'missing' : source === 'missing' && index.fact === 'missing')
        report({ at: spec, say: ['nothing', { path, parameter }], services })
      else if (parameter === 'alias_database') continue
      else if (index?.fact === 'missing')
        report({ at: spec, say: ['index', { path, type: type?.name ?? '', command, parameter }], services })
      else if (index?.fact.kind === 'file' && index.fact.size === 0) {
        const named = `${type?.name ?? ''}:${path}`
        report({ at: spec, say: ['empty', { path: index.path, type: named, command, parameter }], services })
      }
    }
  },
  examples: [
    {
      title: 'Never indexed',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = «lmdb:/etc/postfix/transport»
      `,
      files: { '/etc/postfix/transport': {}, '/etc/postfix/transport.lmdb': 'missing' },
    },
    {
      title: 'An index without anything in it',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = «lmdb:/etc/postfix/transport»
      `,
      files: { '/etc/postfix/transport': { text: '' }, '/etc/postfix/transport.lmdb': { text: '', size: 0 } },
    },
    {
      title: 'The aliases that are the default (as on the host where examples are tried)',
      prove: false,
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        local unix - n n - - local
      `,
      files: {
        '/etc/aliases': 'missing',
        '/etc/aliases.db': 'missing',
        '/etc/aliases.lmdb': 'missing',
        '/etc/aliases.cdb': 'missing',
        '/etc/aliases.pag': 'missing',
      },
    },
    {
      title: 'No such file',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = «regexp:/etc/postfix/virtual-patterns»
      `,
      files: { '/etc/postfix/virtual-patterns': 'missing' },
    },
    {
      title: 'A list in a file that is not there',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        relay_domains = «/etc/postfix/relay-domains»
      `,
      files: { '/etc/postfix/relay-domains': 'missing' },
    },
    {
      title: 'A table with its index',
      clean: true,
      tables: { transport: 'example.net smtp:[192.0.2.25]\n' },
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = lmdb:/etc/postfix/transport
      `,
      files: {
        '/etc/postfix/transport': { modified: 1_000_000 },
        '/etc/postfix/transport.lmdb': { modified: 2_000_000 },
      },
    },
  ],
})
