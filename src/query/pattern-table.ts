import { hasFlag, knowsFlags, patternFlags } from '../config/read-patterns.js'
import { readExtended } from '../syntax/patterns/extended.js'
import type { PatternTree } from '../syntax/patterns/nodes.js'
import { readPerl } from '../syntax/patterns/perl.js'
import type { BrokenEntry, Pattern, PatternIf, PatternRule } from '../syntax/tables/nodes.js'
import { tableReader } from '../syntax/tables/read-table.js'
import { firstMatch, RuleList, type Verdict } from './block-rules.js'
import { extendedMatcher } from './matching/extended-matcher.js'
import type { Matcher, NoMatcher } from './matching/matcher.js'
import { perlMatcher } from './matching/perl-matcher.js'
import { orphanWarning } from './orphans.js'
import type { OpenFailure, QueryEnvironment, QueryTable } from './query-table.js'
import { fillIn, type ResultText, readResult } from './result-text.js'
import { ruleSource } from './rule-source.js'

type Syntax = 'regexp' | 'pcre'

/** A pattern ready to be tried, and whether it is to match. */
interface Condition {
  readonly matcher: Matcher | NoMatcher
  readonly wanted: boolean
}

interface Test {
  readonly conditions: readonly Condition[]
  readonly result: ResultText
}

const nothing: ResultText = { pieces: [], groups: 0 }

/** Opens a regexp or pcre table (`src/util/dict_regexp.c`, `src/util/dict_pcre.c`). */
export function patternTable(type: Syntax, name: string, environment: QueryEnvironment): QueryTable | OpenFailure {
  const source = ruleSource(type, name, environment)
  if ('type' in source) return source
  const { warn } = environment
  const list = new RuleList<Test>()
  const next = tableReader(source, type)
  for (let line = next(); line !== undefined; line = next()) {
    if (line.type === 'orphan') {
      warn(orphanWarning(source, line))
      continue
    }
    const number = source.positionAt(line.range.start).line
    const complain = (what: string) => warn(`${type} map ${name}, line ${number}: ${what}`)
    if (line.type === 'endif') {
      if (list.nesting === 0) complain('ignoring ENDIF without matching IF')
      else {
        if (line.extra !== undefined) complain('ignoring extra text after ENDIF')
        list.close()
      }
    } else if (line.type === 'broken-entry') complainOf(line, type, complain)
    else if (line.type === 'pattern-if') {
      const found = readIf(line, type, complain)
      if (found === undefined) continue
      if (found === 'unknown') {
        list.addUnknown('whether the pattern compiles is not known here, and so where the block ends', number)
        break
      }
      list.add('if', { conditions: [found], result: nothing }, number)
    } else if (line.type === 'pattern-rule') {
      const test = readRule(line, type, warn, complain)
      if (test !== undefined) list.add('rule', test, number)
    }
  }
  for (const line of list.unclosed()) warn(`${type} map ${name}, line ${line}: IF has no matching ENDIF`)
  return {
    type,
    name,
    fixed: false,
    lookup: key =>
      firstMatch(
        list.rules,
        (test, isRule) => judge(test, key, isRule),
        line => ({ file: name, line }),
      ),
  }
}

/** Reads a condition of a block; undefined when Postfix skips the line. */
function readIf(line: PatternIf, type: Syntax, complain: (what: string) => void): Condition | 'unknown' | undefined {
  if (!checkFlags(line, type, complain)) return undefined
  if (line.extra !== undefined) {
    complain(`ignoring extra text after IF statement: "${line.extra.value}"`)
    complain('do not prepend whitespace to statements between IF and ENDIF')
  }
  const tree = readTree(line, type)
  if (tree.problem !== undefined) {
    complain(doesNotCompile(tree))
    return undefined
  }
  return tree.complete ? condition(line, tree, type) : 'unknown'
}

