import { rules } from '../rules/index.js'
import { explainLogLine, isLogLine } from './explain-log-line.js'
import { brief, type ExplainInput, type Explanation } from './explanation.js'
import { lookHere } from './here.js'
import { describeName, nearNames } from './names.js'
import { ruleText } from './rule-text.js'
import { describeStatusCode, messagesWith, parseStatusCode } from './status-code.js'

/** Explains a rule, a name of Postfix, an SMTP code or a line of the mail log. Any text gets an answer. */
export function explain(asked: string, input: ExplainInput): Explanation {
  const text = asked.trim()
  return (
    explainRule(text, input) ??
    explainName(text, input) ??
    explainStatusCode(text, input) ??
    (isLogLine(text) ? explainLogLine(text, input) : undefined) ??
    unknown(text, input)
  )
}

const nothing = { texts: [], messages: [], rules: [], parameters: [], restrictions: [], suggestions: [] }

function explainRule(asked: string, input: ExplainInput): Explanation | undefined {
  const rule = rules.find(candidate => candidate.id === asked)
  if (rule === undefined) return undefined
  const sought = { parameters: [], shown: [], named: [], rules: [rule.id], restrictions: [] }
  return { ...nothing, asked, topic: 'rule', texts: [ruleText(rule)], rules: [brief(rule)], ...here(input, sought) }
}

function explainName(asked: string, input: ExplainInput): Explanation | undefined {
  const found = describeName(asked, input)
  if (found === undefined) return undefined
  const { texts, parameters, restrictions, tables, services } = found
  const sought = { parameters, shown: parameters, named: parameters, rules: [], restrictions, tables, services }
  return { ...nothing, asked, topic: 'name', texts, parameters, restrictions, ...here(input, sought) }
}

function explainStatusCode(asked: string, input: ExplainInput): Explanation | undefined {
  const status = parseStatusCode(asked)
  const { catalog } = input.project
  const text = status && describeStatusCode(status, catalog, input.prose)
  if (status === undefined || text === undefined) return undefined
  const known = messagesWith(status)
  const codes = catalog
    .parametersOfKind('smtp-reply-code')
    .filter(name => input.project.base.get(name)?.text === status.reply)
  const parameters = [...new Set([...codes, ...known.flatMap(({ parameters: own = [] }) => own)])]
  const restrictions = [...new Set(known.flatMap(({ restrictions: own = [] }) => own))]
  const sought = { parameters: codes, shown: [], named: [], rules: [], restrictions }
  return { ...nothing, asked, topic: 'status-code', texts: [text], parameters, restrictions, ...here(input, sought) }
}

function here(
  { project, diagnostics }: ExplainInput,
  sought: Parameters<typeof lookHere>[2],
): Pick<Explanation, 'here'> {
  return diagnostics === undefined ? {} : { here: lookHere(project, diagnostics, sought) }
}

function unknown(asked: string, { project, prose }: ExplainInput): Explanation {
  return { ...nothing, asked, topic: 'unknown', suggestions: nearNames(asked, project, prose) }
}
