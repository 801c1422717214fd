import type { Parameter } from '../catalog/types.js'
import { compareVersions } from '../catalog/versions.js'
import type { Effective, Resolved } from '../config/effective.js'
import { createEffective } from '../config/effective.js'
import { noFacts } from '../config/facts.js'
import { macroRules } from '../config/macro-types.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import type { Messages, Report, Rule, SettingContext, Severity } from '../rules/define.js'
import type { Assignment, ConfigFile } from '../syntax/nodes.js'
import { forgetReads, markReads } from '../text/reads.js'
import { compareDiagnostics, type Diagnostic } from './diagnostic.js'
import { withoutExplained } from './explained.js'
import { mergeServices, toDiagnostic } from './findings.js'
import type { LintMemory, MemoryRun } from './memory.js'
import { applySuppressions } from './suppressions.js'
import { runTableRules } from './table-rules.js'

/** A rule with the severity it has in this run. */
export interface ActiveRule {
  readonly rule: Rule
  readonly severity: Severity
}

/** Rules by what they look at, so that a setting meets only those that may have something to say. */
interface Dispatch {
  readonly file: readonly FileRule[]
  readonly project: readonly ActiveRule[]
  readonly table: readonly ActiveRule[]
  /** For services of a program. */
  readonly service: (program: string) => readonly ActiveRule[]
  readonly suppressions: readonly ActiveRule[]
  /** For settings of a name: those for all, for the name, and for its kind. */
  readonly setting: (name: string, kind: Parameter['kind'] | undefined) => readonly ActiveRule[]
}

/** A rule for files, and what its look at each of them is known by. */
interface FileRule {
  readonly active: ActiveRule
  readonly keys: Readonly<Record<'main' | 'master', string>>
}

type RuleOf<Scope extends Rule['scope']> = Extract<Rule, { readonly scope: Scope }>

function createDispatch(rules: readonly ActiveRule[]): Dispatch {
  const byKind = new Map<string, ActiveRule[]>()
  const byParameter = new Map<string, ActiveRule[]>()
  const everySetting: ActiveRule[] = []
  const everyService: ActiveRule[] = []
  const programs = new Set<string>()
  const add = (index: Map<string, ActiveRule[]>, key: string, active: ActiveRule) => {
    const list = index.get(key)
    if (list === undefined) index.set(key, [active])
    else list.push(active)
  }
  for (const active of rules) {
    const { rule } = active
    if (rule.scope === 'service') {
      everyService.push(active)
      for (const program of rule.programs ?? []) programs.add(program)
    }
    if (rule.scope !== 'setting') continue
    for (const kind of rule.kinds ?? []) add(byKind, kind, active)
    for (const name of rule.parameters ?? []) add(byParameter, name, active)
    if (rule.kinds === undefined && rule.parameters === undefined) everySetting.push(active)
  }
  const ofScope = (scope: Rule['scope']) => rules.filter(({ rule }) => rule.scope === scope)
  // Neither grows with the input: a program or a name that no rule speaks of shares the answer of all the others.
  const ofProgram = new Map<string, readonly ActiveRule[]>()
  const ofSetting = new Map<string, readonly ActiveRule[]>()
  return {
    file: ofScope('file').map(active => {
      const { id } = active.rule
      return { active, keys: { main: `${id} main`, master: `${id} master` } }
    }),
    project: ofScope('project'),
    table: ofScope('table'),
    suppressions: ofScope('suppressions'),
    service(program) {
      const key = programs.has(program) ? program : ''
      const known = ofProgram.get(key)
      if (known !== undefined) return known
      const found = everyService.filter(({ rule }) => (rule as RuleOf<'service'>).programs?.includes(key) ?? true)
      ofProgram.set(key, found)
      return found
    },
    setting(name, kind) {
      const named = byParameter.get(name)
      // The kind of a name is always the same: dispatches are made for one release.
      const key = named === undefined ? `kind ${kind ?? ''}` : name
      const known = ofSetting.get(key)
      if (known !== undefined) return known
      const ofKind = kind && byKind.get(kind)
      const found = everySetting.concat(named ?? [], ofKind ?? [])
      ofSetting.set(key, found)
      return found
    },
  }
}

