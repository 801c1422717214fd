import { copiedTemplates, readTemplateText, templateHeaders, templateNames } from '../../config/bounce-templates.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const beyondAscii = /[^\x00-\x7f]/
const listed = templateHeaders.map(name => `\`${name}\``).join(', ')

export default defineRule({
  id: 'ignored-bounce-template',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A bounce template is ignored because of a header or its text',
  why: `A template begins with lines \`Label: value\`, of which there are \`Charset\`, \`From\`, \`Subject\` and, for failed and
delayed mail, \`Postmaster-Subject\`; then the text of the message. With another header, an empty one, one with characters beyond
ASCII, with no text, or with such characters in the text and no \`Charset\` that has them, bounce(8) warns, ignores the whole
template, and sends the built-in one.

All the lines at the beginning that look like a header count as one, so leave a blank line before a text that begins with a
word and a colon.`,
  see: ['bounce(5)', 'src/bounce/bounce_template.c'],
  evidence: { kind: 'log', says: ['-- ignoring this template'], by: 'bounce' },
  messages: {
    unknown: (d: { label: string; near: string | undefined }) =>
      `a bounce template has no header \`${d.label}\`, so all of it is ignored. ${d.near === undefined ? `There are ${listed}: leave a blank line before the text` : `Did you mean \`${d.near}\`?`}`,
    inapplicable: (d: { label: string; template: string }) =>
      `the postmaster gets no copy of what \`${d.template}\` is for, so \`${d.label}\` makes that all of it is ignored: remove this header`,
    empty: (d: { label: string }) =>
      `\`${d.label}\` has no value, so the whole template is ignored: give it one, or remove it`,
    header: (d: { label: string }) =>
      `\`${d.label}\` has a character that is not ASCII, so the whole template is ignored: write it as \`=?utf-8?q?...?=\`, or without`,
    text: () =>
      'this character is not ASCII, and there is no `Charset` that has it, so the whole template is ignored: add `Charset: utf-8` before the text',
    nothing: () => 'no text follows the headers, so the whole template is ignored',
  },
  scope: 'table',
  syntaxes: ['bounce'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'bounce-template') return
        const name = line.name.value
        if (!templateNames.some(each => each === name)) return
        const { headers, lines } = readTemplateText(line)
        let charset = 'us-ascii'
        for (const { label, value } of headers) {
          const written = label.value
          const known = templateHeaders.find(each => each.toLowerCase() === written.toLowerCase())
          if (value.value === '') return report({ at: label, say: ['empty', { label: written.slice(0, 60) }] })
          if (beyondAscii.test(value.value))
            return report({ at: value, say: ['header', { label: written.slice(0, 60) }] })
          if (known === undefined) {
            const near = nearestName(written, templateHeaders)
            return report({ at: label, say: ['unknown', { label: written.slice(0, 60), near }] })
          }
          if (known === 'Postmaster-Subject' && !copiedTemplates.has(name))
            return report({ at: label, say: ['inapplicable', { label: written, template: name }] })
          if (known === 'Charset') charset = value.value
        }
        if (lines.length === 0) return report({ at: line.name, say: ['nothing'] })
        if (charset.toLowerCase() !== 'us-ascii') return
        for (const part of lines) {
          const found = beyondAscii.exec(part.value)
          if (!found) continue
          const start = part.span.start + found.index
          const width = (part.value.codePointAt(found.index) ?? 0) > 0xffff ? 2 : 1
          return report({ at: { text: part.text, span: { start, end: start + width } }, say: ['text'] })
        }
      },
    }
  },
  examples: [
    {
      title: 'Headers that a template cannot have',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: {
        'bounce.cf':
          'failure_template = <<EOF\n«Reply-To»: help@example.com\n\nIt did not arrive.\nEOF\nsuccess_template = <<EOF\n«Postmaster-Subject»: Copy\n\nIt arrived.\nEOF\n',
      },
    },
    {
      title: 'No value, and letters beyond ASCII',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: {
        'bounce.cf':
          'failure_template = <<EOF\n«Subject»:\n\nIt did not arrive.\nEOF\ndelay_template = <<EOF\nSubject: «Verspätet»\n\nEs dauert.\nEOF\n',
      },
    },
    {
      title: 'A text with letters that its character set has not, and none',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: {
        'bounce.cf':
          'failure_template = <<EOF\nSubject: Ihre Mail\n\nSie konnte nicht zugestellt werden: sch«ö»n ist das nicht.\nEOF\n«verify_template» = <<EOF\nSubject: Report\nEOF\n',
      },
    },
    {
      title: 'The headers that there are',
      clean: true,
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: {
        'bounce.cf':
          'failure_template = <<EOF\nCharset: utf-8\nFrom: MAILER-DAEMON (Mail)\nSubject: Ihre Mail\nPostmaster-Subject: Kopie\n\nBitte: schön ist das nicht.\nEOF\n',
      },
    },
  ],
})
