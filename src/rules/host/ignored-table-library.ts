import { certainText } from '../../config/certain-values.js'
import { groupWritable, octal, otherWritable } from '../../config/host/access.js'
import { dynamicMaps } from '../../config/host/dynamic-maps.js'
import { hostPlace } from '../../config/host/place.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'ignored-table-library',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.0' },
  needs: 'host',
  fix: 'none',
  summary: 'Postfix refuses libraries of table types, since others than root could change them',
  why: `Postfix runs the code of the libraries that \`dynamicmaps.cf\` lists. It loads neither that file nor a library unless
it belongs to root and nobody else may write to it: it logs "file is owned or writable by other users", and then the table
types do not exist and each lookup in them fails.`,
  see: ['postconf(5) shlib_directory', 'src/global/dynamicmaps.c', 'src/util/load_lib.c'],
  evidence: { kind: 'log', says: ['file is owned or writable by'], by: 'postfix' },
  messages: {
    list: (d: { path: string; why: string }) =>
      `Postfix ignores \`${d.path}\`, since ${d.why}: the table types that come as packages do not work. Run \`chown root ${d.path}\` and \`chmod 644 ${d.path}\``,
    library: (d: { path: string; type: string; why: string }) =>
      `Postfix does not load \`${d.path}\`, since ${d.why}: tables of type \`${d.type}\` do not work. Run \`chown root ${d.path}\` and \`chmod 644 ${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const maps = dynamicMaps(project)
    if (maps === undefined) return
    const at = hostPlace(project, project.base, ['shlib_directory'])
    const whyNot = (path: string): string | undefined => {
      const fact = project.facts.path(path)
      if (typeof fact === 'string') return undefined
      if (fact.uid !== 0) return `it belongs to user number ${fact.uid}`
      return (fact.mode & (groupWritable | otherWritable)) === 0 ? undefined : `its mode is ${octal(fact.mode)}`
    }
    const why = whyNot(maps.path)
    if (why !== undefined) report({ at, say: ['list', { path: maps.path, why }] })
    const directory = certainText(project.base, 'shlib_directory')
    for (const [type, library] of maps.libraries) {
      const path = library.startsWith('/') ? library : `${directory ?? ''}/${library}`
      const reason = whyNot(path)
      if (reason !== undefined) report({ at, say: ['library', { path, type, why: reason }] })
    }
  },
  examples: [
    {
      title: 'A list that a user owns',
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: { '/etc/postfix/dynamicmaps.cf': { uid: 1000, text: 'pcre postfix-pcre.so dict_pcre_open\n' } },
    },
    {
      title: 'The list of root',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: { '/etc/postfix/dynamicmaps.cf': { text: 'pcre postfix-pcre.so dict_pcre_open\n' } },
    },
  ],
})
