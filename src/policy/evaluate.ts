import type { ErrorObject, ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { EffectiveConfiguration } from '../effective/document.js'
import type { Severity } from '../rules/define.js'
import { unescapeStep } from './expand-references.js'
import { deciding } from './keywords.js'
import { readPattern } from './patterns.js'
import type { Policy, Schema, SchemaObject } from './policy.js'
import { severityOf } from './read-policy.js'

/** One thing in a configuration that a policy does not allow. */
export interface Violation {
  /** The nearest part of the policy that has a name. */
  readonly clause: string | undefined
  readonly severity: Severity | undefined
  /** The words of the policy itself for it. */
  readonly message: string | undefined
  /** Steps to the value that is concerned. */
  readonly path: readonly string[]
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  /** Values that the choices looked at, where none of several is met. */
  readonly concerned: readonly (readonly string[])[]
}

/** Finds what a policy does not allow. */
export type Evaluate = (configuration: EffectiveConfiguration) => readonly Violation[]

/** Gets a policy ready to be tried. */
export function prepare(policy: Policy): Evaluate {
  let validate: ValidateFunction | undefined
  return configuration => {
    validate ??= compile(policy.schema)
    if (validate(configuration)) return []
    return leading(validate.errors ?? [], configuration).map(error => describe(error, policy.schema))
  }
}

function compile(schema: Schema): ValidateFunction {
  // ajv tells patterns apart by what `toString` gives.
  const read = (pattern: string) => Object.assign(readPattern(pattern), { toString: () => `/${pattern}/` })
  const engine = Object.assign(read, { code: 'readPattern' })
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateSchema: false,
    validateFormats: false,
    logger: false,
    // Objects that came out of JSON: nothing is to be found on their prototypes.
    ownProperties: true,
    code: { regExp: engine },
  })
  return ajv.compile(decidingPart(schema))
}

/** A schema without what says something to people only. */
function decidingPart(schema: Schema): Schema {
  if (typeof schema === 'boolean') return schema
  const keep = (value: unknown): unknown => (isSchema(value) ? decidingPart(value) : value)
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
    if (!deciding.has(keyword)) return []
    if (isMap(keyword) && isObject(value)) {
      return [[keyword, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, keep(part)]))]]
    }
    if (isList(keyword) && Array.isArray(value)) return [[keyword, value.map(keep)]]
    return [[keyword, isSingle(keyword) ? keep(value) : value]]
  })
  return Object.fromEntries(entries)
}

const isMap = (keyword: string) => /^(?:properties|patternProperties|dependentSchemas)$/.test(keyword)
const isList = (keyword: string) => /^(?:allOf|anyOf|oneOf|prefixItems)$/.test(keyword)
const isSingle = (keyword: string) =>
  /^(?:not|if|then|else|items|contains|additionalProperties|unevaluatedItems|unevaluatedProperties|propertyNames)$/.test(
    keyword,
  )

function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'boolean' || isObject(value)
}

/** Keywords that say themselves what is wrong when the schemas in them fail. */
const compound: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames'])

type LeadingError = ErrorObject & { readonly inner: readonly ErrorObject[] }

/**
 * One error for each fault: of a choice, that it is not met, and not why each of its ways is not. What turns on a value
 * that is not known is left out.
 */
function leading(errors: readonly ErrorObject[], configuration: EffectiveConfiguration): readonly LeadingError[] {
  const outer = errors.filter(({ keyword }) => compound.has(keyword))
  const within = (error: ErrorObject, other: ErrorObject) =>
    error !== other &&
    error.schemaPath.startsWith(`${other.schemaPath}/`) &&
    (error.instancePath === other.instancePath || error.instancePath.startsWith(`${other.instancePath}/`))
  return errors
    .filter(error => error.keyword !== 'if' && !outer.some(other => within(error, other)))
    .map(error => ({ ...error, inner: compound.has(error.keyword) ? errors.filter(each => within(each, error)) : [] }))
    .filter(error => ![error, ...error.inner].some(({ instancePath }) => isUnknown(configuration, instancePath)))
}

function stepsOf(instancePath: string): readonly string[] {
  return instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function isUnknown(configuration: EffectiveConfiguration, instancePath: string): boolean {
  let value: unknown = configuration
  for (const step of stepsOf(instancePath)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false
    value = (value as Readonly<Record<string, unknown>>)[step]
  }
  return value === null
}

/** What the parts of a policy on the way to an error say about it: the nearest counts. */
function describe({ schemaPath, instancePath, keyword, params, inner }: LeadingError, root: Schema): Violation {
  let clause: string | undefined
  let severity: Severity | undefined
  let message: string | undefined
  let value: unknown = root
  const steps = schemaPath.split('/').slice(1).map(unescapeStep)
  for (let index = 0; index <= steps.length; index++) {
    if (isObject(value)) {
      const { $anchor, errorMessage, title, description } = value
      if (typeof $anchor === 'string') clause = $anchor
      severity = severityOf(value) ?? severity
      // What stands at the top speaks of the policy as a whole.
      const texts = index === 0 ? [errorMessage] : [errorMessage, description, title]
      const own = texts.find(text => typeof text === 'string' && text.trim() !== '')
      if (typeof own === 'string') message = own
    }
    const step = steps[index]
    if (step === undefined || typeof value !== 'object' || value === null) break
    value = (value as Readonly<Record<string, unknown>>)[step]
  }
  return {
    clause,
    severity,
    message,
    path: stepsOf(instancePath),
    keyword,
    params,
    concerned: inner.map(error => stepsOf(error.instancePath)),
  }
}
