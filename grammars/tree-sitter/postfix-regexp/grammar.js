import { lines } from '../common/lines.js'
import { blocks, substitutions } from '../common/table.js'
import { extras, tokens } from '../common/tokens.js'
import { references } from '../common/value.js'

/** From a delimiter to the flags. */
const delimited = $ =>
  seq(
    alias($._delimiter_open, $.delimiter),
    optional(field('pattern', $.pattern)),
    alias($._delimiter_close, $.delimiter),
    optional(field('flags', $.flags)),
  )

/** A pattern that nothing closes. */
const open = $ => seq(alias($._delimiter_open, $.delimiter), optional(field('pattern', $.pattern)))

/** regexp_table(5) and pcre_table(5). */
export default grammar({
  name: 'postfix_regexp',
  externals: tokens,
  extras,
  rules: {
    table: $ => repeat(choice($._line, $.endif)),

    /** `/pattern/flags result`, in regexp tables also `/pattern/!/second/ result`. */
    rule: $ => seq($._expression, optional($._second), optional(field('result', $.result)), $._end),

    _expression: $ => seq(repeat(alias($._negation, '!')), delimited($)),

    _second: $ => seq(alias($._second_negation, '!'), repeat(alias($._negation, '!')), delimited($)),

    pattern: $ => repeat1($._pattern),

    if: $ => seq(alias($._if, 'if'), $._expression, repeat($.unexpected), $._end),

    malformed_rule: $ =>
      choice(
        seq(repeat(alias($._negation, '!')), open($), $._end),
        seq($._expression, alias($._second_negation, '!'), repeat(alias($._negation, '!')), optional(open($)), $._end),
        seq(repeat1(alias($._negation, '!')), $._end),
        seq(repeat1($.unexpected), $._end),
        seq($._nothing, $._end),
      ),

    malformed_if: $ => seq(alias($._if, 'if'), repeat(alias($._negation, '!')), optional(open($)), $._end),

    ...blocks('rule', 'malformed_rule', 'malformed_if'),
    ...substitutions,
    ...references,
    ...lines,
  },
})
