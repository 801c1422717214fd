/** What a line can be in every kind of file. */
export const lines = {
  /** Indented text with nothing before it to continue: Postfix warns and throws it away. */
  orphan: $ => seq(alias($._orphan_text, $.unexpected), repeat($.unexpected), $._end),
}

/** `name = value`, as in main.cf, and what Postfix stops at instead. */
export const settings = {
  setting: $ =>
    seq(field('name', $.name), alias($._equals, '='), optional(field('value', $.value)), $._end),
  malformed_setting: $ =>
    choice(
      seq(field('name', $.name), repeat($.unexpected), $._end),
      seq(repeat1($.unexpected), $._end),
      seq($._nothing, $._end),
    ),
}
