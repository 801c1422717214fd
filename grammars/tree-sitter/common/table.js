/** Entries of indexed tables, and rules of tables that are tried from top to bottom. */

/** What a table gives, without references. */
export const results = {
  result: $ =>
    choice(
      seq(field('transport', alias($._transport, $.transport)), alias($._type_colon, ':'), repeat($._result_part)),
      repeat1($._result_part),
    ),
  _result_part: $ => choice($.text, alias($._comma, ',')),
}

/** What a rule gives: `$1` stands for what a group of the pattern matched. */
export const substitutions = {
  result: $ => repeat1(choice($._part, alias($._comma, ','))),
}

/**
 * `if` ... `endif`, nested.
 * @param rules the names of the lines inside
 */
export const blocks = (...rules) => ({
  _line: $ => choice(...rules.map(name => $[name]), $.block, $.orphan, $.comment),

  block: $ => seq($.if, repeat($._line), choice($.endif, $._block_end)),

  endif: $ => seq(alias($._endif, 'endif'), repeat($.unexpected), $._end),
})
