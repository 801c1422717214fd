import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ValueParser } from '../../grammars/value-parser.js'
import { buildValueLexer } from '../../grammars/value-tokens.js'

/** The checks that the product leaves out to start faster. */
describe("Chevrotain's own checks", () => {
  const groupBy = Object.getOwnPropertyDescriptor(Object, 'groupBy')

  beforeAll(() => {
    // They use what Node has from version 21 on.
    if (groupBy !== undefined) return
    const value = <T>(items: Iterable<T>, keyOf: (item: T) => PropertyKey) => {
      const groups: Record<PropertyKey, T[]> = Object.create(null)
      for (const item of items) {
        const key = keyOf(item)
        groups[key] = [...(groups[key] ?? []), item]
      }
      return groups
    }
    Object.defineProperty(Object, 'groupBy', { value, configurable: true })
  })

  afterAll(() => {
    if (groupBy === undefined) Reflect.deleteProperty(Object, 'groupBy')
  })

  it('find nothing wrong with the lexer', () => {
    expect(buildValueLexer(false).lexerDefinitionErrors).toEqual([])
  })

  it('find nothing wrong with the grammar', () => {
    expect(() => new ValueParser(false)).not.toThrow()
  })
})
