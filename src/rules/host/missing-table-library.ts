import { certainText } from '../../config/certain-values.js'
import { originOf } from '../../config/elements.js'
import { dynamicMaps } from '../../config/host/dynamic-maps.js'
import { tableMentions } from '../../config/table-mentions.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-table-library',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.0' },
  needs: 'host',
  fix: 'none',
  summary: 'The package with a table type is not installed on this host',
  why: `Table types such as \`pcre\`, \`mysql\` or \`ldap\` are libraries of their own, which packages bring and enter into
\`dynamicmaps.cf\`. Where the entry or the library is missing, Postfix logs "unsupported dictionary type" and each lookup fails:
mail is deferred.`,
  see: ['DATABASE_README', 'postconf(1) -m', 'src/global/dynamicmaps.c'],
  evidence: { kind: 'source', because: 'what is installed on the host is not in an example' },
  messages: {
    entry: (d: { type: string; package: string; file: string }) =>
      `This host does not have the table type \`${d.type}\`: \`${d.file}\` does not list it, so lookups fail and mail is deferred. Install the package \`${d.package}\``,
    perhaps: (d: { type: string; package: string; file: string }) =>
      `\`${d.file}\` does not list the table type \`${d.type}\`: unless this Postfix was built with it, lookups fail and mail is deferred. Install the package \`${d.package}\` (or whatever your system calls it)`,
    library: (d: { type: string; path: string }) =>
      `The library for the table type \`${d.type}\` is missing (\`${d.path}\`): lookups fail and mail is deferred. Install its package again`,
  },
  scope: 'project',
  check({ project }, report) {
    const maps = dynamicMaps(project)
    if (maps === undefined) return
    const libraries = certainText(project.base, 'shlib_directory')
    const seen = new Set<string>()
    for (const { spec, resolved } of tableMentions(project)) {
      const type = spec.type && project.catalog.tableType(spec.type.value)
      if (spec.type === undefined || type?.plugin !== true || type.package === 'postfix') continue
      if (resolved.setting === undefined) continue
      const at = originOf(spec.type)?.location
      const key = `${at?.file} ${at?.range.start}`
      if (at === undefined || seen.has(key)) continue
      seen.add(key)
      const library = maps.libraries.get(type.name)
      if (library === undefined) {
        const data = { type: type.name, package: type.package ?? `postfix-${type.name}`, file: maps.path }
        // Whoever builds Postfix himself may have put the type into the programs.
        if (type.package === undefined) report({ at: spec.type, say: ['perhaps', data], severity: 'warning' })
        else report({ at: spec.type, say: ['entry', data] })
        continue
      }
      const path = library.startsWith('/') ? library : `${libraries ?? ''}/${library}`
      if (path.startsWith('/') && project.facts.path(path) === 'missing' && libraries !== undefined) {
        // The built-in directory may be that of another build.
        if (library.startsWith('/') || typeof project.facts.path(libraries) !== 'string')
          report({ at: spec.type, say: ['library', { type: type.name, path }] })
      }
    }
  },
  examples: [
    {
      title: 'A package that is not installed',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = «mysql»:/etc/postfix/aliases.cf
      `,
      files: {
        '/etc/postfix/dynamicmaps.cf': {
          text: '# dict-type so-name dict-function mkmap-function\nlmdb postfix-lmdb.so dict_lmdb_open mkmap_lmdb_open\n',
        },
      },
    },
    {
      title: 'The package is installed',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = mysql:/etc/postfix/aliases.cf
      `,
      files: { '/etc/postfix/dynamicmaps.cf': { text: 'mysql postfix-mysql.so dict_mysql_open\n' } },
    },
  ],
})
