import type { Facts, PathFact } from '../config/facts.js'
import { tablesFromTexts } from '../config/load-tables.js'
import { fixUntilStable } from '../edit/fix-loop.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import { type LintInput, type LintOptions, lint } from '../lint/lint.js'
import type { Example, Rule, Safety } from '../rules/define.js'
import { rules as builtinRules } from '../rules/index.js'
import { dedent } from '../text/dedent.js'
import { readMarks } from '../text/marks.js'
import type { Range } from '../text/range.js'

const fileNames = ['main.cf', 'master.cf'] as const

/** An example as texts and marked places. */
export interface PreparedExample {
  readonly input: LintInput
  readonly options: LintOptions
  /** main.cf, master.cf, and the tables under the names that the example gives them. */
  readonly texts: ReadonlyMap<string, string>
  readonly marks: readonly { readonly file: string; readonly range: Range }[]
}

/** Takes the marks out of an example and sets up what it says about the host. */
export function prepareExample(rule: Rule, example: Example): PreparedExample {
  const texts = new Map<string, string>()
  const marks: { file: string; range: Range }[] = []
  for (const [file, written] of filesOfExample(example)) {
    const { text, ranges } = readMarks(dedent(written))
    texts.set(file, text)
    for (const range of ranges) marks.push({ file, range })
  }
  const main = texts.get('main.cf')
  const master = texts.get('master.cf')
  const tables = Object.fromEntries([...texts].filter(([file]) => example.tables?.[file] !== undefined))
  return {
    input: {
      ...(main !== undefined && { main }),
      ...(master !== undefined && { master }),
      tables: tablesFromTexts(tables),
    },
    options: {
      preset: rule.preset ?? 'recommended',
      ...(example.version && { postfixVersion: example.version }),
      ...(example.profile && { profile: example.profile }),
      ...(example.host && { host: example.host }),
      ...(example.files && { facts: exampleFacts(example.files) }),
    },
    texts,
    marks,
  }
}

/** When examples are looked at. */
const exampleTime = Date.UTC(2026, 0, 1)
/** The files of an example as they are written, by name: main.cf and master.cf first. */
export function filesOfExample(example: Example): readonly (readonly [string, string])[] {
  const files = fileNames.flatMap(name => {
    const text = example[name]
    return text === undefined ? [] : [[name, text] as const]
  })
  return [...files, ...Object.entries(example.tables ?? {})]
}

/** What an example says of the host's files, as facts: an ordinary file of root unless it says more. */
export function exampleFacts(files: NonNullable<Example['files']>): Facts {
  const ordinary: PathFact = { kind: 'file', mode: 0o644, uid: 0, gid: 0, size: 1, modified: 0 }
  return {
    now: exampleTime,
    path(path) {
      const fact = files[path]
      return fact === undefined ? 'unknown' : fact === 'missing' ? 'missing' : { ...ordinary, ...fact }
    },
  }
}

const allSafeties: ReadonlySet<Safety> = new Set(['safe', 'unsafe'])

/**
 * What is wrong with a rule, judged by its own examples: empty when nothing is. Every finding has to be marked and
 * every mark found; clean examples are silent under all rules; fixed texts are what the fixes make, and are free of
 * the rule's findings.
 */
export function checkRule(rule: Rule): readonly string[] {
  const complaints: string[] = []
  const bad = rule.examples.filter(example => example.clean !== true)
  if (bad.length === 0) complaints.push('has no example that it finds anything in')
  if (!rule.examples.some(example => example.clean === true) && rule.scope !== 'suppressions') {
    complaints.push('has no clean example')
  }
  let best: Safety | 'none' = 'none'
  for (const example of rule.examples) {
    const say = (text: string) => complaints.push(`${example.title}: ${text}`)
    const prepared = prepareExample(rule, example)
    const { diagnostics } = lint(prepared.input, withRule(rule, prepared.options))
    if (example.clean === true) {
      for (const diagnostic of diagnostics) say(`not clean: ${describe(diagnostic)}`)
      continue
    }
    const own = diagnostics.filter(diagnostic => diagnostic.rule === rule.id)
    for (const text of compareMarks(prepared, own)) say(text)
    for (const diagnostic of own) {
      for (const text of messageFaults(diagnostic)) say(text)
      for (const fix of diagnostic.fixes) best = better(best, fix.safety)
    }
    for (const text of fixFaults(rule, example, prepared)) say(text)
  }
  if (best !== rule.fix) complaints.push(`says its best fix is ${rule.fix}, but its examples offer ${best}`)
  return complaints
}

