import { partOfItem } from '../../config/elements.js'
import { patternFlags } from '../../config/read-patterns.js'
import type { Pattern } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

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
  evidence: { kind: 'log', says: ['unknown regexp option', 'ignoring obsolete regexp option'], by: 'postmap' },
  messages: {
    obsolete: () => 'PCRE2 has no flag `X` any more: Postfix ignores it with a warning, so leave it out',
    unknown: (d: { letter: string; type: string; flags: string }) =>
      `\`${d.letter}\` is no flag of a ${d.type} pattern (${d.flags}), so Postfix skips this rule`,
    delimiter: (d: { delimiter: string; type: string }) =>
      `the pattern ends at the second \`${d.delimiter}\`, and what follows is no flag of a ${d.type} pattern, so Postfix skips this rule: write \`\\${d.delimiter}\` inside a pattern`,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  check({ project, table }, report) {
    const type = table.syntax === 'pcre' ? 'pcre' : 'regexp'
    const judge = ({ flags, delimiter }: Pattern) => {
      const at = [...flags.value].findIndex(letter => !patternFlags[type].includes(letter))
      if (at < 0) {
        const obsolete = type === 'pcre' && project.catalog.atLeast('3.7') ? flags.value.indexOf('X') : -1
        if (obsolete >= 0)
          report({ at: partOfItem(flags, obsolete, obsolete + 1), say: ['obsolete'], severity: 'info' })
        return
      }
      if (flags.value.includes(delimiter)) report({ at: flags, say: ['delimiter', { delimiter, type }] })
      else {
        const letter = flags.value.charAt(at)
        report({
          at: partOfItem(flags, at, at + 1),
          say: ['unknown', { letter, type, flags: [...patternFlags[type].replace('X', '')].join(', ') }],
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
      title: 'A flag of the first PCRE library',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^X-Spam: yes/«X» REJECT\n' },
    },
    {
      title: 'Flags of a pcre table',
      clean: true,
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^X-Spam: (?# yes ) yes/xmU REJECT\n/^Subject: x/ REJECT\n' },
    },
  ],
})
