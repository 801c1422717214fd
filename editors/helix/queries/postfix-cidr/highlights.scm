; Made from grammars/tree-sitter/postfix-cidr/queries/highlights.scm.
; cidr tables

(comment) @comment
(ignored) @comment
(unexpected) @error

(rule network: (network) @constant)
(rule "!" @operator)
(if network: (network) @constant)
(malformed_rule network: (network) @error)

; Blocks

(if "if" @keyword.control.conditional)
(if "!" @operator)
(endif "endif" @keyword.control.conditional)
(malformed_if "if" @error)

; What is done

(result transport: (transport) @type ":" @punctuation.delimiter)
(result "," @punctuation.delimiter)
(result (text) @keyword
  (#match? @keyword "^(ACCEPT|BCC|DEFER|DEFER_IF_PERMIT|DEFER_IF_REJECT|DISCARD|DUNNO|FILTER|HOLD|IGNORE|INFO|OK|PASS|PREPEND|REDIRECT|REJECT|REPLACE|STRIP|WARN)$"))
(result (text) @keyword
  (#match? @keyword "^(permit|reject|defer|check|warn)(_[a-z0-9_]+)?$"))
(result (text) @constant.numeric
  (#match? @constant.numeric "^[245]([0-9][0-9]|\\.[0-9]+\\.[0-9]+)$"))
