import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-bounce-line',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A line in a file of bounce templates is no template',
  why: `Between the templates of \`bounce_template_file\` stand comments, blank lines, and lines \`name_template = <<EOF\`, where
\`EOF\` is any word that begins with a letter or digit; a line with that word alone ends the template. At any other line
bounce(8) stops with a fatal error each time it is started. Then nobody learns that a mail could not be delivered, and the
queue fills with mail that waits for its notice.`,
  see: ['bounce(5)', 'src/bounce/bounce_templates.c', 'src/util/split_nameval.c'],
  evidence: {
    kind: 'log',
    says: [
      "missing '=' after attribute name",
      'missing end marker after <<',
      'malformed end marker after <<',
      'missing attribute name',
    ],
    by: 'bounce',
  },
  messages: {
    equals: (d: { text: string }) =>
      `\`${d.text}\` is neither \`name_template = <<EOF\` nor inside a template, so each bounce service stops with a fatal error: was the template before it ended too early?`,
    name: () => 'no name stands before the `=`, so each bounce service stops with a fatal error',
    'missing-marker': () =>
      'a word has to follow `<<`, with which the template then ends, such as `<<EOF`: each bounce service stops with a fatal error',
    'bad-marker': (d: { marker: string }) =>
      `the word behind \`<<\` has to begin with a letter or digit, unlike \`${d.marker}\`: each bounce service stops with a fatal error. Write \`<<EOF\``,
  },
  scope: 'table',
  syntaxes: ['bounce'],
  check(_, report) {
    let seen = false
    return {
      line(line) {
        // bounce(8) does not come to see what follows, and most of it is the text of a template that did not begin.
        if (line.type !== 'broken-entry' || seen) return
        seen = true
        const { at, problem, whole } = line
        switch (problem) {
          case 'missing-marker':
            return report({ at, say: ['missing-marker'] })
          case 'bad-marker':
            return report({ at, say: ['bad-marker', { marker: at.value.slice(0, 20) }] })
          case 'missing-name':
            return report({ at: whole, say: ['name'] })
          default:
            return report({ at, say: ['equals', { text: whole.value.trim().slice(0, 60) }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'Text behind the end of a template',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: {
        'bounce.cf': 'failure_template = <<EOF\nSubject: Your mail\n\nIt did not arrive.\nEOF\n\n«Regards»\n',
      },
    },
    {
      title: 'No word that ends the template',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: { 'bounce.cf': 'failure_template = «<<»\n\nIt did not arrive.\n' },
    },
    {
      title: 'A word that begins with a sign',
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: { 'bounce.cf': 'failure_template = <<«--END»\n\nIt did not arrive.\n--END\n' },
    },
    {
      title: 'Two templates',
      clean: true,
      'main.cf': 'bounce_template_file = /etc/postfix/bounce.cf\n',
      tables: {
        'bounce.cf':
          '# For the sender\nfailure_template = <<EOF\nSubject: Your mail\n\nIt did not arrive.\nEOF\n\nverify_template = <<EOF\n\nHere is the report.\nEOF\n',
      },
    },
  ],
})
