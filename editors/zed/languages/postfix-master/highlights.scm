; Made from grammars/tree-sitter/postfix-master/queries/highlights.scm.
; master.cf

(comment) @comment
(ignored) @comment
(incomplete_service) @error

(service
  service: (_) @label
  type: (_) @type
  private: (_) @boolean
  unprivileged: (_) @boolean
  chroot: (_) @boolean
  wakeup: (_) @number
  process_limit: (_) @number
  command: (_) @function)

; Arguments

(flag) @keyword
(option ["{" "}"] @punctuation.bracket)
(override name: (name) @property)
(override "=" @operator)
(override ["{" "}"] @punctuation.bracket)
(broken_override name: (name) @error)
(broken_override ["{" "}"] @punctuation.bracket)
(attribute name: (attribute_name) @attribute)
(attribute "=" @operator)
(attribute ["{" "}"] @punctuation.bracket)
(argument ["{" "}"] @punctuation.bracket)

; Words of values. No two patterns take the same node, so it does not matter which an editor prefers.

(value "," @punctuation.delimiter)
(group ["{" "}"] @punctuation.bracket)
(group "," @punctuation.delimiter)
(word (attribute_name) @attribute "=" @operator)
(word (type) @type ":" @punctuation.delimiter)
(word (type) (text) @string)
(word . (text) @keyword .
  (#match? @keyword "^(permit|reject|defer|check|warn)(_[a-z0-9_]+)?$"))
(word . (text) @boolean .
  (#match? @boolean "^([Yy][Ee][Ss]|[Nn][Oo])$"))
(word . (text) @constant.builtin .
  (#match? @constant.builtin "^([Aa][Ll][Ll]|[Nn][Oo][Nn][Ee])$"))
(word . (text) @number .
  (#match? @number "^-?[0-9]+[smhdw]?$"))
(word . (text) @string.special
  (#match? @string.special "^/"))

; References

(reference ["$" "${" "$(" "}" ")"] @punctuation.special)
(reference ["?" ":"] @operator)
(reference_name) @variable
(comparison (operator) @operator)
(operand ["{" "}"] @punctuation.bracket)
(escape) @string.escape
(stray_dollar) @error
(unexpected) @error
