; Made from grammars/tree-sitter/postfix-client/queries/highlights.scm.
; Settings of databases

(comment) @comment
(ignored) @comment
(unexpected) @error

(setting name: (name) @variable.other.member)
(setting "=" @operator)
(malformed_setting name: (name) @error)
(value "," @punctuation.delimiter)
(value (placeholder) @variable.parameter)
(value . (text) @constant.builtin.boolean .
  (#match? @constant.builtin.boolean "^([Yy][Ee][Ss]|[Nn][Oo])$"))
(value . (text) @constant.numeric .
  (#match? @constant.numeric "^-?[0-9]+$"))
