import type { Resolved } from '../config/effective.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import { writtenText } from '../effective/written-text.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import type { Assignment } from '../syntax/nodes.js'
import { parseList } from '../syntax/value.js'
import type { Location } from '../text/range.js'
import type { LogLine } from './log-line.js'

/** A setting of a configuration that an explanation is about. */
export interface SettingHere {
  readonly name: string
  /** The master.cf entry that sees this value; absent: main.cf, and so every service without a `-o` of its own. */
  readonly service?: string
  readonly from: 'default' | 'main.cf' | 'master.cf'
  readonly file?: string
  /** From 1. */
  readonly line?: number
  /** As it is written. */
  readonly value: string
  /** With every `$name` filled in; null where that depends on the host. */
  readonly effective: string | null
}

/** An entry of master.cf that an explanation is about. */
export interface ServiceHere {
  /** `smtp/inet`. */
  readonly service: string
  readonly program: string
  readonly file: string
  /** From 1. */
  readonly line: number
  /** Names that its `-o` options set. */
  readonly sets: readonly string[]
}

/** What a configuration has to say about a topic. */
export interface Here {
  readonly services: readonly ServiceHere[]
  readonly settings: readonly SettingHere[]
  readonly findings: readonly Diagnostic[]
}

/** What to look for. */
export interface Sought {
  readonly parameters: readonly string[]
  /** Parameters that are shown even where nobody set them. */
  readonly shown: readonly string[]
  /** Parameters that were asked for by name: whatever is found on their settings counts. */
  readonly named: readonly string[]
  readonly rules: readonly string[]
  readonly restrictions: readonly string[]
  /** Table types: settings that name such a table. */
  readonly tables?: readonly string[]
  /** Services, or programs that services run. */
  readonly services?: readonly string[]
  readonly line?: LogLine
}

/** Most settings and findings that are shown. */
const most = 12

/** Looks a topic up in a linted configuration. */
export function lookHere(project: Project, diagnostics: readonly Diagnostic[], sought: Sought): Here {
  const services = servicesOf(project, sought.line)
  const settings = settingsHere(project, services, sought)
  return {
    services: entriesNamed(project, sought.services ?? []).slice(0, most),
    settings: settings.slice(0, most),
    findings: findingsHere(project, diagnostics, sought).slice(0, most),
  }
}

/** The entries of master.cf that have one of some names, or run a program of that name. */
export function entriesNamed(project: Project, names: readonly string[]): readonly ServiceHere[] {
  const file = project.master?.source.name
  if (file === undefined) return []
  return project.services
    .filter(({ name, label, program }) => [name, label, program].some(each => names.includes(each)))
    .map(({ label, program, entry, overrides }) => ({
      service: label,
      program,
      file,
      line: lineOf(project, file, entry.service.range.start),
      sets: overrides.map(({ name }) => name),
    }))
}

/** The entries of master.cf that a log line can come from; none when it does not say. */
export function servicesOf(project: Project, line: LogLine | undefined): readonly Service[] {
  if (line?.program === undefined) return []
  const running = project.services.filter(({ program }) => program === line.program)
  const named = running.filter(({ config }) => config.get('syslog_name')?.text === line.syslogName)
  return named.length > 0 ? named : running
}

function settingsHere(project: Project, services: readonly Service[], sought: Sought): readonly SettingHere[] {
  const shown = new Set(sought.shown)
  const found: SettingHere[] = []
  const seen = new Set<string>()
  const add = (name: string, resolved: Resolved | undefined, service?: Service) => {
    if (resolved === undefined || (resolved.from === 'default' && !shown.has(name))) return
    const own = resolved.from === 'master.cf' ? service?.label : undefined
    const key = `${name} ${own ?? ''}`
    if (seen.has(key)) return
    seen.add(key)
    found.push(settingHere(project, name, resolved, own))
  }
  const mentioning = namesMentioning(project, sought)
  for (const name of new Set([...sought.named, ...sought.shown, ...mentioning, ...sought.parameters])) {
    const overriding = services.length > 0 ? services : sought.line === undefined ? project.services : []
    for (const service of overriding) if (service.config.sets(name)) add(name, service.config.get(name), service)
    const hidden = services.length > 0 && services.every(service => service.config.sets(name))
    if (!hidden) add(name, project.base.get(name))
  }
  return found
}

