import type { Kind, Parameter, RestrictionArgument, RestrictionPlace, TableType } from '../../catalog/types.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { restrictionClasses, valueKindOf } from '../../config/value-kinds.js'
import { type Proposal, plain } from './items.js'
import { type ElementPlace, elementAt } from './probe.js'

/** The value that is being written, up to the cursor and beyond. */
export interface ValueQuestion {
  readonly project: Project
  readonly name: string
  readonly text: string
  /** Offset of the probing letter in `text`. */
  readonly at: number
  readonly service?: Service | undefined
}

/** Proposals, and how far before the cursor the word begins that they stand for. */
export interface ValueAnswer {
  readonly proposals: readonly Proposal[]
  /** Offset in the value's text. */
  readonly start: number
  readonly end: number
}

/** What a value of this parameter can say at the cursor. */
export function valueProposals(question: ValueQuestion): ValueAnswer | undefined {
  const { project, name, text, at } = question
  const kindName = valueKindOf(project, name)
  if (kindName === undefined) return undefined
  const { catalog } = project
  const kind = catalog.kind(kindName)
  const parameter = catalog.parameter(name) ?? catalog.transportFamily(name)
  const whole: ElementPlace = { span: { start: 0, end: text.length }, siblings: [], index: 0, depth: 0 }
  const place = kind.list ? elementAt(text, at) : whole
  if (place === undefined) return undefined
  const { start, end } = place.span
  const answer = (proposals: readonly Proposal[], from = start): ValueAnswer => ({ proposals, start: from, end })
  if (kind.refersTo.includes('restriction')) return restrictionAnswer(question, place)
  const empty = text.length === 1
  const proposals = [
    ...(empty && parameter ? defaultProposal(parameter) : []),
    ...words(project, parameter),
    ...(kindName === 'boolean' ? booleans : []),
    ...services(project, kind, kindName),
    ...(kindName === 'restriction-class-names' ? classNames(project) : []),
  ]
  if (kind.refersTo.includes('map')) {
    const from = tableStart(project, text, start, at)
    if (from === undefined) return answer([])
    return answer([...(from === start ? proposals : []), ...tables(project)], from)
  }
  return answer(without(proposals, place, text), wordStart(project, parameter, text, start, at))
}

/** A list does not want the words it has already. */
function without(proposals: readonly Proposal[], { siblings, index }: ElementPlace, text: string): readonly Proposal[] {
  const present = new Set(siblings.filter((_, at) => at !== index).map(({ span }) => text.slice(span.start, span.end)))
  return proposals.filter(({ label }) => !present.has(label))
}

const booleans: readonly Proposal[] = [
  { label: 'yes', kind: 'word', rank: 1 },
  { label: 'no', kind: 'word', rank: 1 },
]

function defaultProposal(parameter: Parameter): readonly Proposal[] {
  const text = parameter.default
  if (text === null || text === '' || parameter.type === 'boolean' || parameter.vocabulary !== undefined) return []
  return [{ label: text, kind: 'value', detail: 'default', rank: 4 }]
}

function words(project: Project, parameter: Parameter | undefined): readonly Proposal[] {
  const vocabulary = parameter?.vocabulary === undefined ? undefined : project.catalog.vocabulary(parameter.vocabulary)
  if (vocabulary === undefined || vocabulary.integer) return []
  return vocabulary.words.map(label => {
    const note = vocabulary.notes[label]
    const isDefault = parameter?.default === label
    return {
      label,
      kind: 'word',
      detail: isDefault ? 'default' : (note?.effect ?? note?.note),
      deprecated: note?.deprecated !== undefined,
      rank: note?.deprecated === undefined ? 2 : 8,
    }
  })
}

/** The word after a prefix of the vocabulary: `!SSLv3`, `>=TLSv1.2`. */
function wordStart(
  project: Project,
  parameter: Parameter | undefined,
  text: string,
  start: number,
  at: number,
): number {
  const vocabulary = parameter?.vocabulary === undefined ? undefined : project.catalog.vocabulary(parameter.vocabulary)
  const found = vocabulary?.prefixes.find(({ prefix }) => text.startsWith(prefix, start) && start + prefix.length <= at)
  return start + (found?.prefix.length ?? 0)
}

function services(project: Project, kind: Kind, kindName: string): readonly Proposal[] {
  const transport = kind.refersTo.includes('transport')
  if (!transport && kindName !== 'service-name') return []
  return serviceProposals(project, transport && !kind.list)
}

/**
 * The services that mail can be handed to.
 * @param nexthop a colon and a destination follow
 */
