import { partOfItem, replacePlace } from '../../config/elements.js'
import type { Pattern } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'case-flag-inverts',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The flag `i` makes a pattern heed upper and lower case',
  why: `In most programs \`/pattern/i\` means that case does not matter. In Postfix tables case does not matter to begin with,
and the flag turns that around: \`/viagra/i\` does not match \`Viagra\`. In the same way, \`x\` behind a pattern of a regexp
table turns extended syntax off, so that \`+\`, \`?\`, \`|\` and \`( )\` are ordinary characters there. A pattern whose case
is meant to matter can say so in a comment that ignores this rule.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'src/util/dict_regexp.c', 'src/util/dict_pcre.c'],
  evidence: { kind: 'heuristic', because: 'the flag is documented, but nearly always written by habit' },
  messages: {
    case: () =>
      'patterns of Postfix ignore case to begin with, and the flag `i` turns that off: without it, any case matches',
    basic: () =>
      'the flag `x` turns extended syntax off here, so `+`, `?`, `|` and `( )` are ordinary characters: leave it out',
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  check({ table }, report) {
    const judge = ({ flags, pattern }: Pattern) => {
      const letters = [...flags.value]
      if (letters.filter(letter => letter === 'i').length % 2 === 1 && /[A-Za-z]/.test(pattern.value)) {
        const at = flags.value.indexOf('i')
        const place = partOfItem(flags, at, at + 1)
        report({ at: place, say: ['case'], fix: { title: 'Remove the flag `i`', edits: replacePlace(place, '') } })
      }
      if (table.syntax !== 'regexp' || letters.filter(letter => letter === 'x').length % 2 === 0) return
      if (!/(?<!\\)[+?|(]/.test(pattern.value)) return
      const at = flags.value.indexOf('x')
      const place = partOfItem(flags, at, at + 1)
      report({ at: place, say: ['basic'], fix: { title: 'Remove the flag `x`', edits: replacePlace(place, '') } })
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
      title: 'A flag written by habit',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject:.*viagra/«i» REJECT\n' },
      fixed: '/^Subject:.*viagra/ REJECT\n',
    },
    {
      title: 'Extended syntax turned off',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject:.*(viagra|casino)/«x» REJECT\n' },
      fixed: '/^Subject:.*(viagra|casino)/ REJECT\n',
    },
    {
      title: 'No flag',
      clean: true,
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject:.*viagra/ REJECT\n' },
    },
  ],
})
