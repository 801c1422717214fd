import { directoryOf } from '../../config/host/directories.js'
import { hostPlace } from '../../config/host/place.js'
import { someOf, treeOf } from '../../config/host/trees.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'damaged-message',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'The queue holds messages that Postfix could not read',
  why: `A queue file that cannot be read is moved into the folder \`corrupt\` of the queue and stays there: it is neither
delivered nor returned. Causes are a full disk, a broken file system, or a file put there by hand. \`postcat\` shows what is
left of such a message.`,
  see: ['qmgr(8)', 'postcat(1)', 'conf/postfix-script'],
  evidence: { kind: 'log', says: ['damaged message'], by: 'postfix' },
  messages: {
    damaged: (d: { some: string }) =>
      `${d.some} could not be read as a message and was set aside: it is neither delivered nor returned. Look at it with \`postcat\`, and delete it when it is done with`,
  },
  scope: 'project',
  check({ project }, report) {
    const queue = directoryOf(project, 'queue_directory')
    if (queue === undefined) return
    const files = treeOf(project.facts, `${queue}/corrupt`).filter(({ fact }) => fact.kind === 'file')
    if (files.length === 0) return
    report({ at: hostPlace(project, project.base, ['queue_directory']), say: ['damaged', { some: someOf(files) }] })
  },
  examples: [
    {
      title: 'A file was set aside',
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/var/spool/postfix/corrupt': { kind: 'directory', mode: 0o700, uid: 101, entries: ['4cD1x20zQxz9v'] },
        '/var/spool/postfix/corrupt/4cD1x20zQxz9v': { mode: 0o700, uid: 101 },
      },
    },
    {
      title: 'Nothing there',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: { '/var/spool/postfix/corrupt': { kind: 'directory', mode: 0o700, uid: 101, entries: [] } },
    },
  ],
})
