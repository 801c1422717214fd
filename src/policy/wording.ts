import type { Project } from '../config/project.js'
import type { EffectiveConfiguration, EffectiveValues } from '../effective/document.js'
import type { Violation } from './evaluate.js'

/** What a violation says: what is there, and then what the policy has to say about it. */
export function wordsOf(violation: Violation, configuration: EffectiveConfiguration, project: Project): string {
  const subject = subjectOf(violation.path, configuration, project)
  const own = violation.message?.trim().replaceAll(/\s+/g, ' ').replace(/\.$/, '')
  if (own !== undefined) return subject === undefined ? own : `${subject}: ${own}`
  return `${subject ?? 'The configuration is not as the policy wants it'}: ${demandOf(violation)}`
}

/** The value that is concerned, in words; undefined where the place says it all. */
function subjectOf(
  path: readonly string[],
  configuration: EffectiveConfiguration,
  project: Project,
): string | undefined {
  const [part, index, ...rest] = path
  if (part === 'main') return valueSubject(configuration.main, path.slice(1))
  const service = part === 'services' ? configuration.services[Number(index)] : undefined
  if (service === undefined) {
    if (part === 'services') return project.master === undefined ? undefined : 'The services of master.cf'
    return part === 'postfix' ? `This is judged as Postfix ${configuration.postfix.version}` : undefined
  }
  const [property] = rest
  if (property === undefined) return `Service \`${service.label}\``
  if (property === 'parameters' || property === 'origins') return valueSubject(service, rest)
  const value: unknown = (service as unknown as Readonly<Record<string, unknown>>)[property]
  return `\`${property}\` of service \`${service.label}\` is ${code(textOf(value))}`
}

function valueSubject(
  { origins, parameters }: EffectiveValues,
  [property, name, item]: readonly string[],
): string | undefined {
  if (name === undefined) return undefined
  const origin = origins[name]
  if (property === 'origins' && origin !== undefined) return `\`${name}\` comes from ${placeWords(origin.from)}`
  const words = parameters[name]
  const word = item === undefined || !Array.isArray(words) ? undefined : textOf(words[Number(item)])
  if (word !== undefined) return `${code(word)} in \`${name}\``
  const text = origin?.expanded ?? origin?.written ?? ''
  const byDefault = origin?.from === 'default' ? ' by default' : ''
  return `\`${name}\` is ${code(text)}${byDefault}`
}

function placeWords(from: 'default' | 'main.cf' | 'master.cf'): string {
  return from === 'default' ? 'the default' : from
}

function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line === '' ? 'empty' : `\`${line.replaceAll('`', "'")}\``
}

/** A value of the document as a person reads it. */
export function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(textOf).join(', ') : typeof value === 'string' ? value : JSON.stringify(value)
}

/** What a keyword demands, for policies without words of their own. */
function demandOf({ keyword, params }: Violation): string {
  const list = (value: unknown) =>
    (Array.isArray(value) ? value : [value]).map(each => `\`${valueText(each)}\``).join(', ')
  switch (keyword) {
    case 'const':
      return `the policy wants ${list([params['allowedValue']])}`
    case 'enum':
      return `the policy wants one of ${list(params['allowedValues'])}`
    case 'type':
      return `the policy wants a value of type ${list(params['type'])}`
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `the policy wants it ${String(params['comparison'])} ${String(params['limit'])}`
    case 'pattern':
      return `the policy wants it to match \`${String(params['pattern'])}\``
    case 'required':
      return `the policy wants \`${String(params['missingProperty'])}\` to be there`
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `the policy does not allow \`${String(params['additionalProperty'] ?? params['unevaluatedProperty'])}\``
    case 'propertyNames':
      return `the policy does not allow a name such as \`${String(params['propertyName'])}\``
    case 'contains':
      return 'the policy wants something in it that is not there, or does not want so many of them'
    case 'minItems':
    case 'maxItems':
    case 'minLength':
    case 'maxLength':
    case 'minProperties':
    case 'maxProperties':
      return `the policy wants ${keyword.startsWith('min') ? 'at least' : 'at most'} ${String(params['limit'])} in it`
    case 'uniqueItems':
      return 'the policy wants each word once'
    case 'anyOf':
    case 'oneOf':
      return 'none of what the policy allows is met, or too much of it'
    case 'not':
    case 'false schema':
      return 'the policy does not allow this'
    default:
      return `the policy's \`${keyword}\` is not met`
  }
}

function valueText(value: unknown): string {
  return value === true ? 'yes' : value === false ? 'no' : value === '' ? '(empty)' : textOf(value)
}
