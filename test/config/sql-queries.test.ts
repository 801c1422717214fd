import { describe, expect, it } from 'vitest'
import { queryFault } from '../../src/config/sql-queries.js'

describe('what no database reads', () => {
  it.each([
    ['selec x', 'word', 'selec'],
    ['  FROM a', 'word', 'FROM'],
    ["SELECT a FROM b WHERE c = '%s", 'quote', "'"],
    ['SELECT "a FROM b', 'quote', '"'],
    ['SELECT count(a FROM b', 'open', '('],
    ['SELECT a) FROM b', 'close', ')'],
  ])('%s', (query, type, at) => {
    const fault = queryFault(query, 'sqlite')
    expect(fault).toMatchObject({ type })
    expect(query.slice(fault?.start, fault?.end)).toBe(at)
  })
})

describe('what may be read, or is not read here', () => {
  it.each([
    ["SELECT goto FROM alias WHERE address = '%s'", 'mysql'],
    ["select '(' || a from b where c = ''''", 'sqlite'],
    ['(SELECT a FROM b) UNION (SELECT c FROM d)', 'mysql'],
    ["CALL lookup('%s')", 'mysql'],
    ["SELECT $$ ' $$", 'pgsql'],
    ["SELECT 1 -- it's", 'sqlite'],
    ["SELECT 'it\\'s'", 'mysql'],
    ["SELECT 1; SELECT '", 'sqlite'],
    ['%s', 'sqlite'],
    ['', 'sqlite'],
    ['selec x', 'ldap'],
  ])('%s for %s', (query, type) => {
    expect(queryFault(query, type)).toBeUndefined()
  })
})
