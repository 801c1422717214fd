#ifndef POSTFIX_LINES_H
#define POSTFIX_LINES_H

#include "state.h"

// Postfix's logical lines (readllines(3)): text that starts with white space continues what came before, and comments
// and blank lines between do not end it. After each token we look as far as the next text, so that the tokens that have
// no characters of their own can stand where an entry really ends.

static void rest_of_line(TSLexer *lexer) {
  while (!lexer->eof(lexer) && lexer->lookahead != '\n') advance(lexer);
}

// From a newline on: is there more of this logical line?
static enum Gap look_at_next_lines(Scanner *s, TSLexer *lexer) {
  bool white = false;
  while (!lexer->eof(lexer)) {
    int32_t c = lexer->lookahead;
    if (c == '\n') {
      white = false;
      advance(lexer);
    } else if (is_space(c)) {
      white = true;
      advance(lexer);
    } else if (c == '#') {
      rest_of_line(lexer);
    } else if (!white) {
      return GAP_END;
    } else if (c == 0) {
      s->cut = 1;
      return GAP_END;
    } else {
      return GAP_CONTINUED;
    }
  }
  return GAP_END;
}

static enum Gap look_ahead(Scanner *s, TSLexer *lexer) {
  while (is_space(lexer->lookahead) && lexer->lookahead != '\n') advance(lexer);
  if (lexer->eof(lexer)) return GAP_END;
  if (lexer->lookahead == 0) {
    s->cut = 1;
    return GAP_END;
  }
  return lexer->lookahead == '\n' ? look_at_next_lines(s, lexer) : GAP_NONE;
}

// Ends a token at the mark.
static bool finish_marked(Scanner *s, TSLexer *lexer, enum Token token) {
  lexer->result_symbol = token;
  s->started = 1;
  s->cluster = 0;
  s->expects = 0;
  s->gap = look_ahead(s, lexer);
  return true;
}

static bool finish(Scanner *s, TSLexer *lexer, enum Token token) {
  lexer->mark_end(lexer);
  return finish_marked(s, lexer, token);
}

// A token without characters, where the scan began.
static bool empty(TSLexer *lexer, enum Token token) {
  lexer->result_symbol = token;
  return true;
}

static bool scan_comment(Scanner *s, TSLexer *lexer) {
  while (!lexer->eof(lexer) && lexer->lookahead != '\n') {
    bool counts = lexer->lookahead != '\r';
    advance(lexer);
    if (counts) lexer->mark_end(lexer);
  }
  s->started = 1;
  lexer->result_symbol = COMMENT;
  return true;
}

// The rest of a physical line, without the white space at its end.
static bool scan_rest(Scanner *s, TSLexer *lexer, enum Token token) {
  while (lexer->lookahead != 0 && lexer->lookahead != '\n') {
    bool counts = !is_space(lexer->lookahead);
    advance(lexer);
    if (counts) lexer->mark_end(lexer);
  }
  return finish_marked(s, lexer, token);
}

// What stands behind a NUL byte, line by line.
static bool scan_ignored(Scanner *s, TSLexer *lexer) {
  while (!lexer->eof(lexer) && lexer->lookahead != '\n') {
    bool counts = !is_space(lexer->lookahead);
    advance(lexer);
    if (counts) lexer->mark_end(lexer);
  }
  s->cut = 0;
  if (!lexer->eof(lexer) && look_at_next_lines(s, lexer) == GAP_CONTINUED) s->cut = 1;
  s->started = 1;
  s->gap = GAP_NONE;
  lexer->result_symbol = IGNORED;
  return true;
}

#endif
