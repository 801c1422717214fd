import { directoryOf } from '../../config/host/directories.js'
import { hostPlace } from '../../config/host/place.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'shared-data-directory',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '2.5' },
  fix: 'none',
  summary: 'The data directory is also the queue directory',
  why: `\`data_directory\` holds caches that Postfix writes, and its lock; it belongs to \`mail_owner\`. \`queue_directory\` belongs to
root. One directory cannot be both: either Postfix cannot write its caches, or it can change what belongs to root.`,
  see: ['postconf(5) data_directory', 'postconf(5) queue_directory'],
  evidence: { kind: 'source', because: 'Postfix does not compare the two' },
  messages: {
    same: (d: { path: string }) =>
      `\`data_directory\` and \`queue_directory\` are both \`${d.path}\`: the first has to belong to the owner of the queue, the second to root. Use two directories`,
  },
  scope: 'project',
  check({ project }, report) {
    const data = directoryOf(project, 'data_directory')
    if (data === undefined || data !== directoryOf(project, 'queue_directory')) return
    const at = hostPlace(project, project.base, ['data_directory', 'queue_directory'])
    report({ at, say: ['same', { path: data }] })
  },
  examples: [
    {
      title: 'One for both',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        queue_directory = /srv/postfix
        data_directory = «/srv/postfix»
      `,
    },
    {
      title: 'One for each',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        queue_directory = /srv/postfix/queue
        data_directory = /srv/postfix/data
      `,
    },
  ],
})
