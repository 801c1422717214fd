import { type DirectoryParameter, directoryOf, isSecondaryInstance } from '../../config/host/directories.js'
import { hostPlace } from '../../config/host/place.js'
import { treeOf } from '../../config/host/trees.js'
import { defineRule } from '../define.js'

/** A link that Debian's own package makes. */
const packaged = '/etc/postfix/makedefs.out'

export default defineRule({
  id: 'link-out-of-directory',
  severity: 'info',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A file of Postfix is a link to somewhere else',
  why: `\`postfix check\` looks at owners and modes below the directories of Postfix. What a link leads to lies elsewhere: who can
write there can change how mail is handled, and a copy of the directory has links that lead nowhere. The \`postfix check\` of Debian
and Ubuntu warns about each ("symlink leaves directory"). A link to a file in the same directory is no such case.`,
  see: ['postfix(1) check', 'conf/postfix-script'],
  evidence: { kind: 'log', says: ['symlink leaves directory'], by: 'postfix' },
  messages: {
    leaves: (d: { path: string; real: string }) =>
      `\`${d.path}\` is a link to \`${d.real}\`, at whose owner and mode \`postfix check\` does not look: Debian warns about it. Put the file itself here`,
  },
  scope: 'project',
  check({ project }, report) {
    if (project.catalog.profile !== 'debian') return
    const trees: readonly DirectoryParameter[] = isSecondaryInstance(project)
      ? ['config_directory']
      : ['config_directory', 'daemon_directory', 'meta_directory', 'shlib_directory']
    const seen = new Set<string>()
    for (const parameter of trees) {
      const directory = directoryOf(project, parameter)
      if (directory === undefined) continue
      for (const { path, fact } of treeOf(project.facts, directory)) {
        if (path === directory || path === packaged || fact.link?.includes('/') !== true || seen.has(path)) continue
        seen.add(path)
        const at = hostPlace(project, project.base, [parameter])
        report({ at, say: ['leaves', { path, real: fact.real ?? fact.link }] })
      }
    }
  },
  examples: [
    {
      title: 'main.cf from a checkout',
      profile: 'debian',
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/postfix': { kind: 'directory', mode: 0o755, entries: ['main.cf', 'transport'] },
        '/etc/postfix/main.cf': {},
        '/etc/postfix/transport': { link: '/srv/mail/transport', real: '/srv/mail/transport' },
        '/srv/mail/transport': {},
      },
    },
    {
      title: 'A link beside the file',
      profile: 'debian',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/postfix': { kind: 'directory', mode: 0o755, entries: ['main.cf', 'aliases', 'transport'] },
        '/etc/postfix/main.cf': {},
        '/etc/postfix/transport': {},
        '/etc/postfix/aliases': { link: 'transport', real: '/etc/postfix/transport' },
      },
    },
  ],
})
