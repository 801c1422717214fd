import type { Parameter } from '../../catalog/types.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { allOccurrences } from '../occurrences.js'
import type { Proposal } from './items.js'

/** Names that can still be set in main.cf: parameters, what transports make valid, and names that something refers to. */
export function mainNames(project: Project, hasEquals: boolean): readonly Proposal[] {
  const set = project.base.own
  const built = project.catalog.parameterNames().flatMap(name => {
    const parameter = set.has(name) ? undefined : project.catalog.parameter(name)
    return parameter && settable(parameter) ? [parameter] : []
  })
  const made = project.services.flatMap(({ name, program }) => project.catalog.serviceMade({ name, program }))
  const known = new Map<string, Parameter>([...built, ...made].map(parameter => [parameter.name, parameter]))
  const wanted = [...wantedNames(project)].filter(name => !set.has(name) && !project.catalog.parameter(name))
  return [
    ...wanted.map(name => nameProposal(name, undefined, hasEquals ? '' : ' = ', 1)),
    ...[...known.values()]
      .filter(({ name }) => !set.has(name))
      .map(parameter => nameProposal(parameter.name, parameter, hasEquals ? '' : ' = ', parameter.deprecated ? 8 : 5)),
  ]
}

/** Postfix sets some names itself. */
function settable(parameter: Parameter): boolean {
  return parameter.class !== 'read-only' && parameter.kind !== 'read-only'
}

/** Names that something refers to and nothing defines: a person means to write them next. */
function wantedNames(project: Project): ReadonlySet<string> {
  const names = allOccurrences(project).flatMap(found =>
    found.kind === 'parameter' && found.role !== 'set' && found.view.get(found.name) === undefined ? [found.name] : [],
  )
  return new Set(names)
}

/** Names that a `-o` of this entry can set: those its program reads. */
export function overrideNames(
  project: Project,
  program: string,
  service: Service | undefined,
  hasEquals: boolean,
): readonly Proposal[] {
  const set = new Set(service?.overrides.map(({ name }) => name))
  const readBy = program === 'lmtp' ? ['lmtp', 'smtp'] : [program]
  const found = project.catalog.parameterNames().flatMap(name => {
    const parameter = set.has(name) ? undefined : project.catalog.parameter(name)
    if (parameter === undefined || !settable(parameter)) return []
    const read = readBy.some(reader => parameter.readBy.includes(reader))
    return read || parameter.readBy.includes('all') ? [{ parameter, read }] : []
  })
  const own = [...project.base.own.keys()].filter(name => !project.catalog.parameter(name) && !set.has(name))
  return [
    ...found.map(({ parameter, read }) =>
      nameProposal(parameter.name, parameter, hasEquals ? '' : '=', parameter.deprecated ? 8 : read ? 4 : 6),
    ),
    ...own.map(name => nameProposal(name, undefined, hasEquals ? '' : '=', 7)),
  ]
}

function nameProposal(name: string, parameter: Parameter | undefined, equals: string, rank: number): Proposal {
  return {
    label: name,
    text: name + equals,
    kind: parameter === undefined ? 'variable' : 'property',
    detail: parameter === undefined ? 'referred to, not defined yet' : defaultOf(parameter),
    deprecated: parameter?.deprecated !== undefined,
    about: { kind: 'parameter', name },
    rank,
    more: equals !== '',
  }
}

function defaultOf({ default: text }: Parameter): string {
  return text === null ? 'default from the host' : text === '' ? 'default: empty' : `default: ${text}`
}

/** Names for `$name`: those of the value's own macros, those that are set, then every other. */
export function referenceNames(
  project: Project,
  parameter: Parameter | undefined,
  service: Service | undefined,
  close: string,
): readonly Proposal[] {
  const proposal = (name: string, rank: number, kind: Proposal['kind']): Proposal => ({
    label: name,
    text: name + close,
    kind,
    rank,
    detail: settingText(project, service, name),
    about: { kind: kind === 'keyword' ? 'macro' : 'parameter', name },
  })
  const supplied = parameter?.macros ?? []
  const set = [...project.base.own.keys()].filter(name => name !== parameter?.name && !supplied.includes(name))
  const rest = project.catalog.parameterNames().filter(name => !project.base.sets(name) && !supplied.includes(name))
  return [
    ...supplied.map(name => proposal(name, 2, 'keyword')),
    ...set.map(name => proposal(name, 3, 'variable')),
    ...rest.filter(name => name !== parameter?.name).map(name => proposal(name, 6, 'property')),
  ]
}

function settingText(project: Project, service: Service | undefined, name: string): string | undefined {
  const { own } = project.base
  const setting = service?.config.own.get(name) ?? own.get(name)
  return setting?.value.text.slice(0, 80)
}