const dispatches = new WeakMap<readonly ActiveRule[], Map<string, Dispatch>>()

/** The rules that speak about a release, and about what is known, sorted; worked out once for a set of rules. */
function dispatchOf(rules: readonly ActiveRule[], { target, facts, host }: Project): Dispatch {
  const { version } = target
  const knowsHost = facts !== noFacts || host !== undefined
  const key = knowsHost ? `${version} host` : version
  let byVersion = dispatches.get(rules)
  if (byVersion === undefined) {
    byVersion = new Map()
    dispatches.set(rules, byVersion)
  }
  const known = byVersion.get(key)
  if (known !== undefined) return known
  const dispatch = createDispatch(
    rules.filter(({ rule }) => inVersion(rule, version) && (knowsHost || rule.needs !== 'host')),
  )
  byVersion.set(key, dispatch)
  return dispatch
}

/**
 * Everything the given rules find in a project, suppressions applied, in report order.
 * @param known ids of all rules, switched on or not: a suppression may name one that is off
 * @param memory what is kept from the runs before, with the same rules
 */
export function runRules(
  project: Project,
  rules: readonly ActiveRule[],
  known: ReadonlySet<string>,
  memory?: LintMemory<ActiveRule>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const dispatch = dispatchOf(rules, project)
  const run: Run = { project, dispatch, reporter: createReporter(found), found, memory: memory?.begin(project) }
  for (const rule of dispatch.file) runFileRule(run, rule)
  runSettingRules(run)
  runServiceRules(run)
  if (dispatch.table.length > 0) runTableRules(project, dispatch.table, found, run.memory)
  for (const active of dispatch.project)
    visit(run, active.rule.id, [active], () => () => {
      const rule = active.rule as RuleOf<'project'>
      rule.check({ project }, run.reporter.of(active, none))
    })

  const { kept, suppressions } = applySuppressions(project, withoutExplained(mergeServices(found), rules))
  found.length = 0
  if (suppressions.length > 0) {
    const active = new Set(rules.map(({ rule }) => rule.id))
    for (const entry of dispatch.suppressions) {
      const rule = entry.rule as RuleOf<'suppressions'>
      rule.check({ project, suppressions, known, active }, run.reporter.of(entry, none))
    }
  }
  return [...kept, ...found].sort(compareDiagnostics([...project.sources.keys()]))
}

interface Run {
  readonly project: Project
  readonly dispatch: Dispatch
  readonly reporter: RunReporter
  readonly found: Diagnostic[]
  readonly memory: MemoryRun<ActiveRule> | undefined
}

/**
 * Runs rules on one thing, but for those of which it is known from an earlier run that they find nothing.
 * @param prepare works out what all of them are shown, when any is run, and gives what runs one
 */
function visit(run: Run, key: string, rules: readonly ActiveRule[], prepare: () => (active: ActiveRule) => void): void {
  const { memory, found } = run
  if (memory === undefined) {
    const check = prepare()
    for (const active of rules) check(active)
    return
  }
  memory.visit({
    key,
    rules,
    run: chosen => {
      const check = prepare()
      return chosen.filter(active => {
        const before = found.length
        markReads()
        check(active)
        if (found.length === before) return false
        // It will be run again whatever it has looked at.
        forgetReads()
        return true
      })
    },
  })
}

/** What rules report through: one function for a whole run, told which rule and services it speaks for now. */
interface RunReporter {
  of(active: ActiveRule, services: readonly Service[]): (report: Report<Messages>) => void
}

const none: readonly Service[] = []

function createReporter(found: Diagnostic[]): RunReporter {
  let current: ActiveRule | undefined
  let services = none
  const report = (reported: Report<Messages>): void => {
    if (current === undefined) return
    const diagnostic = toDiagnostic(current.rule, current.severity, reported, services)
    if (diagnostic !== undefined) found.push(diagnostic)
  }
  return {
    of(active, concerned) {
      current = active
      services = concerned
      return report
    },
  }
}

function inVersion(rule: Rule, version: string): boolean {
  const { from, until } = rule.postfix ?? {}
  if (from !== undefined && compareVersions(version, from) < 0) return false
  return until === undefined || compareVersions(version, until) <= 0
}

