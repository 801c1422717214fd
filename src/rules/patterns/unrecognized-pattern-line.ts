import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unrecognized-pattern-line',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A line of a pattern table is neither a pattern nor a block word',
  why: `A rule of a regexp or pcre table begins with the delimiter of its pattern, and a letter or digit cannot be one.
The only words that begin a line are \`if\` and \`endif\`. Postfix ignores any other line with a warning, often a key as
tables for postmap(1) have it. Such a key is written as a pattern with its special characters escaped:
\`/^user@example\\.com$/\`.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'src/util/dict_regexp.c', 'src/util/dict_pcre.c'],
  evidence: { kind: 'log', says: ['ignoring unrecognized request'], by: 'postmap' },
  messages: {
    unrecognized: (d: { word: string; near: string | undefined }) =>
      `\`${d.word}\` begins no pattern, so Postfix ignores this line: ${d.near === undefined ? 'put a pattern between slashes, as in `/pattern/`' : `did you mean \`${d.near}\`?`}`,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'broken-entry' || line.problem !== 'unrecognized') return
        const word = line.at.value
        report({ at: line.at, say: ['unrecognized', { word, near: nearestName(word, ['if', 'endif']) }] })
      },
    }
  },
  examples: [
    {
      title: 'A key of another type of table',
      'main.cf': 'virtual_alias_maps = regexp:/etc/postfix/virtual\n',
      tables: { virtual: '«info@example.com» anna@example.org\n' },
    },
    {
      title: 'A block word with a slip',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '«fi» /^Subject:/\n/viagra/ REJECT\n' },
    },
    {
      title: 'Block words in upper case',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: 'IF /^Subject:/\n/viagra/ REJECT\nENDIF\n' },
    },
  ],
})
