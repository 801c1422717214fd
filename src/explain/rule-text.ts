import type { Rule } from '../rules/define.js'

/** What a rule finds and why, in Markdown. */
export function ruleText(rule: Rule): string {
  const { id, severity, preset = 'recommended', fix, summary, why, see, since, postfix } = rule
  const fixes = { safe: 'by `--fix`', unsafe: 'by `--fix-unsafe`', manual: 'shown, to be done by hand', none: 'none' }[
    fix
  ]
  const releases = [
    ...(postfix?.from === undefined ? [] : [`from ${postfix.from}`]),
    ...(postfix?.until === undefined ? [] : [`until ${postfix.until}`]),
  ]
  return [
    `**${id}**: ${summary}`,
    why,
    [
      `- Severity: ${severity}, in preset \`${preset}\``,
      `- Fix: ${fixes}`,
      ...(releases.length > 0 ? [`- Postfix releases: ${releases.join(', ')}`] : []),
      `- Since postfix-lint ${since}`,
      `- See: ${see.join('; ')}`,
      `- To hide one finding, write on the line before it: \`# postfix-lint ignore=${id} -- reason\``,
    ].join('\n'),
  ].join('\n\n')
}
