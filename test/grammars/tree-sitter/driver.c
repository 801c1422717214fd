// Reads texts from standard input and prints what the grammars make of them. For the tests: they compile it with the
// grammars and libtree-sitter.
//
//   driver parse            each row: depth, field, type, named, start, end, flags; an empty row ends a tree
//   driver query FILE NAME  each row: match, pattern, capture, start, end, in order of place; an empty row ends a text.
//                           Before them, once, the predicates: "?", pattern, then each step
//
//   driver reparse          changes each text into the next, as an editor does: "same" if the tree is that of the new text
//
// A text is: its length in bytes, the length of the grammar's name (four bytes each, little endian), the name, the text
// in UTF-16. Places are offsets in UTF-16.

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

#define X(name) const TSLanguage *tree_sitter_##name(void);
EACH_GRAMMAR
#undef X

static const TSLanguage *language_of(const char *wanted) {
#define X(name) \
  if (strcmp(wanted, #name) == 0) return tree_sitter_##name();
  EACH_GRAMMAR
#undef X
  fprintf(stderr, "no grammar %s\n", wanted);
  exit(2);
}

static bool read_bytes(void *into, size_t length) { return fread(into, 1, length, stdin) == length; }

static char *read_text(uint32_t *length, char name[64]) {
  uint32_t name_length;
  if (!read_bytes(length, 4) || !read_bytes(&name_length, 4) || name_length >= 64) return NULL;
  if (!read_bytes(name, name_length)) return NULL;
  name[name_length] = 0;
  char *text = malloc(*length + 1);
  if (*length > 0 && !read_bytes(text, *length)) exit(2);
  return text;
}

static void print_tree(TSTree *tree) {
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  unsigned depth = 0;
  for (;;) {
    TSNode node = ts_tree_cursor_current_node(&cursor);
    const char *field = ts_tree_cursor_current_field_name(&cursor);
    bool error = ts_node_is_missing(node) || strcmp(ts_node_type(node), "ERROR") == 0;
    printf("%u\t%s\t%s\t%d\t%u\t%u\t%d\n", depth, field ? field : "", ts_node_type(node), ts_node_is_named(node),
           ts_node_start_byte(node) / 2, ts_node_end_byte(node) / 2, error);
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      depth++;
      continue;
    }
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        ts_tree_cursor_delete(&cursor);
        puts("");
        return;
      }
      depth--;
    }
  }
}

static TSQuery *read_query(const char *path, const TSLanguage *language) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  char *source = malloc(1 << 20);
  size_t length = fread(source, 1, 1 << 20, file);
  fclose(file);
  uint32_t at;
  TSQueryError problem;
  TSQuery *query = ts_query_new(language, source, (uint32_t)length, &at, &problem);
  if (!query) {
    fprintf(stderr, "%s: error %d at %.40s\n", path, problem, source + at);
    exit(2);
  }
  free(source);
  for (uint32_t pattern = 0; pattern < ts_query_pattern_count(query); pattern++) {
    uint32_t count;
    const TSQueryPredicateStep *steps = ts_query_predicates_for_pattern(query, pattern, &count);
    if (count == 0) continue;
    printf("?\t%u", pattern);
    for (uint32_t step = 0; step < count; step++) {
      uint32_t ignored;
      if (steps[step].type == TSQueryPredicateStepTypeDone) printf("\t.");
      else if (steps[step].type == TSQueryPredicateStepTypeCapture)
        printf("\t@%s", ts_query_capture_name_for_id(query, steps[step].value_id, &ignored));
      else printf("\t=%s", ts_query_string_value_for_id(query, steps[step].value_id, &ignored));
    }
    puts("");
  }
  return query;
}

