#ifndef POSTFIX_VALUE_H
#define POSTFIX_VALUE_H

#include "lines.h"

// The end of `${` is found by counting braces, that of `$(` by counting parentheses, and each looks at nothing else. So
// brackets that belong to no node of the tree count as well.

static inline bool in_list(const bool *valid) { return valid[WORD_END] || valid[COMMA]; }

static inline bool closes_argument(const Scanner *s, int32_t c) { return c == '}' && s->braced && s->depth == 1; }

// Counts a brace of a raw argument of master.cf.
static inline void count_brace(Scanner *s, int32_t c) {
  if (!s->arguments) return;
  if (c == '{') s->depth++;
  else if (c == '}' && s->depth > 0) s->depth--;
}

// The open bracket that a character closes, or -1.
static inline int closed_by(const Scanner *s, int32_t c) {
  if (c == '}') return find_open(s, BRACE);
  return c == ')' ? find_open(s, 0) : -1;
}

// Text to the next character that means something; `some` is true when there is text already.
static bool scan_text(Scanner *s, TSLexer *lexer, const bool *valid, bool some) {
  bool list = in_list(valid);
  for (; is_text(lexer); some = true) {
    int32_t c = lexer->lookahead;
    if (c == '$' && valid[DOLLAR]) break;
    if (c == '%' && valid[PLACEHOLDER] && some) break;
    if (c == '"' && valid[STRING] && some) break;
    if (c == ',' && list) break;
    if (c == '{') {
      if (list && valid[BRACE_OPEN] && s->live < MAX_LIVE) break;
      push(s, BRACE);
    } else if (c == '(' && s->inner) {
      push(s, 0);
    } else {
      if (closes_argument(s, c)) break;
      int open = closed_by(s, c);
      if (open >= 0) {
        if (s->brackets[open] & LIVE) break;
        remove_bracket(s, open);
      }
    }
    count_brace(s, c);
    advance(lexer);
  }
  return some && finish(s, lexer, TEXT);
}

static bool scan_dollar(Scanner *s, TSLexer *lexer, const bool *valid) {
  advance(lexer);
  int32_t c = lexer->lookahead;
  if (c == '$') {
    advance(lexer);
    return finish(s, lexer, ESCAPE);
  }
  if (is_name_character(c)) return finish(s, lexer, DOLLAR);
  if (c != '{' && c != '(') return finish(s, lexer, STRAY_DOLLAR);
  uint8_t kind = c == '{' ? BRACE : 0;
  bool opens = s->live < MAX_LIVE;
  advance(lexer);
  push(s, opens ? kind | LIVE : kind);
  count_brace(s, c);
  if (!opens) {
    s->inner = 1;
    return scan_text(s, lexer, valid, true);
  }
  lexer->mark_end(lexer);
  bool named = false;
  for (; is_name_character(lexer->lookahead); named = true) advance(lexer);
  if (!named || lexer->lookahead != (kind ? '}' : ')')) s->inner = 1;
  enum Token token = kind ? DOLLAR_BRACE : DOLLAR_PAREN;
  if (!named) return finish_marked(s, lexer, token);
  lexer->result_symbol = token;
  s->expects = 0;
  s->gap = GAP_NONE;
  return true;
}

static inline bool is_operator_character(int32_t c) { return is_one_of(c, "<>!=+-*/~&|%"); }

// An operator that compares, with `level` behind it perhaps. Any other is a fault.
static bool scan_operator(Scanner *s, TSLexer *lexer) {
  char written[3] = {0};
  unsigned length = 0;
  for (; is_operator_character(lexer->lookahead); length++) {
    if (length < 2) written[length] = (char)lexer->lookahead;
    advance(lexer);
  }
  bool equal = written[1] == '=';
  bool known = length == 2 ? equal && is_one_of(written[0], "=!<>") : length == 1 && is_one_of(written[0], "<>");
  if (!known || lexer->lookahead == '?') return empty(lexer, BAD);
  const char *level = "level";
  if (is_name_character(lexer->lookahead)) {
    for (; *level && lexer->lookahead == *level; level++) advance(lexer);
    if (*level || is_name_character(lexer->lookahead)) return empty(lexer, BAD);
  }
  return finish(s, lexer, OPERATOR);
}