function runFileRule(run: Run, { active, keys }: FileRule): void {
  const { project, reporter } = run
  const rule = active.rule as RuleOf<'file'>
  const each = (name: 'main' | 'master') =>
    visit(run, keys[name], [active], () => () => {
      // Asked for in here, so that it is noted that all of the file is looked at.
      const file: ConfigFile | undefined = project[name]
      if (file !== undefined && (rule.files?.includes(file.type) ?? true))
        rule.check({ project, file }, reporter.of(active, none))
    })
  each('main')
  each('master')
}

function runSettingRules(run: Run): void {
  const { project, dispatch } = run
  const judge = (key: string, setting: Assignment, service: Service | undefined) => {
    const parameter = parameterOf(project, setting.name)
    const rules = dispatch.setting(setting.name, parameter?.kind)
    if (rules.length === 0) return
    const services = service ? [service] : none
    visit(run, key, rules, () => {
      const view = service === undefined ? project.base : service.config
      const context = contextOf(project, setting, parameter, view, service)
      return active => {
        if (context !== undefined) (active.rule as RuleOf<'setting'>).check(context, run.reporter.of(active, services))
      }
    })
  }
  const keys = run.memory?.keys
  for (const [index, setting] of project.settings.entries()) {
    judge(keys === undefined ? '' : keyOfSetting(keys.settings[index] ?? '', setting, project.base), setting, undefined)
  }
  for (const [at, service] of project.services.entries()) {
    if (service.overrides.length === 0) continue
    const entry = keys?.entries[at]
    for (const [index, setting] of service.overrides.entries()) judge(entry?.overrides[index] ?? '', setting, service)
  }
}

/** What the rules for a setting are shown; undefined when it has no value. */
function contextOf(
  project: Project,
  setting: Assignment,
  parameter: Parameter | undefined,
  view: Effective,
  service: Service | undefined,
): SettingContext | undefined {
  const resolved = resolvedSetting(project, setting, view)
  if (resolved === undefined) return undefined
  // One object with the same fields for all: a spread for each setting takes its time.
  const context: { -readonly [K in keyof SettingContext]: SettingContext[K] } = { project, setting, resolved, view }
  if (parameter !== undefined) context.parameter = parameter
  if (service !== undefined) context.service = service
  return context
}

/** What is written, and whether it counts: where it stands is nothing that a rule for settings sees. */
function keyOfSetting(written: string, setting: Assignment, view: Effective): string {
  const isHidden = view.own.get(setting.name) !== setting
  // As it is for most: keys are made for all settings each time. Those of entries and rules begin or end otherwise.
  return isHidden || written.startsWith(':') ? `=${written}${isHidden}` : written
}

/** What is known of a name: the parameter, or what the family it belongs to says. */
function parameterOf(project: Project, name: string): Parameter | undefined {
  return project.catalog.parameter(name) ?? project.catalog.transportFamily(name)
}

/** The value of this very assignment, also when a later one of the same name wins. */
function resolvedSetting(project: Project, setting: Assignment, view: Effective): Resolved | undefined {
  const current = view.get(setting.name)
  if (current?.setting === setting) return current
  const { catalog } = project
  // One layer over all that the view has: for every other name the view itself is asked.
  const alone = createEffective({
    from: view === project.base ? 'main.cf' : 'master.cf',
    own: new Map([[setting.name, setting]]),
    defaultOf: name => {
      const value = view.get(name)
      return value && { value: value.written, unknown: value.unknown }
    },
    isRaw: name => catalog.parameter(name)?.type === 'raw',
    expansion: { rules: macroRules(catalog) },
  })
  return alone.get(setting.name)
}

/** Once for each service; equal findings become one that names them all. */
function runServiceRules(run: Run): void {
  const { project, dispatch } = run
  const entries = run.memory?.keys.entries
  for (const [at, service] of project.services.entries()) {
    visit(run, entries?.[at]?.entry ?? '', dispatch.service(service.program), () => {
      const services = [service]
      const context = { project, service, config: service.config }
      return active => {
        const rule = active.rule as RuleOf<'service'>
        rule.check(context, run.reporter.of(active, services))
      }
    })
  }
}
