import { describe, expect, it } from 'vitest'
import { families } from '../src/rules/families.js'
import { rules } from '../src/rules/index.js'
import { checkRule } from '../src/testing/examples.js'

describe.each(rules.map(rule => [rule.id, rule] as const))('rule %s', (id, rule) => {
  it('finds what its examples mark, and mends it as they say', () => {
    expect(checkRule(rule)).toEqual([])
  })

  it('stands in the family folder under its own name', () => {
    expect(Object.values(families).flat()).toContain(id)
  })

  it('has a summary of one line and says why', () => {
    expect(rule.summary).not.toMatch(/[.\n]$|\n/)
    expect(rule.why.length).toBeGreaterThan(80)
    expect(rule.see.length).toBeGreaterThan(0)
  })
})

it('explains only by rules that exist', () => {
  const ids: readonly string[] = rules.map(rule => rule.id)
  for (const rule of rules) expect(ids).toEqual(expect.arrayContaining([...(rule.explains ?? [])]))
})

it('has each rule once', () => {
  const ids = rules.map(rule => rule.id)
  expect(new Set(ids).size).toBe(ids.length)
})
