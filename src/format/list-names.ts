import type { Element, Part } from '../../grammars/value-nodes.js'
import type { Catalog, ValueKind } from '../catalog/types.js'
import type { Project } from '../config/project.js'
import { valueKindOf } from '../config/value-kinds.js'
import { macrosIn } from '../syntax/macros.js'
import type { Assignment } from '../syntax/nodes.js'
import { parseList } from '../syntax/value.js'

/** True for kinds of values whose elements stand between white space and commas, however much of it. */
export function isSpacedList(catalog: Catalog, kind: ValueKind | undefined): boolean {
  if (kind === undefined) return false
  const { list, separators } = catalog.kind(kind)
  return list && (separators === undefined || separators.includes(' '))
}

/** What the names of a project are used as. */
export interface NameUses {
  /** Everything that reads the value takes it apart at white space and commas. */
  isList(name: string): boolean
}

/**
 * Finds the names whose values are lists wherever they end up. A list that a `$name` puts into a text is a part of that
 * text, white space and all; a name that people made up is a list when nothing but lists refer to it.
 */
export function nameUses(project: Project): NameUses {
  const references = referencesIn(project)
  const asText = new Set<string>()
  const inLists = new Set<string>()
  const pending: string[] = []
  const readAsText = (name: string): void => {
    if (asText.has(name)) return
    asText.add(name)
    pending.push(name)
  }
  const isKnownList = (name: string) => isSpacedList(project.catalog, valueKindOf(project, name))
  for (const { elements } of references.values()) for (const name of elements) inLists.add(name)
  for (const [name, { others }] of references) {
    // Without master.cf nobody knows what else refers to a name.
    const isOwn = valueKindOf(project, name) === undefined && inLists.has(name) && project.master !== undefined
    if (!isOwn && !isKnownList(name)) readAsText(name)
    for (const other of others) readAsText(other)
    if (isDefaultOfText(project, name)) readAsText(name)
  }
  // After a brace that is never closed, the rest of a list is one element, white space and all.
  for (const name of unbalancedNames(project, references)) {
    readAsText(name)
    for (const used of defaultReferences(project, name)) readAsText(used)
  }
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const used of references.get(name)?.elements ?? []) readAsText(used)
    // `$proxy_read_maps` in a text brings in all the lists that its default refers to.
    for (const used of defaultReferences(project, name)) readAsText(used)
  }
  return { isList: name => !asText.has(name) && references.has(name) }
}

/** The names whose values get a brace that has no other half by a `$name`, directly or through other names. */
function unbalancedNames(
  { settings, services, catalog }: Project,
  references: ReadonlyMap<string, References>,
): ReadonlySet<string> {
  const written = [...settings, ...services.flatMap(({ overrides }) => overrides)]
  const sources = new Set(written.filter(({ value }) => !isBalanced(value.text)).map(({ name }) => name))
  const found = new Set<string>()
  if (sources.size === 0) return found
  const mentionedBy = new Map<string, string[]>()
  for (const [name, { elements, others }] of references) {
    for (const other of [...elements, ...others]) add(mentionedBy, other, name)
  }
  const pending = [...sources]
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const source = name
    const byDefault = catalog
      .parametersWith(name)
      .filter(other => !references.has(other) && defaultReferences({ catalog }, other).includes(source))
    for (const other of [...(mentionedBy.get(name) ?? []), ...byDefault]) {
      if (found.has(other)) continue
      found.add(other)
      pending.push(other)
    }
  }
  return found
}

function add(lists: Map<string, string[]>, key: string, name: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [name])
  else list.push(name)
}

function isBalanced(text: string): boolean {
  let open = 0
  for (const brace of text.replaceAll(/[^{}]/g, '')) {
    open += brace === '{' ? 1 : -1
    if (open < 0) return false
  }
  return open === 0
}

/** The names that values refer to. */
interface References {
  /** As a part of a list element: `$name`, `${name}` or `$(name)`. */
  readonly elements: Set<string>
  /** In any other way: in a condition, a branch, braces. */
  readonly others: Set<string>
}

/** What the settings of each name refer to, all of them together. */
function referencesIn(project: Project): ReadonlyMap<string, References> {
  const found = new Map<string, References>()
  const visit = ({ name, value }: Assignment): void => {
    const own = found.get(name) ?? { elements: new Set(), others: new Set() }
    found.set(name, own)
    if (!value.text.includes('$')) return
    for (const element of parseList(value.text)) addReferences(own, element)
  }
  project.settings.forEach(visit)
  for (const { overrides } of project.services) overrides.forEach(visit)
  return found
}

function addReferences({ elements, others }: References, { parts }: Element): void {
  for (const part of parts) {
    if (isPlain(part)) elements.add(part.name)
    else for (const { name } of macrosIn([part])) others.add(name)
  }
}

function isPlain(part: Part): part is Part & { readonly type: 'macro' } {
  if (part.type !== 'macro' || part.problem !== undefined) return false
  return part.condition === undefined && (part.whenSet ?? part.whenUnset ?? part.argument) === undefined
}

/** True when a built-in default that is no list refers to a name. */
function isDefaultOfText({ catalog }: Project, name: string): boolean {
  return catalog.parametersWith(name).some(other => {
    const parameter = catalog.parameter(other)
    if (parameter === undefined || isSpacedList(catalog, parameter.kind)) return false
    return defaultReferences({ catalog }, other).includes(name)
  })
}

/** The names that the built-in default of a parameter refers to. */
function defaultReferences({ catalog }: Pick<Project, 'catalog'>, name: string): readonly string[] {
  const text = catalog.parameter(name)?.default ?? ''
  if (!text.includes('$')) return []
  return macrosIn(parseList(text).flatMap(({ parts }) => parts)).map(macro => macro.name)
}
