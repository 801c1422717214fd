#ifndef POSTFIX_TABLES_H
#define POSTFIX_TABLES_H

#include "value.h"

// Lookup tables.

// The word that begins a line, if it is `if` or `endif` and ends there; else what the line is without it.
static bool scan_block_word(Scanner *s, TSLexer *lexer, const bool *valid) {
  const char *word = lower(lexer->lookahead) == 'i' ? "if" : "endif";
  const char *at = word;
  while (*at && lower(lexer->lookahead) == *at) {
    advance(lexer);
    at++;
  }
  int32_t c = lexer->lookahead;
  if (!*at && !is_letter(c) && !is_digit(c)) return finish(s, lexer, *word == 'i' ? IF : ENDIF);
  if (valid[NETWORK]) {
    while (is_text(lexer)) advance(lexer);
    return finish(s, lexer, NETWORK);
  }
  lexer->mark_end(lexer);
  return scan_rest(s, lexer, UNEXPECTED);
}

// The text of a pattern, white space included, to its delimiter or the end of the line.
static bool scan_pattern(Scanner *s, TSLexer *lexer) {
  if (lexer->lookahead == '\n') {
    while (is_space(lexer->lookahead)) skip(lexer);
    if (lexer->lookahead == '#') return scan_comment(s, lexer);
  }
  if (lexer->lookahead == s->delimiter) {
    advance(lexer);
    return finish(s, lexer, DELIMITER_CLOSE);
  }
  while (lexer->lookahead != 0 && lexer->lookahead != '\n' && lexer->lookahead != s->delimiter) {
    bool escape = lexer->lookahead == '\\';
    advance(lexer);
    if (escape && lexer->lookahead != 0 && lexer->lookahead != '\n') advance(lexer);
  }
  return finish(s, lexer, PATTERN);
}

// Flags, or the `!` of a second pattern: either stands directly behind what came before.
static bool scan_behind_pattern(Scanner *s, TSLexer *lexer, const bool *valid, bool *found) {
  *found = true;
  if (lexer->lookahead == '!' && valid[SECOND_NEGATION]) {
    advance(lexer);
    return finish(s, lexer, SECOND_NEGATION);
  }
  if (lexer->lookahead == '!' || !valid[FLAGS]) {
    *found = false;
    return false;
  }
  while (is_text(lexer) && lexer->lookahead != '!') advance(lexer);
  return finish(s, lexer, FLAGS);
}

// The key of an indexed table ends at the first white space outside quotes.
static bool scan_key(Scanner *s, TSLexer *lexer) {
  bool quoted = false;
  while (lexer->lookahead != 0 && lexer->lookahead != '\n') {
    int32_t c = lexer->lookahead;
    if (!quoted && is_space(c)) break;
    if (c == '"') quoted = !quoted;
    advance(lexer);
    if (c == '\\' && lexer->lookahead != 0 && lexer->lookahead != '\n') advance(lexer);
  }
  return finish(s, lexer, quoted ? UNEXPECTED : KEY);
}

// A comment of RFC 822: they nest.
static void skip_parentheses(TSLexer *lexer) {
  unsigned depth = 1;
  while (depth > 0 && lexer->lookahead != 0 && lexer->lookahead != '\n') {
    int32_t c = lexer->lookahead;
    advance(lexer);
    if (c == '(') depth++;
    else if (c == ')') depth--;
    else if (c == '\\' && lexer->lookahead != 0 && lexer->lookahead != '\n') advance(lexer);
  }
}

static void skip_quoted(TSLexer *lexer, int32_t close) {
  while (lexer->lookahead != 0 && lexer->lookahead != '\n') {
    int32_t c = lexer->lookahead;
    advance(lexer);
    if (c == close) return;
    if (c == '\\' && lexer->lookahead != 0 && lexer->lookahead != '\n') advance(lexer);
  }
}

// The name of an alias: to a colon that stands outside quotes, comments and brackets.
static bool scan_alias_key(Scanner *s, TSLexer *lexer) {
  while (lexer->lookahead != 0 && lexer->lookahead != '\n' && lexer->lookahead != ':') {
    int32_t c = lexer->lookahead;
    advance(lexer);
    if (c == '"') skip_quoted(lexer, '"');
    else if (c == '[') skip_quoted(lexer, ']');
    else if (c == '(') skip_parentheses(lexer);
    else if (c == '\\' && lexer->lookahead != 0 && lexer->lookahead != '\n') advance(lexer);
    if (!is_space(c)) lexer->mark_end(lexer);
  }
  return finish_marked(s, lexer, ALIAS_KEY);
}

static bool scan_include(Scanner *s, TSLexer *lexer, const bool *valid) {
  for (const char *at = ":include:"; *at; at++) {
    if (lower(lexer->lookahead) != *at) return scan_text(s, lexer, valid, at[0] != ':' || at[1] == 0);
    advance(lexer);
  }
  return finish(s, lexer, INCLUDE);
}

static bool scan_table(Scanner *s, TSLexer *lexer, const bool *valid, bool *found) {
  int32_t c = lexer->lookahead;
  *found = true;
  if (valid[ENDIF] && (lower(c) == 'i' || lower(c) == 'e')) return scan_block_word(s, lexer, valid);
  if (c == '!' && valid[NEGATION]) {
    advance(lexer);
    return finish(s, lexer, NEGATION);
  }
  if (valid[DELIMITER_OPEN] && !(valid[ENDIF] && (is_letter(c) || is_digit(c)))) {
    s->delimiter = c;
    advance(lexer);
    return finish(s, lexer, DELIMITER_OPEN);
  }
  if (valid[NETWORK]) {
    while (is_text(lexer)) advance(lexer);
    return finish(s, lexer, NETWORK);
  }
  if (valid[KEY]) return scan_key(s, lexer);
  if (valid[ALIAS_COLON] && c == ':') {
    advance(lexer);
    return finish(s, lexer, ALIAS_COLON);
  }
  if (valid[ALIAS_KEY]) return scan_alias_key(s, lexer);
  if (valid[STRING] && c == '"') {
    advance(lexer);
    skip_quoted(lexer, '"');
    return finish(s, lexer, STRING);
  }
  if (valid[INCLUDE] && c == ':') return scan_include(s, lexer, valid);
  if (valid[PLACEHOLDER] && c == '%') {
    advance(lexer);
    if (!is_letter(lexer->lookahead) && !is_digit(lexer->lookahead) && lexer->lookahead != '%') {
      return scan_text(s, lexer, valid, true);
    }
    advance(lexer);
    return finish(s, lexer, PLACEHOLDER);
  }
  *found = false;
  return false;
}

#endif
