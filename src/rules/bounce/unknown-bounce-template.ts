import { templateNames } from '../../config/bounce-templates.js'
import { replacePlace } from '../../config/elements.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

const listed = templateNames.map(name => `\`${name}\``).join(', ')

export default defineRule({
  id: 'unknown-bounce-template',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A bounce template has a name that Postfix does not use',
  why: `bounce(8) has four templates: \`failure_template\`, \`delay_template\`, \`success_template\` and \`verify_template\`, in
small letters. One with another name is ignored with a warning, and the built-in text is sent.`,
  see: ['bounce(5)', 'src/bounce/bounce_templates.c'],
  evidence: { kind: 'log', says: ['unknown template name'], by: 'bounce' },
  messages: {
    unknown: (d: { name: string; near: string | undefined }) =>
      `Postfix has no bounce template \`${d.name}\`, and ignores it. ${d.near === undefined ? `There are ${listed}` : `Did you mean \`${d.near}\`?`}`,
  },
  scope: 'table',
  syntaxes: ['bounce'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'bounce-template') return
        const name = line.name.value
        if (templateNames.some(each => each === name)) return
        const near =
          nearestName(name.toLowerCase(), templateNames) ?? templateNames.find(each => each === `${name}_template`)
        report({
          at: line.name,
          say: ['unknown', { name: name.slice(0, 60), near }],
          ...(near !== undefined && { fix: { title: `Write \`${near}\``, edits: replacePlace(line.name, near) } }),
        })
      },
    }
  },
  examples: [
    {
      title: 'A misspelled name',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: { 'bounce.cf': '«failue_template» = <<EOF\nSubject: Your mail\n\nIt did not arrive.\nEOF\n' },
      fixed: 'failure_template = <<EOF\nSubject: Your mail\n\nIt did not arrive.\nEOF\n',
    },
    {
      title: 'All four templates',
      clean: true,
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: {
        'bounce.cf':
          'failure_template = <<EOF\n\nfailed\nEOF\ndelay_template = <<EOF\n\nlate\nEOF\nsuccess_template = <<EOF\n\narrived\nEOF\nverify_template = <<EOF\n\ntried\nEOF\n',
      },
    },
  ],
})
