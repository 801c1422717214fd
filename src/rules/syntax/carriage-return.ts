import type { Edit } from '../../text/range.js'
import { defineRule } from '../define.js'

/** Offsets of the CRs that end a line (`before newline`) and of those that do not. */
function carriageReturns(text: string): { readonly ends: readonly number[]; readonly lone: readonly number[] } {
  const ends: number[] = []
  const lone: number[] = []
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    const newline = text.charAt(at + 1)
    if (newline === '\n' || newline === '') ends.push(at)
    else lone.push(at)
  }
  return { ends, lone }
}

export default defineRule({
  id: 'carriage-return',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'Lines end in carriage returns, as on Windows or on old Macs',
  why: `Postfix ends a line at a newline only. A carriage return before it counts as white space, so most settings work all
the same, but inside a continued value it stays in the text. Scripts, and tools that edit the file, do stumble over it.

A carriage return without a newline ends no line: what follows it belongs to the same line.`,
  see: ['src/util/readlline.c', 'src/util/sys_defs.h'],
  evidence: {
    kind: 'source',
    because: 'ISSPACE holds the carriage return, readllines() looks for the newline; nothing is logged',
  },
  messages: {
    ends: (d: { count: number }) =>
      `${d.count === 1 ? 'This line ends' : `${d.count} lines of this file end`} in a carriage return, as on Windows. Postfix takes it as white space, but it can stay inside continued values. Save with Unix line ends`,
    lone: () =>
      'A carriage return alone ends no line: to Postfix, what follows it belongs to the line before. Use newlines between lines',
  },
  scope: 'file',
  check({ file }, report) {
    const { text, name } = file.source
    const { ends, lone } = carriageReturns(text)
    const edit = (at: number, by: string): Edit => ({ file: name, range: { start: at, end: at + 1 }, text: by })
    const [first] = ends
    if (first !== undefined) {
      report({
        at: { file: name, range: { start: first, end: first + 1 } },
        say: ['ends', { count: ends.length }],
        severity: 'info',
        fix: { title: 'Use Unix line ends', edits: ends.map(at => edit(at, '')), safety: 'unsafe' },
      })
    }
    for (const at of lone.slice(0, 20)) {
      report({
        at: { file: name, range: { start: at, end: at + 1 } },
        say: ['lone'],
        fix: { title: 'End the line here', edits: [edit(at, '\n')] },
      })
    }
  },
  examples: [
    {
      title: 'A file from Windows',
      'main.cf': 'myhostname = mail.example.com«\r»\nmydomain = example.com\r\n',
      fixed: 'myhostname = mail.example.com\nmydomain = example.com\n',
    },
    {
      title: 'A file from an old Mac',
      'main.cf': 'myhostname = mail.example.com«\r»mydomain = example.com\n',
      fixed: 'myhostname = mail.example.com\nmydomain = example.com\n',
    },
    { title: 'Unix line ends', clean: true, 'main.cf': 'myhostname = mail.example.com\n' },
  ],
})
