import { readExtended } from '../syntax/patterns/extended.js'
import type { PatternTree } from '../syntax/patterns/nodes.js'
import { readPerl } from '../syntax/patterns/perl.js'
import { type ResultReference, resultReferences } from '../syntax/patterns/references.js'
import type { Pattern, PatternIf, PatternRule, TableSyntax } from '../syntax/tables/nodes.js'

/** The letters that Postfix knows behind a pattern. */
export const patternFlags = { regexp: 'imx', pcre: 'imsxAEUX' } as const

/** Several rules ask for the same pattern, one after the other. */
let last: { readonly pattern: Pattern; readonly tree: PatternTree } | undefined

const nothing: PatternTree = { alternatives: [], groups: 0, options: [], complete: false }

/** True when a flag is switched on: each time a letter stands there, it turns it around. */
export function hasFlag({ flags }: Pattern, letter: string): boolean {
  return flags.value.split(letter).length % 2 === 0
}

/** True when Postfix knows all flags of a pattern; it skips the line otherwise. */
export function knowsFlags({ flags }: Pattern, syntax: TableSyntax): boolean {
  const known = syntax === 'pcre' ? patternFlags.pcre : patternFlags.regexp
  return [...flags.value].every(letter => known.includes(letter))
}

/** A pattern of a table as its engine reads it; not complete if the flags are unknown or ask for basic syntax. */
export function readTablePattern(pattern: Pattern, syntax: TableSyntax): PatternTree {
  if (last?.pattern === pattern) return last.tree
  let tree = nothing
  if (knowsFlags(pattern, syntax)) {
    if (syntax === 'pcre') tree = readPerl(pattern.pattern.value, hasFlag(pattern, 'x'))
    else if (!hasFlag(pattern, 'x')) tree = readExtended(pattern.pattern.value, !hasFlag(pattern, 'i'))
  }
  last = { pattern, tree }
  return tree
}

/** True unless Postfix certainly skips an `if`, so that it opens no block. */
export function opensBlock(line: PatternIf, syntax: TableSyntax): boolean {
  return knowsFlags(line, syntax) && readTablePattern(line, syntax).problem === undefined
}

/** What is wrong with a reference in a result: Postfix skips the rule then. */
export interface ReferenceFault extends ResultReference {
  readonly fault: 'empty' | 'open' | 'name' | 'zero' | 'negated' | 'missing'
  /** How many groups there are, for `missing`. */
  readonly groups: number
}

/** The first reference in the result of a rule that Postfix refuses (`dict_regexp_prescan` and its like). */
export function referenceFault(line: PatternRule, syntax: TableSyntax): ReferenceFault | undefined {
  const { value } = line.result
  if (!value.includes('$')) return undefined
  const references = resultReferences(value)
  for (const reference of references) {
    const { name, problem } = reference
    if (problem !== undefined) return { ...reference, fault: problem, groups: 0 }
    if (!/^[0-9]+$/.test(name)) return { ...reference, fault: 'name', groups: 0 }
    if (/^0+$/.test(name)) return { ...reference, fault: 'zero', groups: 0 }
  }
  const [first] = references
  if (first === undefined) return undefined
  if (line.negations % 2 === 1) return { ...first, fault: 'negated', groups: 0 }
  const { complete, groups } = readTablePattern(line, syntax)
  const missing = complete ? references.find(({ name }) => Number(name) > groups) : undefined
  return missing && { ...missing, fault: 'missing', groups }
}

/** True when Postfix certainly skips a rule. */
export function isSkipped(line: PatternRule, syntax: TableSyntax): boolean {
  return (
    [line, ...(line.second ? [line.second] : [])].some(
      pattern => !knowsFlags(pattern, syntax) || readTablePattern(pattern, syntax).problem !== undefined,
    ) || referenceFault(line, syntax) !== undefined
  )
}
