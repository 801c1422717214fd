import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { generatedFiles } from '../scripts/generated-files.js'
import { describeValueGrammar } from '../scripts/grammar-description.js'
import { ruleLists } from '../scripts/rule-index.js'

const stale = 'is not current: run `npm run generate`'

describe('generated files', () => {
  const files = generatedFiles()

  it('holds the current lists of rules', () => {
    for (const [path, text] of ruleLists()) expect(readFileSync(path, 'utf8'), stale).toBe(text)
  })

  it('is what `npm run generate` writes', () => {
    const different = [...files].filter(([path, text]) => read(path) !== text).map(([path]) => path)
    expect(different, stale).toEqual([])
  })

  it('has no page of a rule that is gone', () => {
    const left = readdirSync('docs/rules').filter(name => !files.has(`docs/rules/${name}`))
    expect(left).toEqual([])
  })
})

it('says of each grammar rule what no notation can say', () => {
  const { rules, ruleNotes } = describeValueGrammar()
  expect(Object.keys(ruleNotes)).toEqual(rules.map(rule => rule.name))
})

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
