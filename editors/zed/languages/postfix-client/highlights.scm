; Made from grammars/tree-sitter/postfix-client/queries/highlights.scm.
; Settings of databases

(comment) @comment
(ignored) @comment
(unexpected) @error

(setting name: (name) @property)
(setting "=" @operator)
(malformed_setting name: (name) @error)
(value "," @punctuation.delimiter)
(value (placeholder) @variable.parameter)
(value . (text) @boolean .
  (#match? @boolean "^([Yy][Ee][Ss]|[Nn][Oo])$"))
(value . (text) @number .
  (#match? @number "^-?[0-9]+$"))
