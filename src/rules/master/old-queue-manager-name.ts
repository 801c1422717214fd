import { defineRule } from '../define.js'

export default defineRule({
  id: 'old-queue-manager-name',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  summary: 'The queue manager runs under the name it had before Postfix 2.0',
  why: `\`nqmgr\` was the name of the new queue manager while the old one was still \`qmgr\`. It has been \`qmgr\` for twenty years. The
old name still leads to the same program, which logs at each start that master.cf should be updated.`,
  see: ['qmgr(8)', 'src/qmgr/qmgr.c'],
  evidence: { kind: 'source', because: 'qmgr(8) warns when its process name is nqmgr' },
  messages: {
    old: (_: { program: string }) =>
      '`nqmgr` is the name of long ago for `qmgr`, which logs a warning at each start: write `qmgr`',
  },
  scope: 'service',
  programs: ['nqmgr'],
  check({ project, service }, report) {
    const at = { file: project.master?.source.name ?? '', range: service.entry.command.range }
    const { text } = service.entry.command
    report({
      at,
      say: ['old', { program: service.program }],
      fix: { title: 'Write `qmgr`', edits: [{ ...at, text: text.replace(/nqmgr$/, 'qmgr') }] },
    })
  },
  examples: [
    {
      title: 'A master.cf that has been carried along',
      'master.cf': `
        qmgr unix n - n 300 1 «nqmgr»
      `,
      fixed: `
        qmgr unix n - n 300 1 qmgr
      `,
    },
    {
      title: 'The name of today',
      clean: true,
      'master.cf': `
        qmgr unix n - n 300 1 qmgr
      `,
    },
  ],
})
