import type { Catalog } from '../../catalog/types.js'
import { readAsSetting, type SettingReading } from '../../config/line-readings.js'
import type { SettingLine } from '../../syntax/nodes.js'
import { parseList } from '../../syntax/value.js'
import { defineRule } from '../define.js'
import { valueFormRules } from '../value-form-rules.js'

/** Continuation lines that would be settings of their own, with where they start. */
function swallowed(
  source: string,
  line: SettingLine,
  catalog: Catalog,
): readonly { reading: SettingReading; start: number }[] {
  if (line.pieces.length < 2) return []
  const found = line.pieces.slice(1).flatMap(piece => {
    const reading = readAsSetting(source, piece)
    if (reading === undefined) return []
    const known = catalog.history(reading.name) !== undefined || catalog.transportFamily(reading.name) !== undefined
    return known ? [{ reading, start: piece.start }] : []
  })
  if (found.length === 0) return []
  const inBraces = bracedPieces(line)
  return found.filter(({ start }) => !inBraces.has(start))
}

/** Starts of the pieces that begin within braces: `{ name = value }` blocks and inline tables hold names of their own. */
function bracedPieces(line: SettingLine): ReadonlySet<number> {
  const parts = parseList(line.value.text).flatMap(element => element.parts)
  const starts = new Set<number>()
  let next = 0
  for (const { out, at } of line.value.segments) {
    let part = parts[next]
    while (part !== undefined && part.span.end <= out) part = parts[++next]
    if (part !== undefined && part.span.start < out && (part.type === 'group' || part.type === 'macro')) starts.add(at)
  }
  return starts
}

export default defineRule({
  id: 'swallowed-setting',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'An indented setting is taken as part of the setting above it',
  why: `A line of main.cf that begins with white space continues the line above it, also when comments or empty lines
stand between. So an indented \`name = value\` sets nothing: its text becomes a piece of the value before it, and the
parameter keeps its default.`,
  see: ['postconf(5)', 'src/util/readlline.c'],
  evidence: {
    kind: 'source',
    because: 'readllines() joins the lines, and nothing is logged where the value may hold any text',
  },
  explains: valueFormRules,
  messages: {
    swallowed: (d: { name: string; above: string }) =>
      `\`${d.name}\` is not set: the white space before it makes this line a part of the value of \`${d.above}\`. Begin it in the first column`,
  },
  scope: 'file',
  files: ['main-cf'],
  check({ file, project }, report) {
    for (const line of file.lines) {
      if (line.type !== 'setting') continue
      for (const { reading, start } of swallowed(file.source.text, line, project.catalog)) {
        const name = file.source.name
        report({
          at: { file: name, range: reading.range },
          say: ['swallowed', { name: reading.name, above: line.name }],
          related: [{ at: { file: name, range: line.nameRange }, message: `continues \`${line.name}\`` }],
          fix: {
            title: 'Begin the setting in the first column',
            edits: [{ file: name, range: { start, end: reading.range.start }, text: '' }],
          },
        })
      }
    }
  },
  examples: [
    {
      title: 'A blank too many',
      'main.cf': `
        mydestination = $myhostname, localhost
         «relayhost = [smtp.example.net]:587»
      `,
      fixed: `
        mydestination = $myhostname, localhost
        relayhost = [smtp.example.net]:587
      `,
    },
    {
      title: 'A comment between does not help',
      'main.cf': `
        myhostname = mail.example.com

        # Where mail for this domain goes
          «mydomain = example.com»
      `,
      fixed: `
        myhostname = mail.example.com

        # Where mail for this domain goes
        mydomain = example.com
      `,
    },
    {
      title: 'Names in braces are no parameters of main.cf',
      clean: true,
      'main.cf': `
        smtpd_milters = { inet:127.0.0.1:8891,
          { connect_timeout = 10s },
          { default_action = accept } }
      `,
    },
  ],
})
