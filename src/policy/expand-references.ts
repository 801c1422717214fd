import { findNodeAtLocation, type Node } from 'jsonc-parser'
import { membersOf } from './check-schema.js'
import { applicators } from './keywords.js'
import type { PolicyFault, Schema } from './policy.js'

/** Most schemas in a policy once every `$ref` is filled in: each is tried on each service. */
const mostSchemas = 20_000

/**
 * A policy with what each `$ref` leads to in its place. A chain of them could stand for more than any machine can try,
 * and a circle for something without end: both are faults.
 */
export function expandReferences(
  root: Node,
  anchors: ReadonlyMap<string, Node>,
): { readonly schema: Schema } | { readonly fault: PolicyFault } {
  let count = 0
  const open = new Set<Node>()

  const schemaOf = (node: Node): Schema => {
    if (node.type !== 'object') return node.value === true
    if (open.has(node)) throw new Found({ offset: node.offset, message: 'a `$ref` leads back to where it stands' })
    if (++count > mostSchemas) {
      throw new Found({
        offset: node.offset,
        message: `with every \`$ref\` filled in, the policy has more than ${mostSchemas} parts`,
      })
    }
    open.add(node)
    const entries: [string, unknown][] = []
    const references: Schema[] = []
    for (const [, value, name] of membersOf(node)) {
      if (name === '$defs') continue
      if (name === '$ref') references.push(schemaOf(targetOf(value)))
      else entries.push([name, keywordValue(name, value)])
    }
    open.delete(node)
    const schema = Object.fromEntries(entries)
    if (references.length === 0) return schema
    const others: unknown = schema['allOf']
    return { ...schema, allOf: [...(Array.isArray(others) ? others : []), ...references] }
  }

  const keywordValue = (name: string, value: Node): unknown => {
    const holds = applicators[name]
    if (holds === 'schema') return schemaOf(value)
    if (holds === 'list') return (value.children ?? []).map(schemaOf)
    if (holds === 'map') return Object.fromEntries(membersOf(value).map(([, part, key]) => [key, schemaOf(part)]))
    return plainValue(value)
  }

  const targetOf = (value: Node): Node => {
    const written = String(value.value).slice(1)
    const path = written.split('/').slice(1).map(unescapeStep)
    const target = written === '' ? root : written.startsWith('/') ? nodeAt(root, path) : anchors.get(written)
    if (target === undefined) throw new Found({ offset: value.offset, message: `\`#${written}\` is not in the policy` })
    return target
  }

  try {
    return { schema: schemaOf(root) }
  } catch (error) {
    if (error instanceof Found) return { fault: error.fault }
    throw error
  }
}

/** A step of a JSON pointer as it is meant. */
export function unescapeStep(step: string): string {
  return safelyDecoded(step).replaceAll('~1', '/').replaceAll('~0', '~')
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function nodeAt(root: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = root
  for (const step of path) {
    if (node === undefined) return undefined
    node = findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step])
  }
  return node
}

/** The JSON value that a node stands for; `__proto__` is a key like any other. */
export function plainValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plainValue)
  if (node.type !== 'object') return node.value
  return Object.fromEntries(membersOf(node).map(([, value, name]) => [name, plainValue(value)]))
}

class Found extends Error {
  readonly fault: PolicyFault

  constructor(fault: PolicyFault) {
    super(fault.message)
    this.fault = fault
  }
}
