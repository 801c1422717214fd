import { type Answer, type AnswerPlace, none } from './query-table.js'

/** A rule of a table with `if` and `endif`, in order. */
export type BlockRule<Test> =
  | { readonly kind: 'rule' | 'if'; readonly test: Test; readonly line: number; end?: number }
  | { readonly kind: 'endif' }
  /** From here on it is not known what Postfix makes of the lines. */
  | { readonly kind: 'unknown'; readonly why: string; readonly line: number }

/** What a rule says about a key. */
export type Verdict = { readonly matches: boolean; readonly value?: string } | { readonly undecided: string }

/** Collects rules, and which `endif` belongs to which `if`. */
export class RuleList<Test> {
  readonly rules: BlockRule<Test>[] = []
  readonly #open: { readonly kind: 'rule' | 'if'; readonly test: Test; readonly line: number; end?: number }[] = []

  get nesting(): number {
    return this.#open.length
  }

  add(kind: 'rule' | 'if', test: Test, line: number): void {
    const rule = { kind, test, line }
    this.rules.push(rule)
    if (kind === 'if') this.#open.push(rule)
  }

  addUnknown(why: string, line: number): void {
    this.rules.push({ kind: 'unknown', why, line })
  }

  close(): void {
    const opened = this.#open.pop()
    if (opened !== undefined) opened.end = this.rules.length
    this.rules.push({ kind: 'endif' })
  }

  /** The lines of those that are still open, the innermost first. */
  unclosed(): readonly number[] {
    return this.#open.map(({ line }) => line).reverse()
  }
}

/** Goes through the rules until one matches; a block whose `if` does not is passed over, to the end if nothing closes it. */
export function firstMatch<Test>(
  rules: readonly BlockRule<Test>[],
  judge: (test: Test, isRule: boolean) => Verdict,
  placeOf: (line: number) => AnswerPlace,
): Answer {
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index]
    if (rule === undefined || rule.kind === 'endif') continue
    if (rule.kind === 'unknown') return { type: 'undecided', why: rule.why, at: placeOf(rule.line) }
    const verdict = judge(rule.test, rule.kind === 'rule')
    if ('undecided' in verdict) return { type: 'undecided', why: verdict.undecided, at: placeOf(rule.line) }
    if (rule.kind === 'if') {
      if (verdict.matches) continue
      if (rule.end === undefined) return none
      index = rule.end
    } else if (verdict.matches) {
      return { type: 'found', value: verdict.value ?? '', from: [placeOf(rule.line)] }
    }
  }
  return none
}