function readRule(
  line: PatternRule,
  type: Syntax,
  warn: (message: string) => void,
  complain: (what: string) => void,
): Test | undefined {
  const patterns: readonly Pattern[] = line.second === undefined ? [line] : [line, line.second]
  for (const pattern of patterns) if (!checkFlags(pattern, type, complain)) return undefined
  if (line.result.value === '') complain('no replacement text: using empty string')
  const result = readResult(line.result.value, warn, complain, type === 'regexp' ? 'out-of-range' : 'out of range')
  if (result === undefined) {
    complain('bad replacement syntax: skipping this rule')
    return undefined
  }
  if (result.groups > 0 && line.negations % 2 === 1) {
    complain('$number found in negative match replacement text: skipping this rule')
    return undefined
  }
  const conditions: Condition[] = []
  for (const [index, pattern] of patterns.entries()) {
    const tree = readTree(pattern, type)
    if (tree.problem !== undefined) {
      complain(doesNotCompile(tree))
      return undefined
    }
    if (index === 0 && tree.complete && result.groups > tree.groups) {
      complain(`out of range replacement index "${result.groups | 0}": skipping this rule`)
      return undefined
    }
    conditions.push(condition(pattern, tree, type))
  }
  return { conditions, result }
}

function judge({ conditions, result }: Test, key: string, isRule: boolean): Verdict {
  let value: string | undefined
  for (const [index, { matcher, wanted }] of conditions.entries()) {
    if ('undecided' in matcher) return matcher
    const wantsGroups = isRule && index === 0 && result.groups > 0
    const found = matcher.match(key, wantsGroups)
    if ('undecided' in found) return found
    if (found.matches !== wanted) return { matches: false }
    if (index > 0) continue
    value = fillIn(result, number => {
      const span = found.matches ? found.groups[number] : undefined
      return span === undefined ? '' : key.slice(span.start, span.end)
    })
  }
  return { matches: true, ...(value !== undefined && { value }) }
}

function condition(pattern: Pattern, tree: PatternTree, type: Syntax): Condition {
  return { matcher: matcherFor(pattern, tree, type), wanted: pattern.negations % 2 === 0 }
}

function matcherFor(pattern: Pattern, tree: PatternTree, type: Syntax): Matcher | NoMatcher {
  const flag = (letter: string) => hasFlag(pattern, letter)
  if (type === 'regexp') return extendedMatcher(tree, { ignoreCase: !flag('i'), newline: flag('m') })
  return perlMatcher(tree, {
    ignoreCase: !flag('i'),
    lines: flag('m'),
    dotAll: !flag('s'),
    lazy: flag('U'),
    anchored: flag('A'),
    dollarEndOnly: flag('E'),
  })
}

const basicSyntax: PatternTree = { alternatives: [], groups: 0, options: [], complete: false }

function readTree(pattern: Pattern, type: Syntax): PatternTree {
  const text = pattern.pattern.value
  if (type === 'pcre') return readPerl(text, hasFlag(pattern, 'x'))
  return hasFlag(pattern, 'x') ? basicSyntax : readExtended(text, !hasFlag(pattern, 'i'))
}

/** False: Postfix skips the line because of a letter behind its pattern. */
function checkFlags(pattern: Pattern, type: Syntax, complain: (what: string) => void): boolean {
  if (type === 'regexp' && knowsFlags(pattern, type)) return true
  for (const letter of pattern.flags.value) {
    if (!patternFlags[type].includes(letter)) {
      complain(`unknown regexp option "${letter}": skipping this rule`)
      return false
    }
    if (letter === 'X') complain('ignoring obsolete regexp option "X"')
  }
  return true
}

function doesNotCompile({ problem }: PatternTree): string {
  return `the pattern does not compile (${problem?.kind.replaceAll('-', ' ')}): skipping this rule`
}

function complainOf({ problem, at }: BrokenEntry, type: Syntax, complain: (what: string) => void): void {
  if (problem === 'missing-pattern') complain('no regexp: skipping this rule')
  else if (problem === 'missing-delimiter') {
    const delimiter = at.value.replace(/^[!\s]+/, '').charAt(0)
    const what = type === 'pcre' ? 'ignoring' : 'skipping'
    complain(`no closing regexp delimiter "${delimiter}": ${what} this rule`)
  } else complain('ignoring unrecognized request')
}
