import type { Target } from '../catalog/types.js'
import type { MainFile, MasterFile } from '../syntax/nodes.js'
import type { SourceText } from '../text/source-text.js'
import type { Effective, Resolved } from './effective.js'
import type { Reference } from './expand.js'
import type { HostDescription } from './facts.js'
import { knownNames } from './known-names.js'
import { createProject, type Project } from './project.js'
import type { Service } from './service.js'

/** The files of an instance: texts, or trees that were read before. */
export interface ResolveInput {
  readonly main?: SourceText | MainFile
  readonly master?: SourceText | MasterFile
}

/** What decides how the files are read. */
export interface ResolveOptions extends Target {
  /** Without it, what depends on the host is marked `unknown`. */
  readonly host?: HostDescription
}

/** Every parameter as one program sees it. */
export interface ResolvedView {
  /** The entry of master.cf; absent for programs outside it. */
  readonly service?: Service
  /** One parameter; nothing else is worked out. */
  get(name: string): Resolved | undefined
  /** The names that have a value here: Postfix's own, those that services make, and people's own; sorted. */
  names(): readonly string[]
  /** Each of them with its value, worked out as it is reached. */
  parameters(): Iterable<Resolved>
}

/** What each program of an instance runs with. */
export interface Resolution {
  readonly project: Project
  /** What a program outside master.cf sees. */
  readonly outside: ResolvedView
  /** One for each entry of master.cf, in order. */
  readonly services: readonly ResolvedView[]
}

/** Works out what each program runs with. Lazy: what is not asked for costs nothing. */
export function resolve(input: ResolveInput, options: ResolveOptions): Resolution {
  const { version, profile, host } = options
  const project = createProject({ ...input, target: { version, profile }, ...(host && { host }) })
  return {
    project,
    outside: viewOf(project, project.base),
    services: project.services.map(service => ({
      service,
      get: name => service.config.get(name),
      names: () => namesOf(project, service.config),
      parameters: () => parametersOf(project, service.config),
    })),
  }
}

/** The `$names` of a value that nothing defines. */
export function undefinedReferences(resolved: Resolved): readonly Reference[] {
  return resolved.expanded.references.filter(reference => !reference.defined)
}

function viewOf(project: Project, view: Effective): ResolvedView {
  return {
    get: name => view.get(name),
    names: () => namesOf(project, view),
    parameters: () => parametersOf(project, view),
  }
}

/** The names that have a value in a view: Postfix's own, those that services make, and people's own; sorted. */
export function namesOf(project: Project, view: Effective): readonly string[] {
  const { catalog } = project
  const names = new Set(catalog.parameterNames())
  for (const { name, entry } of project.services) {
    for (const made of catalog.serviceMade({ name, program: entry.command.text })) names.add(made.name)
  }
  for (const own of [view.below?.own, view.own]) for (const name of own?.keys() ?? []) names.add(name)
  return [...names].filter(name => view.get(name) !== undefined).sort()
}

function* parametersOf(project: Project, view: Effective): Iterable<Resolved> {
  for (const name of namesOf(project, view)) {
    const resolved = view.get(name)
    if (resolved !== undefined) yield resolved
  }
}

/** True when something gives a name of people's own a meaning, as postconf(1) decides it. */
export function isUsed(project: Project, name: string, service?: Service): boolean {
  return knownNames(project).reason(name, service) !== undefined
}