export function serviceProposals(project: Project, nexthop: boolean): readonly Proposal[] {
  const entries = project.master
    ? project.services.map(({ name, type, program }) => ({ name, type, program }))
    : project.catalog
        .stockEntries()
        .filter(({ commented }) => !commented)
        .map(({ service, type, command }) => ({ name: service, type, program: command }))
  const internal = entries.filter(({ type }) => type !== 'inet')
  const unique = new Map(internal.map(entry => [entry.name, entry]))
  return [...unique.values()].map(({ name, program }) => ({
    label: name,
    text: nexthop ? `${name}:` : name,
    kind: 'module',
    detail: `runs ${program}`,
    about: { kind: 'service', name },
    rank: 2,
  }))
}

function classNames(project: Project): readonly Proposal[] {
  return [...project.base.own.keys()]
    .filter(name => project.catalog.parameter(name) === undefined)
    .map(label => ({ label, kind: 'variable', about: { kind: 'parameter', name: label }, rank: 2 }))
}

/** Where the table type begins at the cursor, after `proxy:`; undefined when the cursor is in a table's name. */
function tableStart(project: Project, text: string, start: number, at: number): number | undefined {
  let from = start
  for (let colon = text.indexOf(':', from); colon >= 0 && colon < at; colon = text.indexOf(':', from)) {
    if (project.catalog.tableType(text.slice(from, colon))?.category !== 'adapter') return undefined
    from = colon + 1
  }
  return '/!'.includes(text.charAt(from)) ? undefined : from
}

function tables(project: Project): readonly Proposal[] {
  return project.catalog.tableTypes().flatMap((name): readonly Proposal[] => {
    const type = project.catalog.tableType(name)
    if (type === undefined) return []
    const rank = type.category === 'test' || !type.documented ? 8 : 3
    return [
      {
        label: `${name}:`,
        kind: 'function',
        detail: type.nameSyntax,
        about: { kind: 'table-type', name },
        rank,
        ...snippetOf(type),
      },
    ]
  })
}

function snippetOf({ name, fileBacked }: TableType): { readonly snippet?: string } {
  return fileBacked ? { snippet: `${name}:\${1:/etc/postfix/}` } : {}
}

function restrictionAnswer(question: ValueQuestion, place: ElementPlace): ValueAnswer | undefined {
  const { project, name, text, at } = question
  const { catalog } = project
  const { start, end } = place.span
  const written = ({ span }: { readonly span: { readonly start: number; readonly end: number } }) =>
    text.slice(span.start, span.end)
  const before = place.siblings[place.index - 1]
  const argument = before === undefined ? undefined : catalog.restriction(written(before))?.argument
  const isArgument = argument !== undefined && argument.kind !== 'restriction' && !isArgumentItself(question, place)
  const from = tableStart(project, text, start, at)
  if (isArgument) {
    return argument.kind === 'map' && from !== undefined ? { proposals: tables(project), start: from, end } : undefined
  }
  if (from === undefined) return undefined
  if (from > start) return { proposals: tables(project), start: from, end }
  const list = catalog.restrictionList(name)
  const present = new Set(place.siblings.filter((_, index) => index !== place.index).map(written))
  const proposals = catalog.restrictionNames().flatMap(label => restriction(project, label, list?.place, present))
  const classes = [...restrictionClasses(project)].filter(label => label !== name)
  return {
    start,
    end,
    proposals: [
      ...proposals,
      ...classes.map(
        (label): Proposal => ({ label, kind: 'variable', about: { kind: 'parameter', name: label }, rank: 2 }),
      ),
    ],
  }
}

/** Whether the element before the cursor is itself the argument of the one before it. */
function isArgumentItself({ project, text }: ValueQuestion, { siblings, index }: ElementPlace): boolean {
  let argument = false
  for (const { span } of siblings.slice(0, index)) {
    const kind: string | undefined = argument
      ? undefined
      : project.catalog.restriction(text.slice(span.start, span.end))?.argument?.kind
    argument = kind !== undefined && kind !== 'restriction'
  }
  return !argument
}

/** What stands where the argument of a restriction is to be filled in. */
const argumentTexts: { readonly [kind in RestrictionArgument['kind']]?: string } = {
  map: 'type:table',
  'policy-endpoint': 'unix:private/policy',
  dnsbl: 'dnsbl.example.com',
  seconds: '1',
}

function restriction(
  project: Project,
  label: string,
  place: RestrictionPlace | undefined,
  present: ReadonlySet<string>,
): readonly Proposal[] {
  const found = project.catalog.restriction(label)
  if (found === undefined || found.status === 'removed') return []
  if (place !== undefined && found.context(place) === 'no-effect') return []
  if (found.argument === undefined && present.has(label)) return []
  const { argument } = found
  const wants = argument && argumentTexts[argument.kind]
  const deprecated = found.status !== 'active'
  const recommended = place !== undefined && found.recommendedIn.includes(place)
  return [
    {
      label,
      kind: 'keyword',
      detail: wants,
      deprecated,
      about: { kind: 'restriction', name: label },
      rank: deprecated ? 8 : recommended ? 3 : 4,
      ...(wants !== undefined && { text: `${label} `, snippet: `${label} \${1:${plain(wants)}}` }),
    },
  ]
}