// A `}` or `)`: what it closes, and first what ends with it.
static bool scan_close(Scanner *s, TSLexer *lexer, const bool *valid, bool *found) {
  int32_t c = lexer->lookahead;
  *found = true;
  if (closes_argument(s, c)) {
    if (s->live > 0 && valid[UNCLOSED]) {
      give_up_innermost(s);
      return empty(lexer, UNCLOSED);
    }
    if (valid[WORD_END]) return empty(lexer, WORD_END);
    if (valid[ARGUMENT_CLOSE]) {
      advance(lexer);
      forget_brackets(s);
      s->depth = 0;
      s->braced = 0;
      return finish(s, lexer, ARGUMENT_CLOSE);
    }
  }
  int open = closed_by(s, c);
  if (open >= 0 && s->brackets[open] & LIVE) {
    if (!innermost_is(s, open) && valid[UNCLOSED]) {
      give_up_innermost(s);
      return empty(lexer, UNCLOSED);
    }
    if (valid[WORD_END]) return empty(lexer, WORD_END);
    enum Token token = c == '}' ? BRACE_CLOSE : PAREN_CLOSE;
    if (valid[token]) {
      remove_bracket(s, open);
      count_brace(s, c);
      advance(lexer);
      return finish(s, lexer, token);
    }
  }
  *found = false;
  return false;
}

// The first characters of a word may be a type (`hash:`), a transport (`smtp:`) or a name (`flags=`).
static bool scan_word_start(Scanner *s, TSLexer *lexer, const bool *valid) {
  bool type = (valid[TYPE] || valid[TRANSPORT]) && lexer->lookahead >= 'a' && lexer->lookahead <= 'z';
  bool attribute = valid[ATTRIBUTE_NAME];
  static const char argv[] = "argv";
  unsigned length = 0;
  bool is_argv = true;
  for (; is_name_character(lexer->lookahead) || lexer->lookahead == '-'; length++) {
    int32_t c = lexer->lookahead;
    if (c >= 'A' && c <= 'Z' && !valid[TRANSPORT]) type = false;
    if (!is_letter(c) && c != '_') attribute = false;
    if (length >= 4 || lower(c) != argv[length]) is_argv = false;
    advance(lexer);
  }
  if (length > 0 && attribute && lexer->lookahead == '=') {
    return finish(s, lexer, is_argv && length == 4 && valid[ARGV] ? ARGV : ATTRIBUTE_NAME);
  }
  if (length > 0 && type && lexer->lookahead == ':') {
    lexer->mark_end(lexer);
    advance(lexer);
    int32_t c = lexer->lookahead;
    bool leads = c == '/' || c == '$' || c == '{' || (c >= 'a' && c <= 'z');
    if (valid[TRANSPORT] ? leads || c == '[' || is_space(c) || c == 0 || is_digit(c) : leads) {
      lexer->result_symbol = valid[TRANSPORT] ? TRANSPORT : TYPE;
      s->expects = 0;
      s->gap = GAP_NONE;
      return true;
    }
    return scan_text(s, lexer, valid, true);
  }
  return scan_text(s, lexer, valid, length > 0);
}

static bool scan_value(Scanner *s, TSLexer *lexer, const bool *valid) {
  int32_t c = lexer->lookahead;
  if (c == '}' || c == ')') {
    bool found;
    bool result = scan_close(s, lexer, valid, &found);
    if (found) return result;
  }
  if (c == '$' && valid[DOLLAR]) return scan_dollar(s, lexer, valid);
  if (c == '{' && valid[BRACE_OPEN] && s->live < MAX_LIVE) {
    push(s, BRACE | LIVE);
    count_brace(s, c);
    advance(lexer);
    return finish(s, lexer, BRACE_OPEN);
  }
  if (valid[REFERENCE_NAME] && is_name_character(c)) {
    while (is_name_character(lexer->lookahead)) advance(lexer);
    return finish(s, lexer, REFERENCE_NAME);
  }
  if (valid[QUESTION] && c == '?') {
    advance(lexer);
    return finish(s, lexer, QUESTION);
  }
  if (c == ':' && (valid[COLON] || valid[TYPE_COLON])) {
    advance(lexer);
    return finish(s, lexer, valid[COLON] ? COLON : TYPE_COLON);
  }
  if (valid[OPERATOR] && is_operator_character(c)) return scan_operator(s, lexer);
  if (c == '=' && valid[EQUALS]) {
    if (s->live == 0) forget_brackets(s);
    advance(lexer);
    return finish(s, lexer, EQUALS);
  }
  if (c == ',' && in_list(valid)) {
    if (valid[WORD_END]) return empty(lexer, WORD_END);
    advance(lexer);
    return finish(s, lexer, COMMA);
  }
  if (valid[BAD] && !valid[TEXT]) return empty(lexer, BAD);
  if (!valid[TEXT]) return false;
  if (valid[TYPE] || valid[TRANSPORT] || valid[ATTRIBUTE_NAME]) return scan_word_start(s, lexer, valid);
  return scan_text(s, lexer, valid, false);
}

#endif
