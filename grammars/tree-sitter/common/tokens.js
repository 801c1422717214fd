/**
 * All tokens come from the external scanner: `scanner.h` reads lines as Postfix does, which no regular expression can.
 * One list for all grammars, in the order of `enum Token` in `tokens.h`; a grammar uses what it needs.
 */
export const tokens = $ => [
  $.comment,
  $.ignored,
  $._end,
  $._nothing,
  $._orphan_text,
  $.unexpected,
  $.name,
  $._equals,
  $.text,
  $.type,
  $._type_colon,
  $._comma,
  $._word_end,
  $._dollar,
  $._dollar_brace,
  $._dollar_paren,
  $.escape,
  $.stray_dollar,
  $._reference_name,
  $._brace_open,
  $._brace_close,
  $._paren_close,
  $._unclosed,
  $._question,
  $._colon,
  $.operator,
  $._bad,
  $.attribute_name,
  $._field,
  $._flag,
  $._flag_with_value,
  $._flag_override,
  $._argument_open,
  $._argument_close,
  $._argument_end,
  $._argv,
  $.key,
  $._transport,
  $.placeholder,
  $._if,
  $._endif,
  $._block_end,
  $._negation,
  $._second_negation,
  $._delimiter_open,
  $._delimiter_close,
  $._pattern,
  $.flags,
  $.network,
  $._alias_key,
  $._alias_colon,
  $.string,
  $._include,
]

/**
 * Between any two tokens: white space, comments (they do not end an entry), and what follows a NUL byte. Grammars name
 * comments between entries as well: a node can hold any number of those, but of extras older releases of tree-sitter
 * take 65,535.
 */
export const extras = $ => [/[ \t\r\n\v\f]/, $.comment, $.ignored]
