#ifndef POSTFIX_ARGUMENTS_H
#define POSTFIX_ARGUMENTS_H

#include "value.h"

// The columns of master.cf, and its command lines as master(8) splits them: white space inside braces ends no argument.

static bool scan_field(Scanner *s, TSLexer *lexer) {
  while (is_text(lexer)) advance(lexer);
  s->arguments = 1;
  return finish(s, lexer, FIELD);
}

static void begin_argument(Scanner *s) {
  forget_brackets(s);
  s->depth = 0;
  s->braced = 0;
}

// One option letter, with the dash before the first. Letters of a word stand side by side: -vo name=value.
static bool scan_flag(Scanner *s, TSLexer *lexer, const bool *valid) {
  if (!s->cluster) {
    begin_argument(s);
    advance(lexer);
    if (!is_text(lexer)) return scan_text(s, lexer, valid, true);
    if (lexer->lookahead == '-') {
      advance(lexer);
      if (!is_text(lexer)) return scan_text(s, lexer, valid, true);
      // The dash was the first letter of a cluster.
      lexer->mark_end(lexer);
      finish_marked(s, lexer, FLAG);
      s->cluster = 1;
      return true;
    }
  }
  int32_t letter = lexer->lookahead;
  count_brace(s, letter);
  advance(lexer);
  bool takes_value = is_one_of(letter, "imnorst");
  bool joined = is_text(lexer) || (s->depth > 0 && is_space(lexer->lookahead));
  finish(s, lexer, letter == 'o' ? FLAG_OVERRIDE : takes_value ? FLAG_WITH_VALUE : FLAG);
  s->cluster = joined && !takes_value;
  s->expects = takes_value && !joined;
  return true;
}

static bool scan_argument_name(Scanner *s, TSLexer *lexer) {
  while (is_text(lexer) && lexer->lookahead != '=' && !closes_argument(s, lexer->lookahead)) {
    count_brace(s, lexer->lookahead);
    advance(lexer);
  }
  return finish(s, lexer, NAME);
}

// Text of a raw argument that is not what it should be, to the end of the argument or line.
static bool scan_unexpected_argument(Scanner *s, TSLexer *lexer) {
  while (lexer->lookahead != 0 && lexer->lookahead != '\n') {
    int32_t c = lexer->lookahead;
    if ((is_space(c) && s->depth == 0) || closes_argument(s, c)) break;
    count_brace(s, c);
    advance(lexer);
    if (!is_space(c)) lexer->mark_end(lexer);
  }
  return finish_marked(s, lexer, UNEXPECTED);
}

static bool scan_argument(Scanner *s, TSLexer *lexer, const bool *valid) {
  int32_t c = lexer->lookahead;
  if (valid[FLAG] && (s->cluster || c == '-')) return scan_flag(s, lexer, valid);
  if (valid[ARGUMENT_OPEN] && c == '{') {
    begin_argument(s);
    s->depth = 1;
    s->braced = 1;
    advance(lexer);
    return finish(s, lexer, ARGUMENT_OPEN);
  }
  if (valid[NAME] && c != '=' && !closes_argument(s, c)) return scan_argument_name(s, lexer);
  if (valid[UNEXPECTED] && !(c == '=' && valid[EQUALS]) && !closes_argument(s, c)) {
    return scan_unexpected_argument(s, lexer);
  }
  return scan_value(s, lexer, valid);
}

#endif
