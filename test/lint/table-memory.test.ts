import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tablesFromTexts } from '../../src/config/load-tables.js'
import { type LintInput, type LintOptions, lint } from '../../src/lint/lint.js'
import { rules } from '../../src/rules/index.js'
import { prepareExample } from '../../src/testing/examples.js'
import { runs } from '../runs.js'

type Texts = Readonly<Record<string, string>>

/** A configuration as texts; all but main.cf and master.cf are tables. */
function inputOf({ 'main.cf': main, 'master.cf': master, ...tables }: Texts): LintInput {
  return {
    ...(main !== undefined && { main }),
    ...(master !== undefined && { master }),
    tables: tablesFromTexts(tables),
  }
}

/** The examples of all rules that have tables. */
const examples: readonly Texts[] = rules.flatMap(rule =>
  rule.examples.flatMap(example => {
    const { files, host, tables, version, profile } = example
    if (files ?? host ?? version ?? profile ?? tables === undefined) return []
    return [Object.fromEntries(prepareExample(rule, example).texts)]
  }),
)

const findings = (texts: Texts, options: LintOptions) =>
  lint(inputOf(texts), options).diagnostics.map(diagnostic => JSON.stringify(diagnostic))

const first = (texts: Texts) => findings(texts, { preset: 'all' })

describe('what is remembered of tables', () => {
  it('is what a first lint finds, for one example of the rules after another', () => {
    expect(examples.length).toBeGreaterThan(100)
    const options: LintOptions = { preset: 'all' }
    for (const texts of examples) {
      expect(findings(texts, options), JSON.stringify(texts)).toEqual(first(texts))
      expect(findings(texts, options), JSON.stringify(texts)).toEqual(first(texts))
    }
  }, 120_000)

  it('is what a first lint finds, after any edits of any file', () => {
    const word = fc.constantFrom(
      'a',
      '@',
      ' ',
      '\n',
      'OK',
      '/x/',
      '#',
      ':',
      'hash:/etc/postfix/other',
      '.example.com x\n',
      '$1',
    )
    const edit = fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 8 }), word)
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.array(edit, { maxLength: 5 }), (example, edits) => {
        const options: LintOptions = { preset: 'all' }
        let texts = example
        findings(texts, options)
        for (const [which, place, removed, added] of edits) {
          const names = Object.keys(texts)
          const name = names[which % names.length] ?? ''
          const text = texts[name] ?? ''
          const at = place % (text.length + 1)
          texts = { ...texts, [name]: text.slice(0, at) + added + text.slice(at + removed) }
          expect(findings(texts, options), JSON.stringify(texts)).toEqual(first(texts))
        }
      }),
      runs(150),
    )
  }, 180_000)
})
