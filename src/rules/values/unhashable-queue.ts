import { listItems, removeItems } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** Queues whose files are looked for in one folder. */
const flat: ReadonlySet<string> = new Set(['maildrop', 'saved'])

export default defineRule({
  id: 'unhashable-queue',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A queue is to be spread over folders that has to stay in one',
  why: `\`hash_queue_names\` lists the queues that are spread over many folders, which keeps each of them small. The \`maildrop\`
queue cannot be: postdrop(1) and pickup(8) look in one folder, and postsuper(1), which \`postfix start\` runs, stops with a fatal
error.`,
  see: ['postconf(5) hash_queue_names', 'src/postsuper/postsuper.c'],
  evidence: { kind: 'log', says: ['queue must not be hashed'], by: 'postsuper' },
  messages: {
    flat: (d: { value: string }) =>
      `The \`${d.value}\` queue cannot be spread over folders, and Postfix does not start: remove it from the list`,
  },
  scope: 'setting',
  parameters: ['hash_queue_names'],
  check({ project, setting, resolved }, report) {
    if (!isReadable(resolved)) return
    const source = project.sources.get(setting.file)
    for (const item of listItems(resolved)) {
      if (!flat.has(item.value)) continue
      report({
        at: item,
        say: ['flat', { value: item.value }],
        ...(item.value !== 'maildrop' && { severity: 'warning' }),
        fix: source && { title: 'Remove it', edits: removeItems(setting, source.text, [item]) },
      })
    }
  },
  examples: [
    {
      title: 'The queue of mail from this host',
      'main.cf': `
        compatibility_level = 3.6
        hash_queue_names = «maildrop», deferred, defer
      `,
      fixed: `
        compatibility_level = 3.6
        hash_queue_names = deferred, defer
      `,
    },
    {
      title: 'As it is by default',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        hash_queue_names = deferred, defer
      `,
    },
  ],
})
