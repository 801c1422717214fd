import { actsOnResults, contentAction, contentResult } from '../../config/content-actions.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'accepting-content-action',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: '`OK` in a header or body check lets no message pass',
  why: `In header and body checks every line of a message is looked up by itself. \`OK\` and \`DUNNO\` mean the same: no more
rules for this one line. The next line is looked up as before, and can still have the message rejected; there is no way to
say that a message is good as a whole. \`DUNNO\` says that better.`,
  see: ['header_checks(5)', 'src/cleanup/cleanup_message.c'],
  evidence: { kind: 'heuristic', because: 'the action is allowed, and fine for a line; the word promises more' },
  messages: {
    line: (d: { word: string }) =>
      `\`${d.word}\` ends the rules for this one line and does not accept the message; other lines can still reject it. \`DUNNO\` does the same`,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  uses: ['header-checks', 'body-checks', 'milter-header-checks'],
  check({ table }, report) {
    if (!actsOnResults(table)) return undefined
    return {
      line(line) {
        const word = contentResult(line)?.word
        if (word !== undefined && contentAction(word.value)?.name === 'OK')
          report({ at: word, say: ['line', { word: word.value }] })
      },
    }
  },
  examples: [
    {
      title: 'A sender to be let in',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^From:.*boss@example\\.com/ «OK»\n/^Subject: money/ REJECT\n' },
    },
    {
      title: 'Nothing more for this line',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject: money back/ DUNNO\n/^Subject: money/ REJECT\n' },
    },
  ],
})
