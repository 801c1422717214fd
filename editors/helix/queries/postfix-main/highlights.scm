; Made from grammars/tree-sitter/postfix-main/queries/highlights.scm.
; main.cf

(comment) @comment
(ignored) @comment

(setting name: (name) @variable.other.member)
(setting "=" @operator)
(malformed_setting name: (name) @error)

; Words of values. No two patterns take the same node, so it does not matter which an editor prefers.

(value "," @punctuation.delimiter)
(group ["{" "}"] @punctuation.bracket)
(group "," @punctuation.delimiter)
(word (attribute_name) @attribute "=" @operator)
(word (type) @type ":" @punctuation.delimiter)
(word (type) (text) @string)
(word . (text) @keyword .
  (#match? @keyword "^(permit|reject|defer|check|warn)(_[a-z0-9_]+)?$"))
(word . (text) @constant.builtin.boolean .
  (#match? @constant.builtin.boolean "^([Yy][Ee][Ss]|[Nn][Oo])$"))
(word . (text) @constant.builtin .
  (#match? @constant.builtin "^([Aa][Ll][Ll]|[Nn][Oo][Nn][Ee])$"))
(word . (text) @constant.numeric .
  (#match? @constant.numeric "^-?[0-9]+[smhdw]?$"))
(word . (text) @string.special.path
  (#match? @string.special.path "^/"))

; References

(reference ["$" "${" "$(" "}" ")"] @punctuation.special)
(reference ["?" ":"] @operator)
(reference_name) @variable
(comparison (operator) @operator)
(operand ["{" "}"] @punctuation.bracket)
(escape) @constant.character.escape
(stray_dollar) @error
(unexpected) @error
