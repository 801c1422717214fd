import { partOfItem, replacePlace } from '../../config/elements.js'
import { tableKinds, tablesOf, withInner } from '../../config/table-specs.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Transports that an endpoint can have (`src/util/auto_clnt.c`). */
const endpointTypes: readonly string[] = ['inet', 'unix', 'local']

export default defineRule({
  id: 'odd-table-name',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A table whose name cannot be one of its type',
  why: `What follows the type of a table depends on the type. \`unix\` has two tables, \`passwd.byname\` and \`group.byname\`.
\`socketmap\` needs a server and a name, as in \`inet:host:port:name\`. An indexed table is named without the suffix of its
index file: Postfix adds \`.db\` itself. \`fail:\` is a table for tests, in which each lookup fails.`,
  see: [
    'DATABASE_README',
    'socketmap_table(5)',
    'src/util/dict_unix.c',
    'src/util/dict_sockmap.c',
    'src/util/dict_fail.c',
  ],
  evidence: {
    kind: 'log',
    says: ['unknown table: unix:', 'requires server:socketmap argument', 'invalid transport name', 'virtual.db.db'],
    by: 'cleanup',
  },
  messages: {
    unix: (d: { name: string; near: string | undefined }) =>
      `There is no table \`unix:${d.name}\`: \`unix\` has \`passwd.byname\` and \`group.byname\` only, and each lookup fails${d.near ? `. Did you mean \`${d.near}\`?` : ''}`,
    server: (d: { name: string }) =>
      `\`socketmap:${d.name}\` needs a server and a name, such as \`inet:127.0.0.1:10028:virtual\`: each lookup in it fails`,
    endpoint: (d: { transport: string }) =>
      `\`${d.transport}\` is no kind of connection: a server is \`inet:host:port\` or \`unix:path\`. Programs that open this table stop with a fatal error`,
    suffix: (d: { name: string; suffix: string; right: string }) =>
      `Postfix adds \`${d.suffix}\` itself, so it looks for \`${d.name}${d.suffix}\`. Write \`${d.right}\`, unless the source file really has that name`,
    fail: (_: { name: string }) => `\`fail:\` is a table for tests: each lookup in it fails, and mail is deferred`,
  },
  scope: 'setting',
  kinds: tableKinds,
  check({ project, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    for (const outer of tablesOf(resolved, parameter.kind)) {
      for (const { type, name } of withInner(outer)) {
        const info = type && project.catalog.tableType(type.value)
        if (info === undefined || name.value === '') continue
        const written = name.value
        if (info.allowedNames.length > 0 && !info.allowedNames.includes(written)) {
          const near =
            nearestName(written, info.allowedNames) ?? info.allowedNames.find(known => known.startsWith(written))
          const fix = near === undefined ? undefined : { title: `Write \`${near}\``, edits: replacePlace(name, near) }
          report({ at: name, say: ['unix', { name: written, near }], fix })
        } else if (info.name === 'socketmap') {
          const [transport = ''] = written.split(':', 1)
          if (transport === written) report({ at: name, say: ['server', { name: written }] })
          else if (!endpointTypes.includes(transport)) {
            report({ at: partOfItem(name, 0, transport.length), say: ['endpoint', { transport }] })
          }
        } else if (info.category === 'test') report({ at: type ?? name, say: ['fail', { name: written }] })
        else if (info.compiled) {
          const suffix = info.indexSuffixes.find(each => written.endsWith(each) && written.length > each.length)
          if (suffix === undefined) continue
          const right = written.slice(0, -suffix.length)
          const fix = { title: `Write \`${right}\``, edits: replacePlace(name, right) }
          report({
            at: partOfItem(name, right.length, written.length),
            say: ['suffix', { name: written, suffix, right }],
            severity: 'warning',
            fix,
          })
        }
      }
    }
  },
  examples: [
    {
      title: 'The suffix of the index file',
      'main.cf': `
        virtual_alias_maps = hash:/etc/postfix/virtual«.db»
      `,
      fixed: `
        virtual_alias_maps = hash:/etc/postfix/virtual
      `,
    },
    {
      title: 'A table that there is not',
      'main.cf': `
        virtual_alias_maps = unix:«passwd»
      `,
      fixed: `
        virtual_alias_maps = unix:passwd.byname
      `,
    },
    {
      title: 'A kind of connection that there is not',
      'main.cf': `
        virtual_alias_maps = socketmap:«tcp»:127.0.0.1:10028:virtual
      `,
    },
    {
      title: 'Names that fit their types',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_maps = texthash:/etc/postfix/virtual
        local_recipient_maps = unix:passwd.byname $alias_maps
        alias_maps = texthash:/etc/postfix/aliases
        alias_database =
      `,
    },
  ],
})
