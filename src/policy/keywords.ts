/** How the value of a keyword holds schemas. */
export type Holds = 'schema' | 'list' | 'map'

/** The keywords of JSON Schema draft 2020-12 that hold schemas. */
export const applicators: Readonly<Record<string, Holds>> = {
  $defs: 'map',
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  prefixItems: 'list',
  not: 'schema',
  if: 'schema',
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: 'schema',
  else: 'schema',
  items: 'schema',
  contains: 'schema',
  additionalProperties: 'schema',
  unevaluatedItems: 'schema',
  unevaluatedProperties: 'schema',
  propertyNames: 'schema',
  properties: 'map',
  patternProperties: 'map',
  dependentSchemas: 'map',
}

/** Those that look at a value itself, and so decide something. */
const assertions = [
  'type',
  'const',
  'enum',
  'multipleOf',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
  'required',
  'dependentRequired',
] as const

/** Those that say something to people, two of them our own: `errorMessage` and `severity`. */
const annotations = [
  '$schema',
  '$id',
  '$anchor',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'format',
  'errorMessage',
  'severity',
] as const

/** Keywords that decide whether a value is valid. */
export const deciding: ReadonlySet<string> = new Set([...Object.keys(applicators), ...assertions])

/** All that may be written. */
export const knownKeywords: readonly string[] = [...deciding, ...annotations, '$ref']

/** Keywords of the draft that a policy cannot use, and why. */
export const refused: Readonly<Record<string, string>> = {
  $dynamicRef: 'leads where only a run shows: write `$ref`',
  $dynamicAnchor: 'leads where only a run shows: write `$anchor`',
  $recursiveRef: 'is of an older draft: write `$ref`',
  $vocabulary: 'belongs into meta-schemas',
  definitions: 'is of an older draft: write `$defs`',
  dependencies: 'is of an older draft: write `dependentRequired` or `dependentSchemas`',
  additionalItems: 'is of an older draft: write `prefixItems`, and `items` for those after them',
  contentEncoding: 'says nothing about a configuration',
  contentMediaType: 'says nothing about a configuration',
  contentSchema: 'says nothing about a configuration',
}