static void print_captures(TSQuery *query, TSTree *tree) {
  TSQueryCursor *cursor = ts_query_cursor_new();
  ts_query_cursor_exec(cursor, query, ts_tree_root_node(tree));
  TSQueryMatch match;
  uint32_t index;
  while (ts_query_cursor_next_match(cursor, &match)) {
    for (index = 0; index < match.capture_count; index++) {
      TSNode node = match.captures[index].node;
      uint32_t length;
      printf("%u\t%u\t%s\t%u\t%u\n", match.id, match.pattern_index,
             ts_query_capture_name_for_id(query, match.captures[index].index, &length), ts_node_start_byte(node) / 2,
             ts_node_end_byte(node) / 2);
    }
  }
  puts("");
  ts_query_cursor_delete(cursor);
}

static TSTree *parse(TSParser *parser, TSTree *old, const char *text, uint32_t length) {
  return ts_parser_parse_string_encoding(parser, old, text, length, TSInputEncodingUTF16);
}

// Where a place is, as tree-sitter wants it: row, and bytes from the start of the row.
static TSPoint point_at(const char *text, uint32_t offset) {
  TSPoint point = {0, 0};
  for (uint32_t at = 0; at < offset; at += 2) {
    point.column += 2;
    if (text[at] == '\n' && text[at + 1] == 0) point = (TSPoint){point.row + 1, 0};
  }
  return point;
}

static bool same_nodes(TSNode one, TSNode other) {
  uint32_t count = ts_node_child_count(one);
  if (ts_node_symbol(one) != ts_node_symbol(other) || ts_node_start_byte(one) != ts_node_start_byte(other) ||
      ts_node_end_byte(one) != ts_node_end_byte(other) || count != ts_node_child_count(other)) {
    return false;
  }
  for (uint32_t index = 0; index < count; index++) {
    if (!same_nodes(ts_node_child(one, index), ts_node_child(other, index))) return false;
  }
  return true;
}

// Replaces what differs between two texts, and reads only what must be read again.
static void reparse(TSParser *parser, const char *old, uint32_t old_length, const char *new, uint32_t new_length) {
  uint32_t shorter = old_length < new_length ? old_length : new_length;
  uint32_t start = 0, end = 0;
  while (start < shorter && memcmp(old + start, new + start, 2) == 0) start += 2;
  while (end < shorter - start && memcmp(old + old_length - end - 2, new + new_length - end - 2, 2) == 0) end += 2;
  TSTree *before = parse(parser, NULL, old, old_length);
  TSInputEdit edit = {
      .start_byte = start,
      .old_end_byte = old_length - end,
      .new_end_byte = new_length - end,
      .start_point = point_at(old, start),
      .old_end_point = point_at(old, old_length - end),
      .new_end_point = point_at(new, new_length - end),
  };
  ts_tree_edit(before, &edit);
  TSTree *after = parse(parser, before, new, new_length);
  TSTree *fresh = parse(parser, NULL, new, new_length);
  puts(same_nodes(ts_tree_root_node(after), ts_tree_root_node(fresh)) ? "same" : "different");
  ts_tree_delete(before);
  ts_tree_delete(after);
  ts_tree_delete(fresh);
}

int main(int count, char **arguments) {
  TSQuery *query = count == 4 ? read_query(arguments[2], language_of(arguments[3])) : NULL;
  bool changes = strcmp(arguments[1], "reparse") == 0;
  TSParser *parser = ts_parser_new();
  char name[64];
  uint32_t length, old_length = 0;
  char *old = NULL;
  for (char *text; (text = read_text(&length, name));) {
    if (!ts_parser_set_language(parser, language_of(name))) {
      fprintf(stderr, "the library does not load %s\n", name);
      return 2;
    }
    if (changes) {
      if (old) reparse(parser, old, old_length, text, length);
    } else {
      TSTree *tree = parse(parser, NULL, text, length);
      if (query) print_captures(query, tree);
      else print_tree(tree);
      ts_tree_delete(tree);
    }
    free(old);
    old = text;
    old_length = length;
  }
  free(old);
  ts_parser_delete(parser);
  return 0;
}
