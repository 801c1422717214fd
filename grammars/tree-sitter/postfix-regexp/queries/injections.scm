; Close enough to both syntaxes for colours.
((pattern) @injection.content
  (#set! injection.language "regex"))
