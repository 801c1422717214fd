; Made from grammars/tree-sitter/postfix-table/queries/highlights.scm.
; Indexed tables

(comment) @comment
(ignored) @comment
(unexpected) @error

(entry key: (key) @property)
(malformed_entry key: (key) @error)

; What is done

(result transport: (transport) @type ":" @punctuation.delimiter)
(result "," @punctuation.delimiter)
(result (text) @keyword
  (#match? @keyword "^(ACCEPT|BCC|DEFER|DEFER_IF_PERMIT|DEFER_IF_REJECT|DISCARD|DUNNO|FILTER|HOLD|IGNORE|INFO|OK|PASS|PREPEND|REDIRECT|REJECT|REPLACE|STRIP|WARN)$"))
(result (text) @keyword
  (#match? @keyword "^(permit|reject|defer|check|warn)(_[a-z0-9_]+)?$"))
(result (text) @number
  (#match? @number "^[245]([0-9][0-9]|\\.[0-9]+\\.[0-9]+)$"))
