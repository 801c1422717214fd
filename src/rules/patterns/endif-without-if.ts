import { opensAnyBlock } from '../../config/pattern-blocks.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'endif-without-if',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'An `endif` of a pattern table closes nothing',
  why: `In a regexp, pcre or cidr table, \`if\` and \`endif\` enclose rules that are only looked at when the pattern behind
\`if\` matches. An \`endif\` without an open \`if\` is ignored with a warning: the \`if\` is missing, or is one that Postfix
cannot read, and the rules before it count for everything.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'cidr_table(5)', 'src/util/dict_regexp.c'],
  evidence: { kind: 'log', says: ['ENDIF without matching IF', 'ENDIF without IF'], by: 'postmap' },
  messages: {
    unmatched: () => 'no `if` is open here, so this `endif` is ignored, and what stands before it counts always',
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre', 'cidr'],
  check({ table }, report) {
    let depth = 0
    return {
      line(line) {
        if (line.type === 'pattern-if' || line.type === 'network-if') {
          if (opensAnyBlock(line, table.syntax)) depth++
        } else if (line.type === 'endif') {
          // In a cidr table, one with text behind it is skipped before that is looked at.
          if (table.syntax === 'cidr' && line.extra !== undefined) return
          if (depth > 0) depth--
          else report({ at: line.word, say: ['unmatched'] })
        }
      },
    }
  },
  examples: [
    {
      title: 'One `endif` too many',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: {
        header_checks: 'if /^Subject:/\n/viagra/ REJECT\nendif\n«endif»\n',
      },
    },
    {
      title: 'A cidr table',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.0/24 OK\n«ENDIF»\n' },
    },
    {
      title: 'An `if` that Postfix cannot read opens nothing',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: 'if /^(Subject|To:/\n/viagra/ REJECT\n«endif»\n' },
    },
    {
      title: 'Blocks inside blocks',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: {
        header_checks: 'if /^(To|Cc):/\nif !/@example\\.com/\n/undisclosed/ WARN\nendif\nendif\n',
      },
    },
  ],
})
