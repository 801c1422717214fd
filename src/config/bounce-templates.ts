import type { BounceTemplate, EntryPart } from '../syntax/tables/nodes.js'
import { unmapped } from '../text/mapped-text.js'
import { toSeconds } from './convert.js'
import { type ExpansionProblem, expand, type Reference } from './expand.js'
import { macroRules } from './macro-types.js'
import { programReads } from './program-reads.js'
import type { Project } from './project.js'
import { partWithin, type ResultPart } from './table-values.js'

/** The templates that bounce(8) has (`src/bounce/bounce_templates.c`). */
export const templateNames = ['failure_template', 'delay_template', 'success_template', 'verify_template'] as const
export type TemplateName = (typeof templateNames)[number]

/** The templates of which the postmaster gets a copy with another subject. */
export const copiedTemplates: ReadonlySet<string> = new Set<TemplateName>(['failure_template', 'delay_template'])

/** Headers that a template can have. */
export const templateHeaders = ['Charset', 'From', 'Subject', 'Postmaster-Subject'] as const

/** A line `Label: value` at the head of a template. */
export interface TemplateHeader {
  readonly label: ResultPart
  /** Possibly empty. */
  readonly value: ResultPart
}

/** A template taken apart as `bounce_template_parse_buffer` does (`src/bounce/bounce_template.c`). */
export interface TemplateText {
  readonly headers: readonly TemplateHeader[]
  /** The message, from its first line that is not blank. */
  readonly lines: readonly EntryPart[]
}

/** `is_header` (`src/global/is_header.c`), with the colons and white space that are skipped behind it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are those that end a label.
const header = /^([^\x00-\x20\x7f-\uffff:]+)[ \t]*:[:\s]*/

/** Takes a template apart. */
export function readTemplateText({ lines }: BounceTemplate): TemplateText {
  const headers: TemplateHeader[] = []
  let at = 0
  for (; at < lines.length; at++) {
    const line = lines[at]
    const found = line && header.exec(line.value)
    if (!line || !found) break
    headers.push({ label: partWithin(line, 0, found[1]?.length), value: partWithin(line, found[0].length) })
  }
  while (lines[at]?.value.trim() === '') at++
  return { headers, lines: lines.slice(at) }
}

/** Parameters that a template can have in another unit: `$maximal_queue_lifetime_days`. */
const timeParameters = ['delay_warning_time', 'maximal_queue_lifetime'] as const

/** Seconds of each unit, smallest first. */
const secondsOf = { seconds: 1, minutes: 60, hours: 3600, days: 86_400, weeks: 604_800 } as const
export type TemplateUnit = keyof typeof secondsOf

/** The units, smallest first. */
export const templateUnits = Object.keys(secondsOf) as readonly TemplateUnit[]

/** A name that ends in a unit of time. */
export interface TimeName {
  readonly parameter: (typeof timeParameters)[number]
  /** What stands behind it; one of the units, or it is wrong. */
  readonly suffix: string
}

/** Takes `maximal_queue_lifetime_days` apart; undefined for names that have nothing to do with time. */
export function timeName(name: string): TimeName | undefined {
  const parameter = timeParameters.find(each => name.startsWith(`${each}_`))
  return parameter && { parameter, suffix: name.slice(parameter.length + 1) }
}

/** The number that is put in place, and the seconds it is made of; undefined when that is not known. */
export function timeInUnit(project: Project, { parameter, suffix }: TimeName) {
  const unit = templateUnits.find(each => each === suffix)
  const configs = bounceViews(project)
  const [resolved, ...others] = configs.map(config => config.get(parameter))
  if (unit === undefined || resolved === undefined || resolved.unknown || resolved.expanded.problem) return undefined
  if (others.some(other => other?.text !== resolved.text)) return undefined
  const seconds = toSeconds(resolved.text, parameter === 'delay_warning_time' ? 'h' : 'd')
  return seconds.ok ? { seconds: seconds.value, unit, number: Math.floor(seconds.value / secondsOf[unit]) } : undefined
}

/** The unit in which a time is between 1 and 999, the largest that divides it first. */
export function fittingUnit(seconds: number): TemplateUnit | undefined {
  const units = [...templateUnits].reverse().filter(unit => {
    const number = Math.floor(seconds / secondsOf[unit])
    return number >= 1 && (number <= 999 || secondsOf[unit] >= secondsOf.days)
  })
  return units.find(unit => seconds % secondsOf[unit] === 0) ?? units[0]
}

/** What is wrong with the `$` of a line, as the bounce service expands it (`bounce_template_expand`). */
export interface LineMacros {
  readonly problem?: ExpansionProblem
  /** In order; places are offsets in the text. */
  readonly references: readonly Reference[]
}

/** Reads the `$` of a line of a template. What a name stands for is put in place as it is. */
export function templateMacros(project: Project, line: EntryPart): LineMacros {
  const defined = (name: string) => {
    const found = timeName(name) === undefined ? definedIn(project, name) : 'x'
    return found === undefined ? undefined : { value: unmapped(found), verbatim: true }
  }
  const { problem, references } = expand(line.text, defined, { rules: macroRules(project.catalog) })
  return problem === undefined ? { references } : { references, problem }
}

function bounceViews(project: Project) {
  const services = project.services.filter(({ program }) => program === 'bounce')
  return services.length === 0 ? [project.base] : services.map(({ config }) => config)
}

/**
 * What a name stands for; undefined when a bounce service does not know it. That knows what main.cf or a `-o` sets, and
 * the parameters that bounce(8) reads itself (`mail_conf_lookup_eval`).
 */
function definedIn(project: Project, name: string): string | undefined {
  const reads = programReads(project.catalog, 'bounce')
  for (const config of bounceViews(project)) {
    const resolved = config.get(name)
    if (resolved === undefined) continue
    if (resolved.from !== 'default' || reads === undefined || reads.directly(name)) return resolved.text
  }
  const parameter = project.catalog.parameter(name)
  return parameter !== undefined && parameter.class !== 'builtin' ? 'x' : undefined
}
