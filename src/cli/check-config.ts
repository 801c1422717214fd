import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { nearestName } from '../text/nearest-name.js'
import { SourceText } from '../text/source-text.js'
import { type ConfigFault, validateConfig } from './config-validator.js'
import { UsageError } from './usage-error.js'
import type { UserConfig } from './user-config.js'

/** True when a JSON text is an object that has a key: `package.json` of a dependency may only mention our name. */
export function hasKey(text: string, key: string): boolean {
  const tree = parseTree(text)
  return tree !== undefined && findNodeAtLocation(tree, [key]) !== undefined
}

/**
 * Reads settings and checks them against the schema; `key` names the part of the file that holds them. The ids of the
 * rules are handed over, so that this part of the command can be loaded without a second copy of them.
 * @throws UsageError that names the place and, for a misspelled name, the likely match
 */
export function checkConfig(
  file: string,
  text: string,
  key: string | undefined,
  ruleIds: readonly string[],
): UserConfig {
  const source = new SourceText(file, text.startsWith('\ufeff') ? text.slice(1) : text)
  const errors: ParseError[] = []
  const tree = parseTree(source.text, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (first !== undefined || tree === undefined) {
    const what = first === undefined ? 'no value' : wordsFor(printParseErrorCode(first.error))
    throw new UsageError(`${at(source, first?.offset ?? 0)}: not JSON: ${what}`)
  }
  const node = key === undefined ? tree : findNodeAtLocation(tree, [key])
  const value: unknown = node && plainValue(node)
  const faults = validateConfig(value) ? [] : (validateConfig.errors ?? [])
  if (node !== undefined && faults.length > 0) {
    throw new UsageError([...new Set(faults.flatMap(fault => describe(fault, source, node, ruleIds)))].join('\n'))
  }
  // The validator has just said that it has this shape.
  return value as UserConfig
}

function plainValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plainValue)
  if (node.type !== 'object') return node.value
  // `__proto__` is a key like any other in JSON.
  const pairs = (node.children ?? []).map(property => {
    const [name, value] = property.children ?? []
    return [String(name?.value), value && plainValue(value)] as const
  })
  return Object.fromEntries(pairs)
}

function at(source: SourceText, offset: number): string {
  const { line, column } = source.positionAt(offset)
  return `${source.name}:${line}:${column}`
}

/** Place and words of one fault; none for a fault that only repeats another. */
function describe(fault: ConfigFault, source: SourceText, root: Node, ruleIds: readonly string[]): readonly string[] {
  const path = fault.instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const node = findNodeAtLocation(root, path) ?? root
  const say = (offset: number, text: string) => [`${at(source, offset)}: ${text}`]
  const { params } = fault
  const setting = `\`${path.at(-1) ?? 'the settings'}\``
  switch (fault.keyword) {
    case 'additionalProperties':
      return say(
        keyOffset(node, params.additionalProperty),
        unknownName('setting', params.additionalProperty, settingNames),
      )
    case 'propertyNames':
      return say(keyOffset(node, params.propertyName), unknownName('rule', params.propertyName, ruleIds))
    case 'enum':
      // Said once, by `propertyNames`, when it is about a name.
      return fault.propertyName === undefined
        ? say(
            node.offset,
            `${setting} has to be one of ${(params.allowedValues ?? []).map(value => `\`${String(value)}\``).join(', ')}`,
          )
        : []
    case 'type':
    case 'anyOf':
    case 'const':
      if (fault.propertyName !== undefined) return []
      return say(node.offset, `${setting} has to be ${expected(path, params.type)}`)
    default:
      if (fault.propertyName !== undefined) return []
      return say(node.offset, `${setting} ${fault.message ?? 'is wrong'}`)
  }
}

const settingNames = [
  '$schema',
  'preset',
  'rules',
  'policies',
  'plugins',
  'postfixVersion',
  'profile',
  'root',
  'maxWarnings',
  'ignore',
]

function expected(path: readonly string[], type: string | undefined): string {
  if (path[0] === 'root') return 'a path, or `false` to look at no host'
  const words: Readonly<Record<string, string>> = {
    object: 'an object: `{ ... }`',
    array: 'a list: `[ ... ]`',
    string: 'a text in double quotes',
    integer: 'a whole number',
    number: 'a number',
  }
  return words[type ?? ''] ?? `of type ${type ?? 'object'}`
}

function unknownName(what: string, name: string | undefined, known: readonly string[]): string {
  const near = nearestName(name ?? '', known)
  return `there is no ${what} \`${name ?? ''}\`${near === undefined ? `; ${listed(what, known)}` : `: did you mean \`${near}\`?`}`
}

function listed(what: string, known: readonly string[]): string {
  return what === 'rule'
    ? '`postfix-lint rules` lists them'
    : `there are ${known.map(name => `\`${name}\``).join(', ')}`
}

function keyOffset(object: Node, name: string | undefined): number {
  const found = object.children?.find(property => property.children?.[0]?.value === name)
  return found?.offset ?? object.offset
}

function wordsFor(code: string): string {
  const words = code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return words.replace(/^(.*) expected$/, 'expected a $1')
}
