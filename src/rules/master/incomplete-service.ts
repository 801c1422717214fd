import { readAsSetting, trimmed } from '../../config/line-readings.js'
import { fieldNames } from '../../syntax/nodes.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'incomplete-service',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A line of master.cf has fewer than eight columns',
  why: `Each entry of master.cf has eight columns: service, type, private, unprivileged, chroot, wakeup, process limit and
command. A \`-\` stands for the default of a column, but no column can be left out: Postfix stops with a fatal error at the
line and does not start.

Lines that belong to the entry above, such as \`-o\` options, have to begin with white space.`,
  see: ['master(5)', 'src/master/master_ent.c'],
  evidence: { kind: 'log', says: ['bad field count'], by: 'postfix' },
  messages: {
    columns: (d: { name: string; count: number }) =>
      `\`${d.name}\` has ${d.count === 1 ? 'one column' : `${d.count} columns`}, but a service needs ${fieldNames.length}: Postfix stops with a fatal error here and does not start. Write \`-\` for a default`,
    option: () =>
      'This `-o` belongs to no service: it begins in the first column, so Postfix takes it as a service of its own and stops with a fatal error. Put white space before it',
    setting: (d: { name: string }) =>
      `\`${d.name}\` is set here as in main.cf, but this is master.cf: Postfix takes the line as a service and stops with a fatal error. Move it to main.cf, or write \`-o\` below a service`,
  },
  scope: 'file',
  files: ['master-cf'],
  check({ file }, report) {
    const { text, name } = file.source
    let above = false
    for (const line of file.lines) {
      if (line.type === 'service') above = true
      if (line.type !== 'incomplete-service') continue
      const [first] = line.fields
      const [piece] = line.pieces
      if (first === undefined || piece === undefined) continue
      const setting = readAsSetting(text, piece)
      const start = { start: first.range.start, end: first.range.start }
      if (first.text.startsWith('-o')) {
        const edits = above ? [{ file: name, range: start, text: '  ' }] : null
        report({
          at: { file: name, range: first.range },
          say: ['option'],
          fix: { title: 'Make it an option of the service above', edits },
        })
      } else if (setting !== undefined) {
        report({ at: { file: name, range: setting.range }, say: ['setting', { name: setting.name }] })
      } else {
        const end = line.fields.at(-1)?.range.end ?? first.range.end
        const range = line.pieces.length === 1 ? { start: first.range.start, end } : trimmed(text, piece)
        report({ at: { file: name, range }, say: ['columns', { name: first.text, count: line.fields.length }] })
      }
    }
  },
  examples: [
    {
      title: 'A column was forgotten',
      'master.cf': `
        «smtp inet n - n - smtpd»
      `,
    },
    {
      title: 'An option without white space before it',
      'master.cf': `
        smtps inet n - y - - smtpd
        «-o» smtpd_tls_wrappermode=yes
      `,
      fixed: `
        smtps inet n - y - - smtpd
          -o smtpd_tls_wrappermode=yes
      `,
    },
    {
      title: 'A line of main.cf',
      'master.cf': `
        smtp inet n - y - - smtpd
        «smtpd_banner = $myhostname ESMTP»
      `,
    },
    {
      title: 'The columns may go on in the next line',
      clean: true,
      'master.cf': `
        smtp inet n - y
          - - smtpd
      `,
    },
  ],
})
