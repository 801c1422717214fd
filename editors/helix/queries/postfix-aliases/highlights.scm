; Made from grammars/tree-sitter/postfix-aliases/queries/highlights.scm.
; aliases

(comment) @comment
(ignored) @comment
(unexpected) @error

(alias name: (name) @variable.other.member)
(alias ":" @punctuation.delimiter)
(malformed_alias name: (name) @error)
(targets "," @punctuation.delimiter)
(targets (include) @keyword.control.import)
(targets (string) @string)
(targets (text) @string.special.path
  (#match? @string.special.path "^/"))
