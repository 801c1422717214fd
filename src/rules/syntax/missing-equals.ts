import type { Catalog } from '../../catalog/types.js'
import { readAsService } from '../../config/line-readings.js'
import type { SettingLine } from '../../syntax/nodes.js'
import { defineRule } from '../define.js'

/** Does a word most likely belong to the list of the setting above it? */
function goesOn({ name, value }: SettingLine, word: string, catalog: Catalog): boolean {
  if (catalog.parameter(name)?.kind === 'restriction-list') {
    const written = word.endsWith(',') ? word.slice(0, -1) : word
    if (catalog.restriction(written) !== undefined) return true
  }
  return value.text.endsWith(',') && catalog.parameter(word) === undefined
}

export default defineRule({
  id: 'missing-equals',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A line of main.cf has no `=` after the name',
  why: `Every logical line of main.cf has to be \`name = value\`. At a line that is not, every Postfix program stops with a
fatal error as soon as it reads the file, so the whole mail system refuses to start, and a running one stops working at
its next reload.

Services, and the \`-o\` options that go with them, belong in master.cf.`,
  see: ['postconf(5)', 'src/util/split_nameval.c'],
  evidence: { kind: 'log', says: ["missing '=' after attribute name"], by: 'postfix' },
  messages: {
    missing: (d: { name: string }) =>
      `\`${d.name}\` is not followed by \`=\`: Postfix stops with a fatal error at this line, and no mail is handled`,
    service: (d: { name: string }) =>
      `This defines the service \`${d.name}\`, which belongs in master.cf: in main.cf, Postfix stops with a fatal error at it, and no mail is handled`,
    continued: (d: { name: string; above: string }) =>
      `\`${d.name}\` begins in the first column, so it does not go on with \`${d.above}\`: Postfix stops with a fatal error here, and no mail is handled. Put white space before it`,
    option: () =>
      'A `-o` option belongs in master.cf, below a service: in main.cf, Postfix stops with a fatal error at it, and no mail is handled. Write `name = value` here',
  },
  scope: 'file',
  files: ['main-cf'],
  check({ file, project }, report) {
    /** The setting above, as long as what follows it may belong to it. */
    let above: SettingLine | undefined
    for (const line of file.lines) {
      if (line.type === 'setting') above = line
      if (line.type !== 'malformed-setting' || line.problem !== 'missing-equals' || line.name === undefined) continue
      const { text, range } = line.name
      const fileName = file.source.name
      const [first] = line.pieces
      const service = first && readAsService(file.source.text, first, project.catalog)
      if (service !== undefined) {
        report({ at: { file: fileName, range: service.range }, say: ['service', { name: service.name }] })
      } else if (text === '-o') {
        report({ at: { file: fileName, range }, say: ['option'] })
      } else if (above !== undefined && goesOn(above, text, project.catalog)) {
        const start = { file: fileName, range: { start: range.start, end: range.start } }
        report({
          at: { file: fileName, range: line.at },
          say: ['continued', { name: text, above: above.name }],
          fix: { title: 'Put white space before it', safety: 'unsafe', edits: [{ ...start, text: '  ' }] },
        })
      } else {
        // A name all by itself may lack its value as well, and an empty one is not always allowed.
        const certain = project.catalog.parameter(text) !== undefined && line.at.start > range.start
        report({
          at: { file: fileName, range: line.at },
          say: ['missing', { name: text }],
          fix: {
            title: 'Write `=` after the name',
            edits: certain ? [{ file: fileName, range: { start: range.end, end: range.end }, text: ' =' }] : null,
          },
        })
      }
    }
  },
  examples: [
    {
      title: 'The name is followed by the value at once',
      'main.cf': `
        myhostname «mail.example.com»
        mydomain = example.com
      `,
      fixed: `
        myhostname = mail.example.com
        mydomain = example.com
      `,
    },
    {
      title: 'A name all by itself',
      'main.cf': `
        «soft_bounce»
      `,
    },
    {
      title: 'White space is missing before the lines of a list',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions =
        «permit_mynetworks,»
        «reject_unauth_destination»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_recipient_restrictions =
          permit_mynetworks,
          reject_unauth_destination
      `,
    },
    {
      title: 'A service in the wrong file',
      'main.cf': `
        myhostname = mail.example.com
        «submission inet n - y - - smtpd»
          -o smtpd_tls_security_level=encrypt
      `,
    },
    {
      title: 'The `=` may stand on a continuation line',
      clean: true,
      'main.cf': `
        myhostname
          = mail.example.com
      `,
    },
  ],
})
