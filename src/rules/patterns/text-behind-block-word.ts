import type { EntryPart, TableLine } from '../../syntax/tables/nodes.js'
import { origin } from '../../text/mapped-text.js'
import { defineRule } from '../define.js'

/** True when a part of a line stands on a later physical line than its beginning. */
function isContinued(line: TableLine, part: EntryPart): boolean {
  const first = 'pieces' in line ? line.pieces[0] : undefined
  const range = origin(part.text, part.span)?.location.range
  return first !== undefined && range !== undefined && range.start >= first.end
}

export default defineRule({
  id: 'text-behind-block-word',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'Text follows the pattern of an `if`, or an `endif`',
  why: `An \`if\` of a regexp or pcre table takes one pattern and nothing else, and \`endif\` stands alone. Postfix ignores what
follows. Mostly the lines between \`if\` and \`endif\` were indented: a line that begins with white space continues the one
before, so the indented rules are a part of the \`if\` line, and never count. In a cidr table an \`endif\` with text behind it
is skipped, so the block stays open.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'cidr_table(5)', 'src/util/dict_regexp.c', 'src/util/dict_cidr.c'],
  evidence: { kind: 'log', says: ['ignoring extra text after', 'garbage after ENDIF'], by: 'postmap' },
  messages: {
    indented: () =>
      'indented lines continue the line before: these are a part of the `if` line, and Postfix ignores them. Rules have to begin at the start of a line',
    if: () => 'Postfix ignores what stands behind the pattern of `if`: rules belong on lines of their own',
    endif: () => 'Postfix ignores what stands behind `endif`: rules belong on lines of their own',
    'open-endif': () => '`endif` has to stand alone: with text behind it, Postfix skips it, and the block stays open',
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre', 'cidr'],
  check({ table }, report) {
    return {
      line(line) {
        if ((line.type !== 'pattern-if' && line.type !== 'endif') || line.extra === undefined) return
        const at = line.extra
        if (table.syntax === 'cidr') report({ at, say: ['open-endif'] })
        else if (isContinued(line, at)) report({ at, say: ['indented'] })
        else report({ at, say: [line.type === 'endif' ? 'endif' : 'if'], severity: 'warning' })
      },
    }
  },
  examples: [
    {
      title: 'Indented rules',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: 'if /^Subject:/\n  «/viagra/ REJECT»\nendif\n' },
    },
    {
      title: 'An action, and the pattern repeated',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: 'if /^Subject:/ «REJECT»\n/viagra/ REJECT\nendif «/^Subject:/»\n' },
    },
    {
      title: 'Rules at the start of their lines',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: 'if /^Subject:/\n/viagra/ REJECT\nendif\n' },
    },
  ],
})
