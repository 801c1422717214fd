import type { ValuePlace } from '../../config/elements.js'
import { opensAnyBlock } from '../../config/pattern-blocks.js'
import { defineRule } from '../define.js'

/** More open blocks than that are not remembered. */
const most = 200

export default defineRule({
  id: 'if-without-endif',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'An `if` of a pattern table is never closed',
  why: `Postfix reads the rules behind an \`if\` up to its \`endif\` only when the pattern matches. Without an \`endif\`, all
rules down to the end of the file depend on it. Postfix says so with a warning.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'cidr_table(5)', 'src/util/dict_regexp.c', 'src/util/dict_cidr.c'],
  evidence: { kind: 'log', says: ['IF has no matching ENDIF'], by: 'postmap' },
  messages: {
    open: () =>
      'no `endif` closes this `if`, so everything down to the end of the file counts only when its pattern matches',
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre', 'cidr'],
  check({ table }, report) {
    const open: ValuePlace[] = []
    let depth = 0
    return {
      line(line) {
        if (line.type === 'pattern-if' || line.type === 'network-if') {
          if (!opensAnyBlock(line, table.syntax)) return
          if (depth < most) open[depth] = line.whole
          depth++
        } else if (line.type === 'endif' && depth > 0 && !(table.syntax === 'cidr' && line.extra !== undefined)) {
          depth--
        }
      },
      end() {
        for (const at of open.slice(0, depth)) report({ at, say: ['open'] })
      },
    }
  },
  examples: [
    {
      title: 'The end of a block forgotten',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: 'if «/^Subject:/»\n/viagra/ REJECT\n/casino/ REJECT\n' },
    },
    {
      title: 'A cidr table',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: 'if «192.0.2.0/24»\n192.0.2.1 OK\n' },
    },
    {
      title: 'Closed',
      clean: true,
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: 'if 192.0.2.0/24\n192.0.2.1 OK\nendif\n' },
    },
  ],
})
