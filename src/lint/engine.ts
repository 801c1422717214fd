import type { Parameter } from '../catalog/types.js'
import { compareVersions } from '../catalog/versions.js'
import type { Effective, Resolved } from '../config/effective.js'
import { createEffective } from '../config/effective.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import type { Messages, Report, Rule, Severity } from '../rules/define.js'
import type { Assignment, ConfigFile } from '../syntax/nodes.js'
import { compareDiagnostics, type Diagnostic } from './diagnostic.js'
import { mergeServices, toDiagnostic } from './findings.js'
import { applySuppressions } from './suppressions.js'

/** A rule with the severity it has in this run. */
export interface ActiveRule {
  readonly rule: Rule
  readonly severity: Severity
}

/** Rules by what they look at, so that a setting meets only those that may have something to say. */
interface Dispatch {
  readonly file: readonly ActiveRule[]
  readonly project: readonly ActiveRule[]
  readonly service: readonly ActiveRule[]
  readonly suppressions: readonly ActiveRule[]
  readonly everySetting: readonly ActiveRule[]
  readonly byKind: ReadonlyMap<string, readonly ActiveRule[]>
  readonly byParameter: ReadonlyMap<string, readonly ActiveRule[]>
}

type RuleOf<Scope extends Rule['scope']> = Extract<Rule, { readonly scope: Scope }>

function createDispatch(rules: readonly ActiveRule[]): Dispatch {
  const byKind = new Map<string, ActiveRule[]>()
  const byParameter = new Map<string, ActiveRule[]>()
  const everySetting: ActiveRule[] = []
  const add = (index: Map<string, ActiveRule[]>, key: string, active: ActiveRule) => {
    const list = index.get(key)
    if (list === undefined) index.set(key, [active])
    else list.push(active)
  }
  for (const active of rules) {
    const { rule } = active
    if (rule.scope !== 'setting') continue
    for (const kind of rule.kinds ?? []) add(byKind, kind, active)
    for (const name of rule.parameters ?? []) add(byParameter, name, active)
    if (rule.kinds === undefined && rule.parameters === undefined) everySetting.push(active)
  }
  const ofScope = (scope: Rule['scope']) => rules.filter(({ rule }) => rule.scope === scope)
  return { file: ofScope('file'), project: ofScope('project'), service: ofScope('service'), suppressions: ofScope('suppressions'), everySetting, byKind, byParameter }
}

const dispatches = new WeakMap<readonly ActiveRule[], Dispatch>()

function dispatchOf(rules: readonly ActiveRule[]): Dispatch {
  const known = dispatches.get(rules)
  if (known !== undefined) return known
  const dispatch = createDispatch(rules)
  dispatches.set(rules, dispatch)
  return dispatch
}

/**
 * Everything the given rules find in a project, suppressions applied, in report order.
 * @param known ids of all rules, switched on or not: a suppression may name one that is off
 */
export function runRules(
  project: Project,
  rules: readonly ActiveRule[],
  known: ReadonlySet<string>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const dispatch = dispatchOf(rules)
  const applies = ({ rule }: ActiveRule) => inVersion(rule, project.target.version)
  const reporter =
    (active: ActiveRule, services: readonly Service[]) =>
    (report: Report<Messages>): void => {
      const diagnostic = toDiagnostic(active.rule, active.severity, report, services)
      if (diagnostic !== undefined) found.push(diagnostic)
    }

  for (const active of dispatch.file.filter(applies)) runFileRule(project, active.rule as RuleOf<'file'>, reporter(active, []))
  runSettingRules(project, dispatch, applies, reporter)
  runServiceRules(project, dispatch.service.filter(applies), reporter)
  for (const active of dispatch.project.filter(applies)) (active.rule as RuleOf<'project'>).check({ project }, reporter(active, []))

  const { kept, suppressions } = applySuppressions(project, mergeServices(found))
  found.length = 0
  if (suppressions.length > 0) {
    const active = new Set(rules.map(({ rule }) => rule.id))
    for (const entry of dispatch.suppressions.filter(applies)) {
      const rule = entry.rule as RuleOf<'suppressions'>
      rule.check({ project, suppressions, known, active }, reporter(entry, []))
    }
  }
  return [...kept, ...found].sort(compareDiagnostics([...project.sources.keys()]))
}

function inVersion(rule: Rule, version: string): boolean {
  const { from, until } = rule.postfix ?? {}
  if (from !== undefined && compareVersions(version, from) < 0) return false
  return until === undefined || compareVersions(version, until) <= 0
}

function runFileRule(project: Project, rule: RuleOf<'file'>, report: (report: Report<Messages>) => void): void {
  const files: (ConfigFile | undefined)[] = [project.main, project.master]
  for (const file of files) {
    if (file !== undefined && (rule.files?.includes(file.type) ?? true)) rule.check({ project, file }, report)
  }
}

function runSettingRules(
  project: Project,
  dispatch: Dispatch,
  applies: (active: ActiveRule) => boolean,
  reporter: (active: ActiveRule, services: readonly Service[]) => (report: Report<Messages>) => void,
): void {
  const visit = (setting: Assignment, view: Effective, service: Service | undefined) => {
    const parameter = parameterOf(project, setting.name)
    const rules = [
      ...dispatch.everySetting,
      ...(dispatch.byParameter.get(setting.name) ?? []),
      ...((parameter && dispatch.byKind.get(parameter.kind)) ?? []),
    ]
    if (rules.length === 0) return
    const resolved = resolvedSetting(project, setting, view)
    if (resolved === undefined) return
    const context = { project, setting, resolved, view, ...(parameter && { parameter }), ...(service && { service }) }
    for (const active of rules) {
      if (applies(active)) (active.rule as RuleOf<'setting'>).check(context, reporter(active, service ? [service] : []))
    }
  }
  for (const setting of project.settings) visit(setting, project.base, undefined)
  for (const service of project.services) for (const setting of service.overrides) visit(setting, service.config, service)
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
  const alone = createEffective({
    from: view === project.base ? 'main.cf' : 'master.cf',
    own: new Map([...view.own, [setting.name, setting]]),
    ...(view.below && { below: view.below }),
    defaultOf: name => {
      const value = view.get(name)
      return value && { value: value.written, unknown: value.unknown }
    },
    isRaw: name => catalog.parameter(name)?.type === 'raw',
    braces: compareVersions(catalog.version, '3.0') >= 0,
  })
  return alone.get(setting.name)
}

/** Once for each program that runs with the same settings; the finding then names all services that do. */
function runServiceRules(
  project: Project,
  rules: readonly ActiveRule[],
  reporter: (active: ActiveRule, services: readonly Service[]) => (report: Report<Messages>) => void,
): void {
  for (const service of project.services) {
    for (const active of rules) {
      const rule = active.rule as RuleOf<'service'>
      if (rule.programs !== undefined && !rule.programs.includes(service.program)) continue
      rule.check({ project, service, config: service.config }, reporter(active, [service]))
    }
  }
}
