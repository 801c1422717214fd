import { originOf } from '../config/elements.js'
import type { Service } from '../config/service.js'
import type { FixDescription, Messages, Place, Report, Rule, Severity } from '../rules/define.js'
import type { Location } from '../text/range.js'
import { type Diagnostic, type Fix, type RelatedPlace, weightOf } from './diagnostic.js'

/** Where the pages of the rules are. */
export const rulePages = 'https://github.com/postfix-lint/postfix-lint/blob/main/docs/rules'

/** A place as a location, with the definition it came from when a `$name` stands between. */
function locate(place: Place): { readonly at: Location; readonly definition?: Location } | undefined {
  if ('file' in place) return { at: place }
  const found = originOf(place)
  if (found === undefined) return undefined
  return { at: found.location, ...(found.definition && { definition: found.definition }) }
}

/**
 * Turns what a rule reports into a diagnostic: the place is followed to where it is written, the message is filled in.
 * Undefined when no file holds the place (it is all a built-in default): a rule that means to speak of a default
 * names a place itself.
 */
export function toDiagnostic(
  rule: Rule,
  severity: Severity,
  report: Report<Messages>,
  services: readonly Service[],
): Diagnostic | undefined {
  const place = locate(report.at)
  if (place === undefined) return undefined
  const [key, data] = report.say as readonly [string, never]
  const message = rule.messages[key]
  if (message === undefined) throw new TypeError(`rule ${rule.id} has no message ${key}`)
  const lowered =
    report.severity !== undefined && weightOf[report.severity] < weightOf[severity] ? report.severity : severity
  return {
    rule: rule.id,
    severity: lowered,
    message: message(data),
    at: place.at,
    related: relatedPlaces(place.definition, report),
    services: [...new Set((report.services ?? services).map(service => service.label))],
    fixes: toFixes(rule, report.fix),
    url: rule.url ?? `${rulePages}/${rule.id}.md`,
  }
}

function relatedPlaces(definition: Location | undefined, report: Report<Messages>): readonly RelatedPlace[] {
  const related: RelatedPlace[] = definition ? [{ at: definition, message: 'written here' }] : []
  for (const { at, message } of report.related ?? []) {
    const place = locate(at)
    if (place !== undefined) related.push({ at: place.at, message })
  }
  return related
}

function toFixes(rule: Rule, described: Report<Messages>['fix']): readonly Fix[] {
  const list: readonly (FixDescription | undefined)[] =
    described === undefined ? [] : Array.isArray(described) ? described : [described]
  return list.flatMap((fix): Fix[] => {
    if (fix === undefined || fix.edits === null || fix.edits.length === 0) return []
    const safety = fix.safety ?? (rule.fix === 'none' ? 'manual' : rule.fix)
    return [{ title: fix.title, safety, edits: fix.edits }]
  })
}

/** One finding for several services is said once: equal in all but the services. */
export function mergeServices(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const merged: Diagnostic[] = []
  const byPlace = new Map<number, number>()
  // To make a text of a finding takes time, so it is done only where several begin at one place.
  const byText = new Map<string, number>()
  for (const diagnostic of diagnostics) {
    const { start } = diagnostic.at.range
    const first = byPlace.get(start)
    const other = first === undefined ? undefined : merged[first]
    if (first === undefined || other === undefined) {
      byPlace.set(start, merged.push(diagnostic) - 1)
      continue
    }
    byText.set(textOf(other), first)
    const text = textOf(diagnostic)
    const index = byText.get(text)
    const same = index === undefined ? undefined : merged[index]
    if (index === undefined || same === undefined) byText.set(text, merged.push(diagnostic) - 1)
    else merged[index] = { ...same, services: [...new Set([...same.services, ...diagnostic.services])] }
  }
  return merged
}

/** All that tells a finding from others, but for the services. */
function textOf({ rule, message, at }: Diagnostic): string {
  return `${rule}\0${at.file}\0${at.range.start}\0${at.range.end}\0${message}`
}
