import { insertAfter } from '../../config/table-edits.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unclosed-bounce-template',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A bounce template has no end',
  why: `A template that begins with \`<<EOF\` ends at the line that is \`EOF\` and nothing else: without white space before or
behind it, in the same letters. When there is no such line, bounce(8) takes everything to the end of the file for the text of the
template, with the templates that follow, and warns.`,
  see: ['bounce(5)', 'src/bounce/bounce_templates.c'],
  evidence: { kind: 'log', says: ['end marker'], by: 'bounce' },
  messages: {
    open: (d: { marker: string; name: string }) =>
      `no line is \`${d.marker}\` and nothing else, so all the rest of the file becomes the text of \`${d.name}\``,
    near: (d: { marker: string }) =>
      `this line would end the template if it were \`${d.marker}\` and nothing else: as it is, all the rest of the file becomes its text`,
  },
  scope: 'table',
  syntaxes: ['bounce'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'bounce-template' || line.closed || line.marker === undefined) return
        const marker = line.marker.value
        const near = line.lines.find(({ value }) => value.trim().toLowerCase() === marker.trim().toLowerCase())
        if (near !== undefined) {
          const [file] = near.text.segments
          const edits =
            file?.file === undefined
              ? null
              : [{ file: file.file, range: { start: file.at, end: file.at + near.value.length }, text: marker }]
          report({ at: near, say: ['near', { marker }], fix: { title: `Write \`${marker}\``, edits } })
          return
        }
        const last = line.lines.findLast(({ value }) => value !== '')
        report({
          at: line.marker,
          say: ['open', { marker, name: line.name.value }],
          fix: {
            title: `End it with \`${marker}\``,
            edits: last === undefined ? null : insertAfter(last, `\n${marker}`),
          },
        })
      },
    }
  },
  examples: [
    {
      title: 'Blanks before the last word',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: { 'bounce.cf': 'failure_template = <<EOF\nSubject: Your mail\n\nIt did not arrive.\n«  EOF»\n' },
      fixed: 'failure_template = <<EOF\nSubject: Your mail\n\nIt did not arrive.\nEOF\n',
    },
    {
      title: 'No end',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: { 'bounce.cf': 'failure_template = <<«EOF»\nSubject: Your mail\n\nIt did not arrive.\n' },
      fixed: 'failure_template = <<EOF\nSubject: Your mail\n\nIt did not arrive.\nEOF\n',
    },
    {
      title: 'A template with its end',
      clean: true,
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: { 'bounce.cf': 'failure_template = <<EOF\nSubject: Your mail\n\nIt did not arrive.\nEOF\n' },
    },
  ],
})
