import type { Project } from '../config/project.js'
import type { Explanation } from '../explain/explanation.js'
import type { Here, ServiceHere, SettingHere } from '../explain/here.js'
import { code, codes, paragraphs } from '../language-service/markdown.js'
import { lint } from '../lint/lint.js'
import { jsonText } from '../report/json.js'
import { markdownText } from '../report/markdown-text.js'
import { type PrettyOptions, prettyReport } from '../report/pretty.js'
import { visible } from '../report/visible.js'
import type { Rule } from '../rules/define.js'
import { rules } from '../rules/index.js'
import { prepareExample } from '../testing/examples.js'
import type { ExplainArguments } from './arguments.js'
import { toJsonExplanation } from './explanation-json.js'
import { standardError, standardOutput } from './output.js'
import { paletteFor, widthOf } from './terminal.js'

/** Prints an explanation, for people or for programs; what is not known goes to standard error for people. */
export function printExplanation(explanation: Explanation, project: Project, args: ExplainArguments): void {
  if (args.format === 'json') {
    standardOutput.write(jsonText(toJsonExplanation(explanation, project)))
    return
  }
  if (explanation.topic === 'unknown') {
    standardError.write(`postfix-lint: ${visible(unknownText(explanation))}\n`)
    return
  }
  const options = { palette: paletteFor(standardOutput, args.color), width: widthOf(standardOutput) }
  const text = (markdown: string) => markdownText(markdown, options.palette, options.width)
  const parts = [
    ...explanation.messages.map(message =>
      text(paragraphs(`**${message.message.replaceAll('*', '…')}**`, message.means, message.do)),
    ),
    ...explanation.texts.map(text),
    ...(explanation.topic === 'rule' ? exampleOf(explanation, options) : [text(ruleList(explanation))]),
    ...(explanation.topic === 'rule' || explanation.topic === 'name' ? [] : [text(nameList(explanation))]),
    ...(explanation.here === undefined ? [] : hereParts(explanation, explanation.here, project, options)),
  ]
  standardOutput.write(`${parts.filter(part => part !== '').join('\n\n')}\n`)
}

function unknownText({ asked, suggestions }: Explanation): string {
  const what = asked.length > 80 ? `${asked.slice(0, 80)}…` : asked
  const hint =
    suggestions.length > 0
      ? `did you mean ${suggestions.map(name => `\`${name}\``).join(' or ')}?`
      : '`postfix-lint rules` lists the rules; a line of the log is best pasted whole, in quotes'
  return `nothing is known of \`${what}\`, neither as a rule, parameter, restriction, service or table type nor as an SMTP code or log message: ${hint}`
}

function ruleList({ rules: found, here }: Explanation): string {
  if (found.length === 0) return ''
  const lines = found.map(({ id, summary }) => `- \`${id}\`: ${summary}`)
  const hint = here === undefined ? ['Name your configuration behind it to see whether one of them speaks there.'] : []
  return ['Rules that look for the cause:', lines.join('\n'), ...hint].join('\n\n')
}

function nameList({ parameters, restrictions, line }: Explanation): string {
  const lines = [
    ...(parameters.length > 0 ? [`- Parameters: ${codes(parameters, 12)}`] : []),
    ...(restrictions.length > 0 ? [`- Restrictions: ${codes(restrictions)}`] : []),
    ...(line?.syslogName?.includes('/')
      ? [`- Logged by a service with \`syslog_name = ${visible(line.syslogName)}\``]
      : []),
  ]
  return lines.length === 0 ? '' : `What it has to do with:\n\n${lines.join('\n')}`
}

function exampleOf({ rules: [found] }: Explanation, options: PrettyOptions): readonly string[] {
  const rule = rules.find(candidate => candidate.id === found?.id)
  const shown = rule === undefined ? '' : exampleReport(rule, options)
  return shown === '' ? [] : [`${options.palette.strong('Example')}\n\n${shown.trimEnd()}`]
}

function exampleReport(rule: Rule, options: PrettyOptions): string {
  const example = rule.examples.find(({ clean }) => clean !== true)
  if (example === undefined) return ''
  const prepared = prepareExample(rule, example)
  const { diagnostics, project } = lint(prepared.input, { ...prepared.options, rules: { [rule.id]: rule.severity } })
  const own = diagnostics.filter(diagnostic => diagnostic.rule === rule.id).slice(0, 1)
  return prettyReport(own, project.sources, options)
}

function hereParts(
  { rules: sought }: Explanation,
  { services, settings, findings }: Here,
  { sources }: Project,
  options: PrettyOptions,
): readonly string[] {
  const { palette, width } = options
  const silence = sought.length > 0 ? ['None of these rules finds it here.'] : []
  const title = palette.strong('In this configuration')
  const text = (markdown: string) => markdownText(markdown, palette, width)
  const lines = [...services.map(serviceLine), ...settings.map(settingLine)]
  const list = lines.length > 0 ? lines.join('\n') : 'Nothing is set that has to do with it.'
  const shown = findings.length > 0 ? [prettyReport(findings, sources, options).trimEnd()] : silence.map(text)
  return [[title, text(list), ...shown].join('\n\n')]
}

function serviceLine({ service, program, file, line, sets }: ServiceHere): string {
  const own = sets.length === 0 ? '' : `, and sets ${codes(sets)}`
  return `- The service ${code(service)} runs ${code(program)} (${code(`${file}:${line}`)})${own}`
}

function settingLine({ name, service, file, line, value, effective }: SettingHere): string {
  const place = file === undefined ? 'not set, so the built-in value counts' : `${code(`${file}:${line}`)}`
  const where = service === undefined ? '' : `, for ${code(service)}`
  const shown = value === '' ? 'empty' : code(value)
  const means =
    effective === null
      ? ', which cannot be known from the files alone'
      : effective === value
        ? ''
        : `, which is ${effective === '' ? 'empty' : code(effective)}`
  return `- ${code(name)} is ${shown}${means} (${place}${where})`
}
