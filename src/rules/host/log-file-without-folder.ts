import { namedFile } from '../../config/host/named-files.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'log-file-without-folder',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.4' },
  needs: 'host',
  fix: 'none',
  summary: 'The folder of the log file does not exist',
  why: `postlogd(8) creates the file of \`maillog_file\` but not the folder it is in. Without the folder it stops with a fatal
error each time something is to be logged, and nothing of what Postfix does is to be found anywhere.`,
  see: ['MAILLOG_README', 'postconf(5) maillog_file', 'src/postlogd/postlogd.c'],
  evidence: { kind: 'source', because: 'postlogd(8) cannot log that it cannot log' },
  messages: {
    missing: (d: { folder: string }) =>
      `The folder \`${d.folder}\` does not exist, and Postfix does not create it: nothing is logged. Create the folder`,
    directory: (d: { path: string }) => `\`${d.path}\` is a directory: nothing is logged. Name a file in it`,
  },
  scope: 'setting',
  parameters: ['maillog_file'],
  check({ project, setting, resolved, view }, report) {
    const file = namedFile(project.facts, view, setting, resolved)
    if (file === undefined) return
    const { path, place: at, fact } = file
    if (fact !== 'missing') {
      if (fact.kind === 'directory') report({ at, say: ['directory', { path }] })
      return
    }
    const folder = path.slice(0, path.lastIndexOf('/'))
    if (folder !== '' && project.facts.path(folder) === 'missing') report({ at, say: ['missing', { folder }] })
  },
  examples: [
    {
      title: 'A folder of its own',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        maillog_file = «/var/log/postfix/postfix.log»
      `,
      files: { '/var/log/postfix/postfix.log': 'missing', '/var/log/postfix': 'missing' },
    },
    {
      title: 'The folder is there',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        maillog_file = /var/log/postfix/postfix.log
      `,
      files: { '/var/log/postfix/postfix.log': 'missing', '/var/log/postfix': { kind: 'directory', mode: 0o755 } },
    },
  ],
})