function withRule(rule: Rule, options: LintOptions): LintOptions {
  const isOwn = !builtinRules.some(({ id }) => id === rule.id)
  return { ...options, rules: { [rule.id]: rule.severity }, ...(isOwn && { plugins: [rule] }) }
}

/**
 * Throws when something is wrong with a rule, judged by its own examples: to be called in a test of whatever runner.
 * Every finding has to be marked and every mark found; clean examples are silent under all rules; fixes make the fixed
 * texts. @throws Error that says what is wrong
 */
export function testRule(rule: Rule): void {
  const complaints = checkRule(rule)
  if (complaints.length > 0) throw new Error(`rule ${rule.id}:\n${complaints.map(text => `- ${text}`).join('\n')}`)
}

function describe(diagnostic: Diagnostic): string {
  return `${diagnostic.rule} at ${diagnostic.at.file}:${diagnostic.at.range.start}: ${diagnostic.message}`
}

function compareMarks(prepared: PreparedExample, found: readonly Diagnostic[]): readonly string[] {
  const key = (file: string, range: Range) => `${file}:${range.start}-${range.end} ${quote(prepared, file, range)}`
  const expected = new Set(prepared.marks.map(({ file, range }) => key(file, range)))
  const actual = new Set(found.map(({ at }) => key(at.file, at.range)))
  const missed = [...expected].filter(place => !actual.has(place)).map(place => `marked but not reported: ${place}`)
  const extra = [...actual].filter(place => !expected.has(place)).map(place => `reported but not marked: ${place}`)
  return [...missed, ...extra]
}

function quote(prepared: PreparedExample, file: string, range: Range): string {
  return JSON.stringify(prepared.texts.get(file)?.slice(range.start, range.end))
}

/** Longest message that still fits a terminal line and an editor's hover. */
const maximumMessage = 240

function messageFaults(diagnostic: Diagnostic): readonly string[] {
  const faults: string[] = []
  if (/[.!]$/.test(diagnostic.message)) faults.push(`message ends in a full stop: ${diagnostic.message}`)
  if (diagnostic.message.length > maximumMessage) faults.push(`message is too long: ${diagnostic.message}`)
  return faults
}

function better(a: Safety | 'none', b: Safety): Safety | 'none' {
  const order = ['none', 'manual', 'unsafe', 'safe'] as const
  return order.indexOf(b) > order.indexOf(a) ? b : a
}

function fixFaults(rule: Rule, example: Example, prepared: PreparedExample): readonly string[] {
  const all = withRule(rule, prepared.options)
  // A suppression is judged by what the other rules find.
  const only = rule.scope === 'suppressions' ? all : { ...all, only: [rule.id] }
  const fixed = fixUntilStable(prepared.input, only, allSafeties)
  if (example.fixed === undefined) return fixed.applied > 0 ? ['is fixed, but the example does not say to what'] : []
  const wanted = fixedTexts(example, prepared)
  const faults: string[] = []
  for (const [name, before] of prepared.texts) {
    const expected = wanted[name] === undefined ? before : dedent(wanted[name])
    const actual = fixed.files.get(name)
    if (actual !== expected) faults.push(`fixes make ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`)
  }
  const left = fixed.result.diagnostics.filter(diagnostic => diagnostic.rule === rule.id)
  if (left.length > 0) faults.push(`still found after fixing: ${left.map(describe).join('; ')}`)
  const again = fixUntilStable(prepared.input, only, allSafeties)
  if (JSON.stringify([...again.files]) !== JSON.stringify([...fixed.files])) faults.push('fixes differ from run to run')
  return faults
}

/** What an example says that its files are after fixing, by name. */
export function fixedTexts(example: Example, prepared: PreparedExample): Readonly<Record<string, string>> {
  const { fixed } = example
  if (fixed === undefined) return {}
  if (typeof fixed !== 'string') return fixed
  const [marked, ...others] = new Set(prepared.marks.map(({ file }) => file))
  const isTable = marked !== undefined && others.length === 0 && example.tables?.[marked] !== undefined
  const sole = isTable ? marked : prepared.texts.has('main.cf') ? 'main.cf' : 'master.cf'
  return { [sole]: fixed }
}
