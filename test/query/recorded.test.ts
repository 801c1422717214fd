import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareQuery } from '../parity/compare-query.js'
import { readRecordedQueries } from './recorded-queries.js'

const folder = 'fixtures/queries'

describe('what tables answer, as it was recorded', () => {
  it.each(readdirSync(folder).filter(name => name.endsWith('.json')))('%s', name => {
    const { version = '', cases, ...kind } = readRecordedQueries(readFileSync(join(folder, name), 'utf8'))
    expect(cases.length).toBeGreaterThan(2)
    for (const [number, { real, ...one }] of cases.entries()) {
      expect(real, 'was recorded').toBeDefined()
      if (real === undefined) continue
      const { difference, undecided } = compareQuery(kind, one, number, real, version)
      expect(difference).toBeUndefined()
      expect(undecided).toBe(0)
    }
  })
})
