import { describe, expect, it } from 'vitest'
import { lists, readAnswers, readExamples, readRows } from '../../scripts/coverage-rows.js'
import { tablesFromTexts } from '../../src/config/load-tables.js'
import { lint } from '../../src/lint/lint.js'
import { rules } from '../../src/rules/index.js'
import { exampleFacts } from '../../src/testing/examples.js'

const ids: ReadonlySet<string> = new Set(rules.map(rule => rule.id))

describe.each(lists)('docs/coverage/%s.jsonl', list => {
  const answers = readAnswers(list)
  const rows = readRows(list)

  it('is sorted by row, and has each once', () => {
    const names = answers.map(({ row }) => row)
    expect(names).toEqual([...new Set(names)].sort())
  })

  it('names rows that are on the list', () => {
    const known = new Set(rows.map(({ id }) => id))
    expect(answers.filter(({ row }) => !known.has(row))).toEqual([])
  })

  it('names rules that exist', () => {
    const unknown = answers.flatMap(({ row, rules: named = [] }) =>
      named.filter(id => !ids.has(id)).map(id => [row, id]),
    )
    expect(unknown).toEqual([])
  })

  it('has for each row either rules or a reason', () => {
    const odd = answers.filter(({ rules: named, reason }) => (named === undefined) === (reason === undefined))
    expect(odd).toEqual([])
  })

  it('answers each row that files decide: main.cf and master.cf, tables, or those of the host', () => {
    const decided = ['main.cf and master.cf', 'tables', 'host']
    const open = rows.filter(({ seenIn, answer }) => decided.includes(seenIn) && answer === undefined)
    expect(open.map(({ id }) => id)).toEqual([])
  })
})

describe('the fault of a row', () => {
  const answers = new Map(lists.flatMap(list => readAnswers(list).map(answer => [`${list}/${answer.row}`, answer])))

  it.each(readExamples().map(example => [`${example.list}/${example.row}`, example] as const))(
    '%s is found by a rule that is named for it',
    (key, example) => {
      const { 'main.cf': main, 'master.cf': master, tables, version, profile, files, host } = example
      const { diagnostics } = lint(
        {
          ...(main !== undefined && { main }),
          ...(master !== undefined && { master }),
          ...(tables !== undefined && { tables: tablesFromTexts(tables) }),
        },
        {
          preset: 'all',
          ...(version !== undefined && { postfixVersion: version }),
          ...(profile !== undefined && { profile }),
          ...(files !== undefined && { facts: exampleFacts(files) }),
          ...(host !== undefined && { host }),
        },
      )
      const found = diagnostics.map(({ rule }) => rule)
      const named = answers.get(key)?.rules ?? []
      expect(
        named.filter(id => found.includes(id)),
        `found: ${found.join(', ')}`,
      ).not.toEqual([])
    },
  )
})
