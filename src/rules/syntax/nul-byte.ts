import { defineRule } from '../define.js'

export default defineRule({
  id: 'nul-byte',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A NUL byte cuts off the rest of a line',
  why: `Postfix treats a NUL byte as the end of a text: what follows it on the same logical line, continuation lines
included, does not count. Postfix logs a warning from 3.9 on. Such bytes come from files saved as UTF-16, or from damaged disks.`,
  see: ['src/util/readlline.c'],
  evidence: { kind: 'source', because: 'C strings end at a NUL byte; the warning came with Postfix 3.9' },
  messages: {
    nul: () =>
      'Postfix ignores the rest of this line: it ends at a NUL byte, which an editor may show as `^@` or not at all. Save the file as plain UTF-8 text',
  },
  scope: 'file',
  check({ file }, report) {
    for (const line of file.lines) {
      if (line.type === 'comment' || line.type === 'blank' || line.type === 'orphan' || line.nul === undefined) continue
      report({ at: { file: file.source.name, range: { start: line.nul, end: line.nul + 1 } }, say: ['nul'] })
    }
  },
  examples: [
    {
      title: 'In the middle of a value',
      'main.cf': `
        mydestination = example.com«\0», example.net
      `,
    },
    {
      title: 'Plain text',
      clean: true,
      'main.cf': `
        mydestination = example.com, example.net
      `,
    },
  ],
})
