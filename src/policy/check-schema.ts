import type { Node } from 'jsonc-parser'
import { nearestName } from '../text/nearest-name.js'
import { applicators, knownKeywords, refused } from './keywords.js'
import { wrongProperty } from './known-properties.js'
import { readPattern } from './patterns.js'
import type { PolicyFault } from './policy.js'

/** What a walk through a policy found. */
export interface CheckedSchema {
  readonly faults: readonly PolicyFault[]
  /** Schemas by their `$anchor`. */
  readonly anchors: ReadonlyMap<string, Node>
}

/** Deeper than any sane policy; a walk must not run out of stack. */
const deepest = 100

const anchorForm = /^[A-Za-z_][-A-Za-z0-9._]*$/

/** Looks at every schema of a policy: nothing is taken that would say nothing, or do more than look. */
export function checkSchema(root: Node): CheckedSchema {
  const faults: PolicyFault[] = []
  const anchors = new Map<string, Node>()
  const say = (node: Node, message: string) => faults.push({ offset: node.offset, message })

  const keyword = (key: Node, value: Node, name: string, pointer: string): void => {
    const why = refused[name]
    if (why !== undefined) return void say(key, `\`${name}\` ${why}`)
    if (!knownKeywords.includes(name)) {
      if (name.startsWith('x-')) return
      const near = nearestName(name, knownKeywords)
      const hint = near === undefined ? 'start names of your own with `x-`' : `did you mean \`${near}\`?`
      return void say(key, `JSON Schema has no keyword \`${name}\`: ${hint}`)
    }
    if (name === '$id' && pointer !== '') say(key, '`$id` belongs to the whole policy: write `$anchor` to name a part')
    if (name === '$schema' && !String(value.value).startsWith('https://json-schema.org/draft/2020-12/schema')) {
      say(value, 'a policy is JSON Schema draft 2020-12: write `https://json-schema.org/draft/2020-12/schema`')
    }
    if (name === '$anchor') addAnchor(value)
    if (name === '$ref' && !String(value.value).startsWith('#')) {
      say(value, '`$ref` leads out of the policy: nothing is fetched. It has to begin with `#`')
    }
    if (name === 'pattern') checkPattern(value, value.value)
    if (name === 'errorMessage' && (typeof value.value !== 'string' || value.value.trim() === '')) {
      say(value, '`errorMessage` has to be a text')
    }
    if (name === 'severity' && !['error', 'warning', 'info'].includes(String(value.value))) {
      say(value, '`severity` has to be one of `error`, `warning`, `info`')
    }
  }

  const addAnchor = (value: Node): void => {
    const name = String(value.value)
    if (!anchorForm.test(name)) say(value, '`$anchor` has to be a word of letters, digits, `-`, `_` and `.`')
    else if (anchors.has(name)) say(value, `there are two parts with the \`$anchor\` \`${name}\``)
    else if (value.parent?.parent !== undefined) anchors.set(name, value.parent.parent)
  }

  const checkPattern = (at: Node, source: unknown): void => {
    if (typeof source !== 'string') return
    try {
      readPattern(source)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      say(at, `not a regular expression that RE2 takes (it has no look-around and no back-references): ${reason}`)
    }
  }

  const walk = (schema: Node, pointer: string, depth: number): void => {
    if (schema.type === 'boolean') return
    if (schema.type !== 'object') return void say(schema, 'a schema is an object, or `true` or `false`')
    if (depth > deepest) return void say(schema, `a policy may not be nested more than ${deepest} levels deep`)
    const seen = new Set<string>()
    for (const [key, value, name] of membersOf(schema)) {
      if (seen.has(name)) say(key, `\`${name}\` is there twice`)
      seen.add(name)
      keyword(key, value, name, pointer)
      const below = `${pointer}${pointer === '' ? '' : '/'}${name}`
      const holds = applicators[name]
      if (holds === 'schema') walk(value, below, depth + 1)
      else if (holds === 'list' && value.type === 'array') {
        for (const [index, item] of (value.children ?? []).entries()) walk(item, `${below}/${index}`, depth + 1)
      } else if (holds === 'map' && value.type === 'object') {
        for (const [property, part, propertyName] of membersOf(value)) {
          if (name === 'patternProperties') checkPattern(property, propertyName)
          const wrong = name === 'properties' ? wrongProperty(pointer, propertyName) : undefined
          if (wrong !== undefined) say(property, wrong)
          walk(part, `${below}/${propertyName.replaceAll('/', '~1')}`, depth + 1)
        }
      }
    }
  }
  walk(root, '', 0)
  return { faults, anchors }
}

/** Keys and values of an object. */
export function membersOf(object: Node): readonly (readonly [key: Node, value: Node, name: string])[] {
  return (object.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? []
    return key === undefined || value === undefined ? [] : [[key, value, String(key.value)] as const]
  })
}
