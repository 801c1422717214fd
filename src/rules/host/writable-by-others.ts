import { groupWritable, octal, otherWritable } from '../../config/host/access.js'
import { type DirectoryParameter, directoryOf, isSecondaryInstance } from '../../config/host/directories.js'
import { hostPlace } from '../../config/host/place.js'
import { someOf, type TreePath, treeOf } from '../../config/host/trees.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

const shared: readonly DirectoryParameter[] = ['daemon_directory', 'meta_directory', 'shlib_directory']

/** What `postfix check` looks at: whole trees, and two directories without what is in them. */
function* places(project: Project): Generator<readonly [DirectoryParameter, readonly TreePath[]]> {
  const own: readonly DirectoryParameter[] = ['config_directory', 'data_directory']
  for (const parameter of isSecondaryInstance(project) ? own : [...own, ...shared]) {
    const directory = directoryOf(project, parameter)
    if (directory !== undefined) yield [parameter, treeOf(project.facts, directory)]
  }
  const queue = directoryOf(project, 'queue_directory')
  if (queue === undefined) return
  const alone = [queue, `${queue}/pid`].flatMap(path => {
    const fact = project.facts.path(path)
    return typeof fact === 'string' ? [] : [{ path, fact }]
  })
  yield ['queue_directory', alone]
}

export default defineRule({
  id: 'writable-by-others',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Files of Postfix can be changed by others than their owner',
  why: `Who can write into main.cf, a table, or a program of Postfix decides what the mail server does, with its privileges.
\`postfix check\` and \`postfix start\` warn about everything below the configuration, data and program directories that its
group or others can write to ("group or other writable"). \`postfix set-permissions\` puts the right modes back.`,
  see: ['postfix(1) check', 'conf/postfix-script'],
  evidence: { kind: 'log', says: ['group or other writable'], by: 'postfix' },
  messages: {
    writable: (d: { some: string; mode: string; owner: string }) =>
      `${d.some} can be changed by others than ${d.owner} (mode ${d.mode}): whoever does so controls this mail server. Run \`chmod go-w\` on it`,
  },
  scope: 'project',
  check({ project }, report) {
    const seen = new Set<string>()
    for (const [parameter, paths] of places(project)) {
      const open = paths.filter(
        ({ path, fact }) =>
          !seen.has(path) &&
          fact.kind !== 'socket' &&
          fact.kind !== 'fifo' &&
          (fact.mode & (groupWritable | otherWritable)) !== 0,
      )
      for (const { path } of paths) seen.add(path)
      const [first] = open
      if (first === undefined) continue
      const data = {
        some: someOf(open),
        mode: octal(first.fact.mode),
        owner: parameter === 'data_directory' ? 'Postfix' : 'root',
      }
      report({ at: hostPlace(project, project.base, [parameter]), say: ['writable', data] })
    }
  },
  examples: [
    {
      title: 'A table that everybody may write',
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/postfix': { kind: 'directory', mode: 0o755, entries: ['main.cf', 'transport'] },
        '/etc/postfix/main.cf': {},
        '/etc/postfix/transport': { mode: 0o666 },
      },
    },
    {
      title: 'The usual modes',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/postfix': { kind: 'directory', mode: 0o755, entries: ['main.cf', 'sasl_passwd'] },
        '/etc/postfix/main.cf': {},
        '/etc/postfix/sasl_passwd': { mode: 0o600 },
      },
    },
  ],
})
