; Made from grammars/tree-sitter/postfix-client/queries/injections.scm.
; `query` of mysql, pgsql and sqlite; ldap has `query_filter`.
((setting
  name: (name) @_name
  value: (value) @injection.content)
  (#eq? @_name "query")
  (#set! injection.language "sql")
  (#set! injection.include-children))
