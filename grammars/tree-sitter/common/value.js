/** `$` references, whole or broken: every text has a tree. */
export const references = {
  _part: $ => choice($.text, $.reference, $.escape, $.stray_dollar),

  reference: $ =>
    choice(
      seq(alias($._dollar, '$'), field('name', $.reference_name)),
      seq(alias($._dollar_brace, '${'), optional($._reference_body), choice(alias($._brace_close, '}'), $._unclosed)),
      seq(alias($._dollar_paren, '$('), optional($._reference_body), choice(alias($._paren_close, ')'), $._unclosed)),
    ),

  reference_name: $ => $._reference_name,

  _reference_body: $ =>
    choice(
      seq($._head, optional($._branches), optional($._after_fault)),
      seq($._call, optional($._after_fault)),
      seq(field('condition', alias($.incomplete_comparison, $.comparison)), optional($._after_fault)),
      seq($._branches, optional($._after_fault)),
      $._after_fault,
    ),

  _head: $ => choice(field('name', $.reference_name), field('condition', $.comparison)),

  /** `name{argument}` (Postfix 3.11 and newer). */
  _call: $ => seq(field('name', $.reference_name), field('argument', $.operand)),

  comparison: $ => seq($.operand, $.operator, $.operand),
  incomplete_comparison: $ => seq($.operand, optional($.operator)),

  _branches: $ =>
    choice(
      seq(
        alias($._question, '?'),
        optional(
          choice(
            seq(field('when_set', $.operand), optional($._otherwise)),
            // A colon in it is text.
            field('when_set', alias($.open_operand, $.operand)),
          ),
        ),
      ),
      $._otherwise,
    ),

  _otherwise: $ => seq(alias($._colon, ':'), optional(field('when_unset', $._branch))),

  _branch: $ => choice($.operand, alias($.open_operand, $.operand)),

  operand: $ =>
    seq(alias($._brace_open, '{'), repeat($._part), choice(alias($._brace_close, '}'), $._unclosed)),

  /** Without braces, all text to the end of the reference. */
  open_operand: $ => repeat1($._part),

  /** Postfix stops at what begins here. */
  _after_fault: $ => seq($._bad, alias($.fault, $.unexpected)),
  fault: $ => repeat1($._part),
}

/** A value as a list: words between white space and commas, braces keeping words together. */
export const values = {
  value: $ => $._words,
  _words: $ => repeat1(choice($.word, alias($._comma, ','))),

  word: $ => seq(choice(seq($.type, alias($._type_colon, ':')), $._word_part), repeat($._word_part), $._word_end),

  _word_part: $ => choice($._part, $.group),

  group: $ =>
    seq(
      alias($._brace_open, '{'),
      repeat(choice(alias($.group_word, $.word), alias($._comma, ','))),
      choice(alias($._brace_close, '}'), $._unclosed),
    ),

  group_word: $ =>
    seq(
      choice(
        seq($.type, alias($._type_colon, ':')),
        seq($.attribute_name, alias($._equals, '=')),
        $._word_part,
      ),
      repeat($._word_part),
      $._word_end,
    ),
}
