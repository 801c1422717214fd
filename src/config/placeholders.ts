// `{{ name }}`, `{{ name | filter }}` (Jinja, Mustache, Go), `{% ... %}` (Jinja), `<% ... %>` (ERB), `[% ... %]`. Not
// `{{key = value}, ...}`, which is an inline table of Postfix.
const placeholder =
  /\{\{-? *[\w.$]+(?:\[[^\]{}]*\]|\([^){}]*\)| *\|[^{}=]*)* *-?\}\}|\{%[^{}]*%\}|<%[\s\S]*?%>|\[%[\s\S]*?%\]/

/** True when a value has a place that another program fills in before Postfix reads it: nobody can judge it yet. */
export function hasPlaceholder(text: string): boolean {
  return (text.includes('{{') || text.includes('%')) && placeholder.test(text)
}
