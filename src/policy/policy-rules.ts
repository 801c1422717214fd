import { originOf, replaceValue } from '../config/elements.js'
import type { Project } from '../config/project.js'
import { setParameter } from '../edit/parameters.js'
import { effectiveConfiguration } from '../effective/document.js'
import { parameterOf } from '../effective/typed-value.js'
import { defineRule, type FixDescription, type Rule } from '../rules/define.js'
import { remembered } from '../text/remembered.js'
import { prepare, type Violation } from './evaluate.js'
import type { Policy } from './policy.js'
import { placeOf, type ViolationPlace } from './violation-place.js'
import { textOf, wordsOf } from './wording.js'

/** Where policies are explained. */
const page = 'https://github.com/postfix-lint/postfix-lint/blob/main/docs/policies.md'

/** The first part of the ids of all that policies find. */
export const policyPrefix = 'policy/'

/** The id by which the findings of a policy, or of one part of it, go. */
export function policyRuleId(policy: string, clause?: string): string {
  return `${policyPrefix}${policy}${clause === undefined ? '' : `/${clause}`}`
}

/** Policies as rules, to be given to `lint` as plug-ins: one for each part that has a name, and one for the rest. */
export function policyRules(policies: readonly Policy[]): readonly Rule[] {
  return policies.flatMap(policy => {
    const evaluate = prepare(policy)
    const violations = remembered((project: Project) => evaluate(documentOf(project)))
    return policy.clauses.map(({ name, severity, summary }) =>
      defineRule({
        id: policyRuleId(policy.name, name),
        url: page,
        severity,
        since: '0.1.0',
        fix: 'unsafe',
        summary,
        why: summary,
        see: ['docs/policies.md'],
        evidence: { kind: 'source', because: 'the policy says so' },
        messages: { violated: (d: { text: string }) => d.text },
        scope: 'project',
        check({ project }, report) {
          for (const violation of violations(project)) {
            if (violation.clause !== name) continue
            const place = placeOf(project, violation.path)
            if (place === undefined) continue
            const text = wordsOf(violation, documentOf(project), project)
            report({
              at: place.at,
              say: ['violated', { text }],
              related: relatedTo(project, violation),
              fix: fixOf(project, violation, place),
              ...(violation.severity && { severity: violation.severity }),
              ...(place.service && { services: [place.service] }),
            })
          }
        },
        examples: [],
      }),
    )
  })
}

/** Worked out once for all policies. */
const documentOf = remembered((project: Project) => effectiveConfiguration(project))

/** Where the values stand that the ways of a choice turn on, those that are written. */
function relatedTo(project: Project, { concerned, path }: Violation) {
  const own = path.join('/')
  const names = new Map(concerned.filter(other => other.join('/') !== own).map(other => [other.join('/'), other]))
  return [...names.values()].flatMap(other => {
    const [name, place] = [other.at(-1), placeOf(project, other)]
    const resolved = place?.parameter?.view.get(place.parameter.name)
    if (place === undefined || resolved?.setting === undefined) return []
    return [{ at: place.at, message: `\`${place.parameter?.name ?? name}\` is set here` }]
  })
}

/** The change that a policy leaves no choice about: one value, for a parameter that is written here or not at all. */
function fixOf(project: Project, violation: Violation, { parameter }: ViolationPlace): FixDescription | undefined {
  const wanted = soleValue(violation)
  if (wanted === undefined || parameter === undefined || violation.path.includes('origins')) return undefined
  const { name, view } = parameter
  const text = valueText(project, name, wanted)
  const resolved = view.get(name)
  if (text === undefined || resolved === undefined || project.template !== undefined) return undefined
  const title = text === '' ? `Leave \`${name}\` empty` : `Set \`${name} = ${text}\``
  const { setting } = resolved
  if (setting === undefined) return { title, edits: project.main ? setParameter(project.main, name, text) : null }
  const isPlain =
    !resolved.refers && originOf({ text: setting.value, span: { start: 0, end: setting.value.text.length } })
  // In a `-o` blanks and commas part one argument from the next.
  if (!isPlain || (resolved.from === 'master.cf' && /[\s,{}]/.test(text))) return undefined
  return { title, edits: replaceValue(setting, text) }
}

function soleValue({ keyword, params, path }: Violation): unknown {
  // A word of a list is no value of its own.
  if (path.length !== (path[0] === 'main' ? 3 : 4)) return undefined
  if (keyword === 'const') return params['allowedValue']
  const allowed = keyword === 'enum' ? params['allowedValues'] : undefined
  return Array.isArray(allowed) && allowed.length === 1 ? allowed[0] : undefined
}

/** A value of the document as main.cf has it. */
function valueText(project: Project, name: string, value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return parameterOf(project, name)?.type === 'time' ? `${value}s` : String(value)
  const text = typeof value === 'string' || Array.isArray(value) ? textOf(value) : undefined
  return text?.includes('\n') ? undefined : text
}
