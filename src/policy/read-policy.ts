import { Ajv2020 } from 'ajv/dist/2020.js'
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Severity } from '../rules/define.js'
import { checkSchema } from './check-schema.js'
import { expandReferences, plainValue, unescapeStep } from './expand-references.js'
import { BadPolicy, type Clause, type Policy, type PolicyFault, type Schema, type SchemaObject } from './policy.js'

/** Longest text of a policy, in UTF-16 code units. */
const longest = 1 << 20

const nameForm = /^[a-z0-9][a-z0-9._-]*$/

/**
 * Reads a policy. Nothing in it is run, and nothing is fetched.
 * @param name what its findings are called by: `policy/<name>`
 * @throws BadPolicy that says what is wrong, and where
 */
export function readPolicy(name: string, text: string): Policy {
  if (!nameForm.test(name)) {
    fail(0, `a policy cannot be named \`${name}\`: the name takes small letters, digits, \`-\`, \`_\` and \`.\``)
  }
  if (text.length > longest) fail(0, 'a policy may not be larger than 1 MiB')
  const root = parsed(text)
  const { faults, anchors } = checkSchema(root)
  if (faults.length > 0) throw new BadPolicy(faults)
  const misused = againstMetaSchema(root)
  if (misused.length > 0) throw new BadPolicy(misused)
  const expanded = expandReferences(root, anchors)
  if ('fault' in expanded) throw new BadPolicy([expanded.fault])
  const { schema } = expanded
  return { name, schema, clauses: clausesOf(name, schema) }
}

function fail(offset: number, message: string): never {
  throw new BadPolicy([{ offset, message }])
}

/** Most nesting of JSON text: the parser is recursive. */
const deepestText = 500

function parsed(text: string): Node {
  let depth = 0
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') depth--
    if (depth > deepestText) fail(0, 'the policy is nested too deep')
  }
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (first !== undefined) fail(first.offset, `not JSON: ${printParseErrorCode(first.error)}`)
  return tree ?? fail(0, 'not JSON: there is no value')
}

/** What the draft's own schema says about the values of keywords. */
function againstMetaSchema(root: Node): readonly PolicyFault[] {
  const ajv = new Ajv2020({ strict: false, logger: false, allErrors: true })
  const value = plainValue(root)
  if (ajv.validateSchema(value as SchemaObject)) return []
  const faults = (ajv.errors ?? []).map(({ instancePath, message }): PolicyFault => {
    const path = instancePath.split('/').slice(1).map(unescapeStep)
    let node: Node = root
    for (const step of path) node = findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step]) ?? node
    return { offset: node.offset, message: `\`${path.at(-1) ?? 'the policy'}\` ${message ?? 'is wrong'}` }
  })
  return [...new Map(faults.map(fault => [`${fault.offset} ${fault.message}`, fault])).values()]
}

/** The named parts of a policy, and the policy as a whole. */
function clausesOf(name: string, schema: Schema): readonly Clause[] {
  const found = new Map<string, Clause>()
  const walk = (value: unknown, severity: Severity): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, severity)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    const part = value as SchemaObject
    const own = severityOf(part) ?? severity
    const anchor = part['$anchor']
    if (typeof anchor === 'string') found.set(anchor, { name: anchor, severity: own, summary: summaryOf(part, anchor) })
    for (const below of Object.values(part)) walk(below, own)
  }
  const top: Severity = (schema === true || schema === false ? undefined : severityOf(schema)) ?? 'error'
  walk(schema, top)
  const whole = typeof schema === 'object' ? summaryOf(schema, name) : name
  return [{ name: undefined, severity: top, summary: whole }, ...found.values()]
}

/** How bad it is when a part is violated, if it says so. */
export function severityOf({ severity }: SchemaObject): Severity | undefined {
  return severity === 'error' || severity === 'warning' || severity === 'info' ? severity : undefined
}

function summaryOf({ title, description, errorMessage }: SchemaObject, name: string): string {
  return [title, errorMessage, description].find(text => typeof text === 'string') ?? `The policy part ${name}`
}
