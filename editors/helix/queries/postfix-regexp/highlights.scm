; Made from grammars/tree-sitter/postfix-regexp/queries/highlights.scm.
; regexp and pcre tables

(comment) @comment
(ignored) @comment
(unexpected) @error

(delimiter) @punctuation.delimiter
(pattern) @string.regexp
(flags) @keyword.storage.modifier
(rule "!" @operator)

; Blocks

(if "if" @keyword.control.conditional)
(if "!" @operator)
(endif "endif" @keyword.control.conditional)
(malformed_if "if" @error)

; What is done

(result "," @punctuation.delimiter)
(result (text) @keyword
  (#match? @keyword "^(ACCEPT|BCC|DEFER|DEFER_IF_PERMIT|DEFER_IF_REJECT|DISCARD|DUNNO|FILTER|HOLD|IGNORE|INFO|OK|PASS|PREPEND|REDIRECT|REJECT|REPLACE|STRIP|WARN)$"))
(result (text) @keyword
  (#match? @keyword "^(permit|reject|defer|check|warn)(_[a-z0-9_]+)?$"))
(result (text) @constant.numeric
  (#match? @constant.numeric "^[245]([0-9][0-9]|\\.[0-9]+\\.[0-9]+)$"))

; References

(reference ["$" "${" "$(" "}" ")"] @punctuation.special)
(reference ["?" ":"] @operator)
(reference_name) @variable
(comparison (operator) @operator)
(operand ["{" "}"] @punctuation.bracket)
(escape) @constant.character.escape
(stray_dollar) @error
