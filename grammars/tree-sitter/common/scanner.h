#ifndef POSTFIX_SCANNER_H
#define POSTFIX_SCANNER_H

#include "arguments.h"
#include "tables.h"

#include <stddef.h>
#include <stdlib.h>

// The scanner of all grammars here. Before this file is included, GRAMMAR is the name of the grammar.

// One token of an entry, at a character that is text.
static bool scan_entry(Scanner *s, TSLexer *lexer, const bool *valid) {
  if (valid[FIELD]) return scan_field(s, lexer);
  if (s->arguments) return scan_argument(s, lexer, valid);
  int32_t c = lexer->lookahead;
  if (valid[NAME] && c != '=') {
    while (is_text(lexer) && lexer->lookahead != '=') advance(lexer);
    return finish(s, lexer, NAME);
  }
  bool found;
  bool result = scan_table(s, lexer, valid, &found);
  if (found) return result;
  if (valid[UNEXPECTED] && !(c == '=' && valid[EQUALS])) return scan_rest(s, lexer, UNEXPECTED);
  return scan_value(s, lexer, valid);
}

// Between entries: comments, and the first token of the next.
static bool scan_between(Scanner *s, TSLexer *lexer, const bool *valid) {
  bool line_start = !s->started;
  bool white = false;
  while (is_space(lexer->lookahead)) {
    white = lexer->lookahead != '\n';
    if (!white) line_start = true;
    // White space behind a newline only: one is enough to make a line indented.
    skip(lexer);
  }
  if (lexer->eof(lexer)) return valid[BLOCK_END] && empty(lexer, BLOCK_END);
  if (line_start && lexer->lookahead == '#') return scan_comment(s, lexer);
  if (s->cut) return scan_ignored(s, lexer);
  lexer->mark_end(lexer);
  if (white) return scan_rest(s, lexer, ORPHAN_TEXT);
  if (lexer->lookahead == 0) {
    s->started = 1;
    s->cut = 1;
    s->gap = GAP_END;
    return empty(lexer, NOTHING);
  }
  return scan_entry(s, lexer, valid);
}

static bool end_of_entry(Scanner *s, TSLexer *lexer, const bool *valid) {
  if (valid[UNCLOSED]) {
    give_up_innermost(s);
    return empty(lexer, UNCLOSED);
  }
  if (valid[WORD_END]) return empty(lexer, WORD_END);
  if (valid[ARGUMENT_END]) return empty(lexer, ARGUMENT_END);
  if (!valid[END]) return false;
  begin_argument(s);
  s->arguments = 0;
  s->cluster = 0;
  s->expects = 0;
  s->gap = GAP_NONE;
  return empty(lexer, END);
}

static bool scan(Scanner *s, TSLexer *lexer, const bool *valid) {
  lexer->mark_end(lexer);
  if (valid[ORPHAN_TEXT]) return scan_between(s, lexer, valid);
  if (s->gap == GAP_END) return end_of_entry(s, lexer, valid);
  if (valid[PATTERN]) return scan_pattern(s, lexer);
  bool white = is_space(lexer->lookahead);
  if (white) {
    if (valid[WORD_END]) return empty(lexer, WORD_END);
    if (s->arguments && s->depth == 0 && !s->expects) {
      if (valid[UNCLOSED] && s->live > 0) {
        give_up_innermost(s);
        return empty(lexer, UNCLOSED);
      }
      if (valid[ARGUMENT_END]) {
        begin_argument(s);
        return empty(lexer, ARGUMENT_END);
      }
    }
    if (s->depth == 0) s->cluster = 0;
    bool line_start = false;
    for (; is_space(lexer->lookahead); skip(lexer)) {
      if (lexer->lookahead == '\n') line_start = true;
    }
    if (line_start && lexer->lookahead == '#') return scan_comment(s, lexer);
  } else if (valid[FLAGS] || valid[SECOND_NEGATION]) {
    bool found;
    bool result = scan_behind_pattern(s, lexer, valid, &found);
    if (found) return result;
  }
  s->gap = GAP_NONE;
  return scan_entry(s, lexer, valid);
}

#define JOIN_(a, b, c) a##b##c
#define JOIN(a, b, c) JOIN_(a, b, c)
#define EXTERNAL(name) JOIN(tree_sitter_, GRAMMAR, _external_scanner_##name)

void *EXTERNAL(create)(void) { return calloc(1, sizeof(Scanner)); }

void EXTERNAL(destroy)(void *payload) { free(payload); }

unsigned EXTERNAL(serialize)(void *payload, char *buffer) {
  const Scanner *s = payload;
  unsigned length = offsetof(Scanner, brackets) + s->size;
  memcpy(buffer, s, length);
  return length;
}

void EXTERNAL(deserialize)(void *payload, const char *buffer, unsigned length) {
  memset(payload, 0, offsetof(Scanner, brackets));
  if (length > 0) memcpy(payload, buffer, length);
}

bool EXTERNAL(scan)(void *payload, TSLexer *lexer, const bool *valid) { return scan(payload, lexer, valid); }

#endif
