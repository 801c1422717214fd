import { manualUrl } from '../catalog/manual.js'
import type { Prose } from '../catalog/prose.js'
import type { Deprecation, Parameter, TimeUnit } from '../catalog/types.js'
import { formatSeconds } from '../config/convert.js'
import type { Project } from '../config/project.js'
import { effectiveLines } from './describe-value.js'
import { bullets, code, codes, link, paragraphs } from './markdown.js'
import type { ParameterName } from './occurrence-types.js'

/** Everything worth knowing about a parameter at the place where its name stands. */
export function describeParameter(project: Project, at: ParameterName, prose: Prose): string {
  const { catalog } = project
  const family = catalog.parameter(at.name) ? undefined : catalog.transportFamily(at.name)
  const parameter = catalog.parameter(at.name) ?? family
  if (parameter === undefined) return describeUnknown(project, at, prose)
  const inherited =
    family && `For deliveries through ${code(family.transport)}; without it ${code(family.inherits)} applies.`
  const manualName = family?.inherits ?? at.name
  return paragraphs(
    `**${at.name}** · ${typeOf(parameter)}`,
    prose.parameters.get(at.name) ?? paragraphs(inherited, family && prose.parameters.get(family.inherits)),
    parameter.deprecated && deprecation(parameter.deprecated),
    bullets(
      defaultLine(project, parameter),
      ...effectiveLines(project, at, parameter),
      bounds(parameter),
      wordsOf(project, parameter),
      parameter.readBy.includes('all') ? undefined : `Read by ${codes(parameter.readBy)}`,
      `Since Postfix ${parameter.since}`,
    ),
    parameter.documented ? link('Postfix manual', manualUrl({ topic: 'parameter', name: manualName })) : undefined,
  )
}

function describeUnknown(project: Project, at: ParameterName, prose: Prose): string {
  const { catalog } = project
  const history = catalog.history(at.name)
  const lines = bullets(...effectiveLines(project, at, undefined))
  if (history !== undefined && history.now !== 'never') {
    const when =
      history.now === 'future'
        ? `Postfix ${catalog.version} does not have it: it came with ${history.since}`
        : `Postfix ${catalog.version} does not have it any more: removed in ${history.removed ?? `a release after ${history.lastRelease ?? ''}`}`
    const instead = history.replacement.length > 0 ? `Use ${codes(history.replacement)} instead.` : undefined
    return paragraphs(`**${at.name}** · ${when}`, instead, prose.parameters.get(at.name), lines)
  }
  const conventional = catalog.conventionalName(at.name)
  const known = conventional
    ? `A name of the administrator's own that the stock ${code(conventional.referencedFrom)} mentions.`
    : 'Not a Postfix parameter: a name of your own, which works only where something refers to it.'
  return paragraphs(`**${at.name}**`, known, lines)
}

const unitNames: { readonly [unit in TimeUnit]: string } = {
  s: 'seconds',
  m: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
}

const typeNames: { readonly [type in Parameter['type']]: string } = {
  string: 'text',
  raw: 'text, expanded when it is used',
  integer: 'whole number',
  long: 'whole number',
  boolean: 'yes or no',
  time: 'time',
  nint: 'whole number',
  nbool: 'yes or no',
}

function typeOf(parameter: Parameter): string {
  const { type, kind, defaultTimeUnit } = parameter
  const words = kind.replaceAll('-', ' ')
  const textual = type === 'string' || type === 'raw'
  const name = textual && kind !== 'text' ? words : typeNames[type]
  const unit =
    type === 'time'
      ? `, ${unitNames[defaultTimeUnit ?? 's']} when no unit is given`
      : kind === 'size-bytes'
        ? ', in bytes'
        : ''
  return name + unit
}

function defaultLine(project: Project, parameter: Parameter): string {
  const release = `Default in Postfix ${project.catalog.version}`
  if (parameter.default === null) return `${release}: found out from the host or the release`
  const written = parameter.default === '' ? 'empty' : code(parameter.default)
  const built = parameter.buildDependent ? ', but a distribution may have built in another' : ''
  return `${release}: ${written}${built}`
}

function bounds({ type, min, max }: Parameter): string | undefined {
  if (type === 'boolean' || type === 'nbool') return undefined
  const show = (value: number) => code(type === 'time' ? formatSeconds(value) : String(value))
  if (type === 'string' || type === 'raw') {
    if (min === undefined || min === 0) return max === undefined ? undefined : `At most ${max} characters`
    return min === 1 && max === undefined
      ? 'Must not be empty'
      : `Length from ${min}${max === undefined ? '' : ` to ${max}`} characters`
  }
  if (min !== undefined && max !== undefined) return `From ${show(min)} to ${show(max)}`
  if (min !== undefined) return `At least ${show(min)}`
  return max === undefined ? undefined : `At most ${show(max)}`
}

/** As many words as are shown. */
const shownWords = 16

function wordsOf(project: Project, { vocabulary }: Parameter): string | undefined {
  const found = vocabulary === undefined ? undefined : project.catalog.vocabulary(vocabulary)
  if (found === undefined || found.words.length === 0 || found.integer) return undefined
  return `${found.list ? 'Words' : 'One of'}: ${codes(found.words, shownWords)}`
}

/** Why a parameter should not be used any more. */
export function deprecation({ since, effect, replacement, note }: Deprecation): string {
  const what = {
    works: 'still works',
    fallback: 'is used only where its replacement is not set',
    ignored: 'is ignored',
    removed: 'was removed',
    discouraged: 'works, but is discouraged',
    'oqmgr only': 'works with the old queue manager only',
  }[effect]
  const instead = replacement.length > 0 ? ` Use ${codes(replacement)} instead.` : note ? ` Use ${note} instead.` : ''
  return `**Deprecated since Postfix ${since}**: it ${what}.${instead}`
}
