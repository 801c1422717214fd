; Made from grammars/tree-sitter/postfix-aliases/queries/highlights.scm.
; aliases

(comment) @comment
(ignored) @comment
(unexpected) @error

(alias name: (name) @property)
(alias ":" @punctuation.delimiter)
(malformed_alias name: (name) @error)
(targets "," @punctuation.delimiter)
(targets (include) @keyword.import)
(targets (string) @string)
(targets (text) @string.special
  (#match? @string.special "^/"))
