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
(targets (text) @string.special.path
  (#match? @string.special.path "^/"))
