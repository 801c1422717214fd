import { lines } from '../common/lines.js'
import { blocks, results } from '../common/table.js'
import { extras, tokens } from '../common/tokens.js'

/** cidr_table(5). */
export default grammar({
  name: 'postfix_cidr',
  externals: tokens,
  extras,
  rules: {
    table: $ => repeat(choice($._line, $.endif)),

    rule: $ => seq($._network, field('result', $.result), $._end),

    _network: $ => seq(repeat(alias($._negation, '!')), field('network', $.network)),

    if: $ => seq(alias($._if, 'if'), $._network, repeat($.unexpected), $._end),

    malformed_rule: $ =>
      choice(
        seq($._network, $._end),
        seq(repeat1(alias($._negation, '!')), $._end),
        seq(repeat1($.unexpected), $._end),
        seq($._nothing, $._end),
      ),

    malformed_if: $ => seq(alias($._if, 'if'), repeat(alias($._negation, '!')), $._end),

    ...blocks('rule', 'malformed_rule', 'malformed_if'),
    ...results,
    ...lines,
  },
})
