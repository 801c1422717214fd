import { directoryOf } from '../../config/host/directories.js'
import { hostPlace } from '../../config/host/place.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-configuration-file',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'main.cf or master.cf is not where Postfix looks for it',
  why: `Every Postfix program reads main.cf in \`config_directory\`, and the start needs master.cf beside it. When one is missing,
nothing starts ("no /etc/postfix/master.cf file found"). Distributions keep a template under
\`/usr/share/postfix/master.cf.dist\` or \`/etc/postfix/master.cf.proto\`.`,
  see: ['master(5)', 'postconf(5) config_directory', 'conf/postfix-script'],
  evidence: { kind: 'log', says: ['No such file or directory', 'file found'], by: 'postfix' },
  messages: {
    missing: (d: { path: string }) =>
      `There is no file \`${d.path}\`: Postfix does not start. Copy the one that came with Postfix, and adapt it`,
  },
  scope: 'project',
  check({ project }, report) {
    const directory = directoryOf(project, 'config_directory')
    if (directory === undefined) return
    for (const [file, name] of [
      [project.main, 'main.cf'],
      [project.master, 'master.cf'],
    ] as const) {
      const path = `${directory}/${name}`
      if (file !== undefined || project.facts.path(path) !== 'missing') continue
      report({ at: hostPlace(project, project.base, []), say: ['missing', { path }] })
    }
  },
  examples: [
    {
      title: 'Only main.cf was installed',
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: { '/etc/postfix/master.cf': 'missing' },
    },
    {
      title: 'Both are there',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: { '/etc/postfix/master.cf': {} },
    },
  ],
})
