import { openedKinds, tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'table-type-needs-package',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table type that not every build of Postfix has',
  why: `Some table types need a library, and so are not in every Postfix: they come as a package of their own
(\`postfix-pcre\`, \`postfix-mysql\`, \`postfix-ldap\` ... on Debian), or only when Postfix was built with them. Where the type
is missing the table cannot be opened, and mail is deferred. \`postconf -m\` lists the types a system has.`,
  see: ['DATABASE_README', 'postconf(1)', 'dynamicmaps.cf'],
  evidence: { kind: 'heuristic', because: 'which packages are installed is not seen in the configuration' },
  messages: {
    package: (d: { type: string; package: string }) =>
      `The table type \`${d.type}\` needs the package \`${d.package}\`: without it each lookup in this table fails`,
    build: (d: { type: string }) =>
      `Not every Postfix has the table type \`${d.type}\`: see that \`postconf -m\` lists it, or each lookup in this table fails`,
  },
  scope: 'setting',
  kinds: openedKinds,
  check({ project, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    for (const table of tablesOf(resolved, parameter.kind)) {
      for (const { type } of withInner(table)) {
        const info = type && project.catalog.tableType(type.value)
        if (type === undefined || info === undefined) continue
        if (info.package !== undefined) {
          // The package of Postfix itself brings what all others are made from.
          if (info.package !== 'postfix')
            report({ at: type, say: ['package', { type: info.name, package: info.package }] })
        } else if (info.plugin && info.compileCondition !== undefined && info.redirectedTo === undefined) {
          report({ at: type, say: ['build', { type: info.name }] })
        }
      }
    }
  },
  examples: [
    {
      title: 'Perl-compatible expressions',
      'main.cf': `
        header_checks = «pcre»:/etc/postfix/header_checks
      `,
    },
    {
      title: 'POSIX expressions are always there',
      clean: true,
      'main.cf': `
        header_checks = regexp:/etc/postfix/header_checks
      `,
    },
  ],
})
