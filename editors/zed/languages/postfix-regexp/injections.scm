; Made from grammars/tree-sitter/postfix-regexp/queries/injections.scm.
; Close enough to both syntaxes for colours.
((pattern) @injection.content
  (#set! injection.language "regex"))
