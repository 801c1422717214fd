import { readCommandLine } from '../../config/command-attributes.js'
import type { ValuePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-pipe-size',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: '`size=` of a pipe service is no plain number of bytes',
  why: `\`size=\` in a pipe(8) entry is the size in bytes above which messages are returned. It takes digits only, no unit such as
\`M\`. With anything else pipe(8) stops with a fatal error at each message, and mail for the service stays in the queue.`,
  see: ['pipe(8)', 'src/pipe/pipe.c'],
  evidence: { kind: 'log', says: ['bad size= value'], by: 'pipe' },
  messages: {
    bad: (d: { value: string }) =>
      `\`${d.value}\` is no plain number of bytes: pipe stops with a fatal error, and mail for this service stays in the queue. Write the bytes out, such as \`10485760\``,
  },
  scope: 'service',
  programs: ['pipe'],
  check({ project, service }, report) {
    const line = readCommandLine(project.catalog, service)
    for (const attribute of line?.attributes ?? []) {
      const { text } = attribute.value
      if (attribute.name.toLowerCase() !== 'size' || /^[0-9]+$/.test(text)) continue
      const at: ValuePlace = { text: attribute.value, span: { start: 0, end: text.length } }
      const file = project.master?.source.name ?? ''
      report({ at: text === '' ? { file, range: attribute.range } : at, say: ['bad', { value: text }] })
    }
  },
  examples: [
    {
      title: 'A unit',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = archive
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        archive unix - n n - - pipe
          size=«10M» user=nobody argv=/usr/local/bin/archive
      `,
    },
    {
      title: 'Bytes',
      clean: true,
      'master.cf': `
        archive unix - n n - - pipe
          size=10485760 user=archive argv=/usr/local/bin/archive
      `,
    },
  ],
})
