import { partOfItem } from '../../config/elements.js'
import type { Pattern } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

/** The letters that Postfix knows behind a pattern. */
const known = { regexp: 'imx', pcre: 'imsxAEUX' }

export default defineRule({
  id: 'unknown-pattern-flag',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A letter behind a pattern is no flag',
  why: `What follows the second delimiter of a pattern, up to white space, are flags: \`i\`, \`m\` and \`x\` in a regexp
table, \`i\`, \`m\`, \`s\`, \`x\`, \`A\`, \`E\` and \`U\` in a pcre table. Postfix skips a rule with another letter. Mostly the
blank between pattern and result is missing, or the delimiter stands in the pattern and needs a backslash there
(\`/usr\\/lib/\`), or needs to be another character (\`|/usr/lib|\`).`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'src/util/dict_regexp.c', 'src/util/dict_pcre.c'],
  evidence: { kind: 'log', says: ['unknown regexp option'], by: 'postmap' },
  messages: {
    unknown: (d: { letter: string; type: string; flags: string }) =>
      `\`${d.letter}\` is no flag of a ${d.type} pattern (${d.flags}), so Postfix skips this rule`,
    delimiter: (d: { delimiter: string; type: string }) =>
      `the pattern ends at the second \`${d.delimiter}\`, and what follows is no flag of a ${d.type} pattern, so Postfix skips this rule: write \`\\${d.delimiter}\` inside a pattern`,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  check({ table }, report) {
    const type = table.syntax === 'pcre' ? 'pcre' : 'regexp'
    const judge = ({ flags, delimiter }: Pattern) => {
      const at = [...flags.value].findIndex(letter => !known[type].includes(letter))
      if (at < 0) return
      if (flags.value.includes(delimiter)) report({ at: flags, say: ['delimiter', { delimiter, type }] })
      else {
        const letter = flags.value.charAt(at)
        report({
          at: partOfItem(flags, at, at + 1),
          say: ['unknown', { letter, type, flags: [...known[type].replace('X', '')].join(', ') }],
        })
      }
    }
    return {
      line(line) {
        if (line.type !== 'pattern-rule' && line.type !== 'pattern-if') return
        judge(line)
        if (line.type === 'pattern-rule' && line.second !== undefined) judge(line.second)
      },
    }
  },
  examples: [
    {
      title: 'No blank before the result, and flags of other programs',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^X-Spam: yes/«R»EJECT\n/^Subject: x/m«g» REJECT\n/^Subject: y/«s» REJECT\n' },
    },
    {
      title: 'A slash inside the pattern',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Content-Type: text/«html/» REJECT\n' },
    },
    {
      title: 'Flags of a pcre table',
      clean: true,
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^X-Spam: (?# yes ) yes/xmU REJECT\n/^Subject: x/ REJECT\n' },
    },
  ],
})
