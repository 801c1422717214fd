import type { MacroProblemKind } from '../../grammars/value-nodes.js'

/** What Postfix can have against a `$` reference; the last four show only when it is expanded. */
export type MacroComplaintKind = MacroProblemKind | 'unknown-function' | 'bad-argument' | 'bad-level' | 'bad-number'

/** Something Postfix says about a `$` reference, with the pieces of text it quotes. */
export interface MacroComplaint {
  readonly kind: MacroComplaintKind
  /** What it quotes: the text read so far, or all of it. */
  readonly before: string
  /** What it found instead; at most the characters it shows. */
  readonly rest?: string
  readonly operator?: string
}

/** How much of the text after the trouble Postfix shows (`%.20s` in `src/util/mac_expand.c`). */
export const shownText = 20

const operators = '"==" or "!="" or "<"" or "<="" or ">="" or ">"'

/** The words Postfix uses (`src/util/mac_parse.c`, `src/util/mac_expand.c`, `src/global/compat_level.c`). */
export function complaintText({ kind, before, rest = '', operator = '' }: MacroComplaint, braces = true): string {
  switch (kind) {
    case 'truncated':
      return `truncated macro reference: "${before}"`
    case 'empty-name':
      return `empty macro name: "${before}"`
    case 'too-deep':
      return `unreasonable macro call nesting: "${before}"`
    case 'unbalanced':
      return `unbalanced {} in attribute expression: "${before}"`
    case 'operator-expected':
      return `${operators} expected at: "...${before}}>>>${rest}"`
    case 'bad-operator-suffix':
      return `bad operator suffix at: "...${operator}>>>${rest}"`
    case 'right-operand-expected':
      return `"{expression}" expected at: "...{${before}} ${operator}>>>${rest}"`
    case 'question-or-colon-expected':
      return `"?" or ":" expected at: "...}>>>${rest}"`
    case 'bad-name':
      // Before braces had a meaning, the whole reference was shown.
      return braces
        ? `attribute name syntax error at: "...${before}>>>${rest}"`
        : `macro name syntax error: "${before}${rest}"`
    case 'colon-expected':
      return `":" expected at: "...${before}}>>>${rest}"`
    case 'unexpected-text':
      return `unexpected input at: "...${before}}>>>${rest}"`
    case 'unknown-function':
      return `unknown function "${before}" at"...>>>${before}{${rest}}"`
    case 'bad-argument':
      return `bad domain argument in: '${before}{${rest}}'`
    case 'bad-level':
      return `malformed compatibility level syntax: "${before}"`
    case 'bad-number':
      return `mac_exp_eval: bad conversion: ${before}`
    default:
      return kind satisfies never
  }
}
