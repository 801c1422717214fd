#ifndef POSTFIX_STATE_H
#define POSTFIX_STATE_H

#include "tree_sitter/parser.h"
#include "tokens.h"

#include <string.h>

// What follows the last token of a logical line.
enum Gap {
  // More text on the same physical line.
  GAP_NONE,
  // Text on a later physical line, behind comments and blank lines perhaps.
  GAP_CONTINUED,
  // Nothing: the logical line ends.
  GAP_END,
};

enum { BRACE = 1, LIVE = 2, MAX_BRACKETS = 900, MAX_LIVE = 100 };

// Plain data: what is kept from one token to the next.
typedef struct {
  // Open braces of a raw argument of master.cf, all of them.
  uint32_t depth;
  // What ends the pattern of a regexp table.
  int32_t delimiter;
  // Brackets whose end decides where a reference or group ends.
  uint16_t live;
  uint16_t size;
  uint8_t gap;
  // Something of the file has been read, so only a newline leads to the start of a line.
  uint8_t started;
  // The rest of the logical line stands behind a NUL byte.
  uint8_t cut;
  // A reference with more than a name was seen in this value: from there on, parentheses count.
  uint8_t inner;
  // In the arguments of a master.cf entry.
  uint8_t arguments;
  // The raw argument stands in braces.
  uint8_t braced;
  // Inside a word of option letters.
  uint8_t cluster;
  // The value of an option stands in the next word.
  uint8_t expects;
  // Open brackets, innermost last: BRACE or not (a parenthesis), LIVE if a node ends with it.
  uint8_t brackets[MAX_BRACKETS];
} Scanner;

static inline bool is_space(int32_t c) { return c == ' ' || (c >= 9 && c <= 13); }

static inline bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static inline bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static inline bool is_name_character(int32_t c) { return is_letter(c) || is_digit(c) || c == '_'; }

// No strchr(3): Zed's sandbox for grammars has only some of the C library.
static inline bool is_one_of(int32_t c, const char *characters) {
  for (; *characters; characters++) {
    if (c == *characters) return true;
  }
  return false;
}

static inline int32_t lower(int32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

static inline void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static inline void skip(TSLexer *lexer) { lexer->advance(lexer, true); }

// Neither a NUL byte nor the end of the file: both are 0, and both end a C string.
static inline bool is_text(TSLexer *lexer) { return lexer->lookahead != 0 && !is_space(lexer->lookahead); }

static inline void forget_brackets(Scanner *s) {
  s->size = 0;
  s->live = 0;
  s->inner = 0;
}

static inline void push(Scanner *s, uint8_t kind) {
  if (s->size == MAX_BRACKETS) return;
  s->brackets[s->size++] = kind;
  if (kind & LIVE) s->live++;
}

// Index of the innermost open bracket of a kind, or -1.
static inline int find_open(const Scanner *s, uint8_t kind) {
  int at = s->size - 1;
  while (at >= 0 && (s->brackets[at] & BRACE) != kind) at--;
  return at;
}

static inline void remove_bracket(Scanner *s, int at) {
  if (s->brackets[at] & LIVE) s->live--;
  memmove(s->brackets + at, s->brackets + at + 1, s->size - at - 1);
  s->size--;
}

// The innermost node ends without its bracket, which still counts.
static inline void give_up_innermost(Scanner *s) {
  int at = s->size - 1;
  while (at >= 0 && !(s->brackets[at] & LIVE)) at--;
  if (at < 0) return;
  s->brackets[at] &= (uint8_t)~LIVE;
  s->live--;
}

static inline bool innermost_is(const Scanner *s, int index) {
  int at = s->size - 1;
  while (at >= 0 && !(s->brackets[at] & LIVE)) at--;
  return at == index;
}

#endif