function settingHere(project: Project, name: string, resolved: Resolved, service: string | undefined): SettingHere {
  const { setting } = resolved
  const known = resolved.expanded.problem === undefined && !resolved.unknown
  return {
    name,
    ...(service !== undefined && { service }),
    from: resolved.from,
    ...(setting !== undefined && { file: setting.file, line: lineOf(project, setting.file, setting.nameRange.start) }),
    value: writtenText(project, resolved),
    effective: known ? resolved.text : null,
  }
}

/** Settings, the user's own restriction classes included, whose value has one of some restrictions or tables in it. */
function namesMentioning(project: Project, { restrictions, tables = [] }: Sought): readonly string[] {
  const words = new Set(restrictions)
  const starts = tables.flatMap(type => [`${type}:`, `proxy:${type}:`])
  if (words.size + starts.length === 0) return []
  const isMeant = (text: string) => words.has(text.toLowerCase()) || starts.some(start => text.startsWith(start))
  const names = new Set<string>()
  for (const { own } of [project.base, ...project.services.map(({ config }) => config)]) {
    for (const [name, { value }] of own) {
      // A sieve: reading a value as a list costs more.
      const written = value.text.toLowerCase()
      if (![...words, ...starts].some(word => written.includes(word))) continue
      if (parseList(value.text).some(element => isMeant(value.text.slice(element.span.start, element.span.end)))) {
        names.add(name)
      }
    }
  }
  return [...names]
}

function findingsHere(project: Project, diagnostics: readonly Diagnostic[], sought: Sought): readonly Diagnostic[] {
  const written = settingsNamed(project, sought.named)
  const rank = (diagnostic: Diagnostic): number => {
    const rule = sought.rules.indexOf(diagnostic.rule)
    if (isAtPlace(project, diagnostic, sought.line)) return 0
    if (rule >= 0) return 1 + rule
    return isAtSetting(diagnostic.at, written) ? sought.rules.length + 1 : Number.POSITIVE_INFINITY
  }
  return diagnostics
    .map((diagnostic, order) => ({ diagnostic, order, rank: rank(diagnostic) }))
    .filter(({ rank: found }) => found !== Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ diagnostic }) => diagnostic)
}

/** At the line of a file that the message names. */
function isAtPlace(project: Project, { at }: Diagnostic, line: LogLine | undefined): boolean {
  if (line?.place === undefined || !at.file.endsWith(line.place.file)) return false
  return lineOf(project, at.file, at.range.start) === line.place.line
}

/** As many settings are compared with findings: a file could set one name a hundred thousand times. */
const mostCompared = 200

function settingsNamed({ settings, services }: Project, names: readonly string[]): readonly Assignment[] {
  if (names.length === 0) return []
  const written = [...settings, ...services.flatMap(({ overrides }) => overrides)]
  return written.filter(({ name }) => names.includes(name)).slice(0, mostCompared)
}

/** On the name or in the value. What stands before a setting only because it stands nowhere else is not about it. */
function isAtSetting({ file, range }: Location, settings: readonly Assignment[]): boolean {
  return settings.some(
    ({ file: own, nameRange, valueRange }) =>
      own === file &&
      ((range.start === nameRange.start && range.end === nameRange.end) ||
        (range.start >= valueRange.start && range.end <= valueRange.end)),
  )
}

function lineOf(project: Project, file: string, offset: number): number {
  return project.sources.get(file)?.positionAt(offset).line ?? 1
}
