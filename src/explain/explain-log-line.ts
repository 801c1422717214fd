import type { Catalog } from '../catalog/types.js'
import { code } from '../language-service/markdown.js'
import { rules } from '../rules/index.js'
import { brief, type ExplainedMessage, type ExplainInput, type Explanation } from './explanation.js'
import { lookHere } from './here.js'
import { type LogLine, parseLogLine } from './log-line.js'
import { type FoundMessage, findMessages } from './message-search.js'
import { describeStatusCode, parseStatusCode } from './status-code.js'

/** A message that scores this much of the best one is likely enough to be shown beside it. */
const near = 0.8
/** Below it, its rules are still looked for in the configuration. */
const possible = 0.5
const mostMessages = 2
const mostRules = 6
/** So many parameters are shown even where nobody set them. */
const shownUnset = 3

/** A name has no blank in it; a line of a log has. */
export function isLogLine(text: string): boolean {
  return /\s/.test(text) || /\]:|: /.test(text)
}

/** Explains a line of the mail log; undefined when nothing in it is known. */
export function explainLogLine(asked: string, input: ExplainInput): Explanation | undefined {
  const { catalog } = input.project
  const line = parseLogLine(asked)
  const found = findMessages(line)
  const best = found[0]?.score ?? 0
  const likely = found.filter(({ score }) => score >= best * near)
  const known = explainedOnes(found, best)
  const named = namesIn(line, catalog, input.project.base.own)
  const texts = textsOf(line, input)
  if (found.length === 0 && named.length === 0 && texts.length === 0 && line.place === undefined) return undefined
  // Where somebody wrote down what the message means, the rest only widens the circle.
  const sources = known.length > 0 ? known : likely
  const about = sources.flatMap(({ message }) => message.parameters ?? [])
  const parameters = [...new Set([...named, ...about])]
  const restrictions = [...new Set(sources.flatMap(({ message }) => message.restrictions ?? []))]
  const likelyRules = rulesOf([...known, ...likely])
  const sought = {
    line,
    named,
    shown: line.isFromOther ? named : [...named, ...about.slice(0, shownUnset)],
    parameters: line.isFromOther ? named : parameters,
    restrictions: line.isFromOther ? [] : restrictions,
    rules: [...new Set([...likelyRules, ...rulesOf(found.filter(({ score }) => score >= best * possible))])],
  }
  return {
    asked,
    topic: 'log-line',
    line,
    texts,
    messages: explained(known),
    rules: likelyRules
      .slice(0, mostRules)
      .flatMap(id => rules.filter(rule => rule.id === id))
      .map(brief),
    parameters,
    restrictions,
    suggestions: [],
    ...(input.diagnostics !== undefined && { here: lookHere(input.project, input.diagnostics, sought) }),
  }
}

function rulesOf(found: readonly FoundMessage[]): readonly string[] {
  return [...new Set(found.flatMap(({ message }) => message.rules ?? []))]
}

/** Those that have an explanation, if the likeliest of them comes near the likeliest of all. */
function explainedOnes(found: readonly FoundMessage[], best: number): readonly FoundMessage[] {
  const known = found.filter(({ message }) => message.means !== undefined)
  const first = known[0]?.score ?? 0
  return first < best * possible ? [] : known.filter(({ score }) => score >= first * near).slice(0, mostMessages)
}

function explained(found: readonly FoundMessage[]): readonly ExplainedMessage[] {
  return found.flatMap(({ fragment, message: { means, do: remedy } }) =>
    means === undefined || remedy === undefined ? [] : [{ message: fragment, means, do: remedy }],
  )
}

/** Names of parameters that stand in the line, in order. */
function namesIn({ text }: LogLine, catalog: Catalog, own: ReadonlyMap<string, unknown>): readonly string[] {
  const words = text.match(/[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+/g) ?? []
  const isParameter = (word: string) =>
    catalog.parameter(word) !== undefined || catalog.transportFamily(word) !== undefined || own.has(word)
  return [...new Set(words)].slice(0, 50).filter(isParameter)
}

function textsOf(line: LogLine, { project, prose }: ExplainInput): readonly string[] {
  const program = line.program === undefined ? undefined : prose.services.get(`program: ${line.program}`)
  const codes = line.codes.flatMap(text => {
    const status = parseStatusCode(text)
    const described = status && describeStatusCode(status, project.catalog, prose, 'brief')
    return described === undefined ? [] : [described]
  })
  return [...codes, ...(program === undefined ? [] : [`${code(line.program ?? '')} logged it. ${program}`])]
}
