import { loadProse, type Prose } from '../catalog/prose.js'
import { createProject, type Project } from '../config/project.js'
import { describe } from '../language-service/describe.js'
import type { Occurrence } from '../language-service/occurrence-types.js'
import { lint, resolveVersion } from '../lint/lint.js'
import { markdownText } from '../report/markdown-text.js'
import { prettyReport } from '../report/pretty.js'
import type { Rule } from '../rules/define.js'
import { rules } from '../rules/index.js'
import { prepareExample } from '../testing/examples.js'
import { nearestName } from '../text/nearest-name.js'
import type { Arguments } from './arguments.js'
import { checkVersion } from './judgement.js'
import { paletteFor, widthOf } from './terminal.js'
import { UsageError } from './usage-error.js'

/** Explains a rule, or a name that Postfix knows. @throws UsageError when nothing has that name */
export async function explainCommand({
  name,
  postfixVersion,
  color,
}: Extract<Arguments, { command: 'explain' }>): Promise<number> {
  if (postfixVersion !== undefined) checkVersion(postfixVersion)
  const palette = paletteFor(process.stdout, color)
  const width = widthOf(process.stdout)
  const rule = rules.find(candidate => candidate.id === name)
  const markdown = rule ? ruleText(rule) : await nameText(name, postfixVersion)
  process.stdout.write(`${markdownText(markdown, palette, width)}\n`)
  if (rule) {
    const shown = exampleReport(rule, { palette, width })
    if (shown !== '') process.stdout.write(`\n${palette.strong('Example')}\n\n${shown}`)
  }
  return 0
}

function ruleText(rule: Rule): string {
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

function exampleReport(rule: Rule, options: Parameters<typeof prettyReport>[2]): string {
  const example = rule.examples.find(({ clean }) => clean !== true)
  if (example === undefined) return ''
  const prepared = prepareExample(rule, example)
  const { diagnostics, project } = lint(prepared.input, { ...prepared.options, rules: { [rule.id]: rule.severity } })
  const own = diagnostics.filter(diagnostic => diagnostic.rule === rule.id).slice(0, 1)
  return prettyReport(own, project.sources, options)
}

async function nameText(name: string, postfixVersion: string | undefined): Promise<string> {
  const prose = await loadProse()
  const project = createProject({ target: { version: resolveVersion(postfixVersion), profile: 'upstream' } })
  const texts = meanings(project, name, prose).map(meaning => withoutFile(describe(project, meaning, prose)))
  const found = [...texts, serviceText(name, prose)].filter(text => text !== '')
  if (found.length === 0) throw new UsageError(unknown(name, project, prose))
  return found.join('\n\n')
}

/** Leaves out what a description says about the file it stands in: here is none. */
function withoutFile(markdown: string): string {
  const lines = markdown.split('\n')
  return lines.filter(line => !line.startsWith('- Here: ') && line !== '- Not set anywhere in main.cf').join('\n')
}

/** What a name can be: some are a program and a service, or a parameter and more. */
function meanings({ base, catalog }: Project, name: string, prose: Prose): readonly Occurrence[] {
  const at = { file: '', range: { start: 0, end: 0 }, name }
  const isParameter = catalog.parameter(name) ?? catalog.transportFamily(name) ?? catalog.history(name)
  return [
    ...(isParameter ? [{ ...at, kind: 'parameter', role: 'mention', view: base } as const] : []),
    ...(prose.restrictions.has(name) ? [{ ...at, kind: 'restriction' } as const] : []),
    ...(prose.tables.has(name) ? [{ ...at, kind: 'table-type' } as const] : []),
    { ...at, kind: 'program' },
    { ...at, kind: 'reply-code' },
  ]
}

function serviceText(name: string, prose: Prose): string {
  const text = prose.services.get(`service: ${name}`)
  return text === undefined ? '' : `**${name}** as a service of master.cf\n\n${text}`
}

function unknown(name: string, { catalog }: Project, prose: Prose): string {
  const known = [
    ...rules.map(rule => rule.id),
    ...catalog.parameterNames(),
    ...prose.restrictions.keys(),
    ...prose.tables.keys(),
  ]
  const near = nearestName(name, known)
  const hint = near === undefined ? '`postfix-lint rules` lists the rules' : `did you mean \`${near}\`?`
  return `there is no rule, parameter, restriction, service or table type \`${name}\`: ${hint}`
}
