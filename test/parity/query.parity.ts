import { execFileSync } from 'node:child_process'
import { afterAll, describe, expect, it } from 'vitest'
import { parseVersion } from '../../src/catalog/versions.js'
import { compareQuery, type QueryDifference } from './compare-query.js'
import { queryKinds } from './query-kinds.js'
import { type QueryCase, randomFrom } from './query-tables.js'
import { installedVersion } from './real-postconf.js'
import { runRealQueries } from './real-query.js'

/**
 * `postfix-lint query` against `postmap -q` and `postalias -q`: POSTFIX_LINT_QUERY_COUNT says over how many pairs of a
 * table and a key of each kind (10000 for all of it), POSTFIX_LINT_QUERY_SEED where to begin.
 */
const count = Number(process.env['POSTFIX_LINT_QUERY_COUNT'] ?? 1000)
const seed = Number(process.env['POSTFIX_LINT_QUERY_SEED'] ?? 1)

const version = parseVersion(installedVersion() ?? '')
const compared: string[] = []
afterAll(() => {
  for (const line of compared) process.stdout.write(`compared: ${line}\n`)
})

const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('postfix')
if (version === undefined && required) {
  it('can be run here', () => expect.fail('POSTFIX_LINT_REQUIRE names postfix, but there is no postconf(1)'))
}

const run = version === undefined ? describe.skip : describe

run(`SKIPPED without an installed Postfix: what tables answer, as Postfix ${version} does`, () => {
  // It reads main.cf, and prints the types whatever that says.
  const types = version === undefined ? [] : listTypes()
  it.each(queryKinds.map((kind, index) => ({ ...kind, index })))('$name: the same for every key', kind => {
    expect(types, `${kind.type} is installed`).toContain(kind.type)
    const random = randomFrom(seed * 1000 + kind.index)
    const cases: QueryCase[] = []
    for (let pairs = 0; pairs < count; ) {
      const next = kind.make(random)
      // LMDB stops at an empty key.
      const keys = kind.type === 'lmdb' ? next.keys.filter(key => key !== '') : next.keys
      cases.push({ ...next, keys })
      pairs += keys.length
    }
    const real = runRealQueries(kind, cases)
    let undecided = 0
    const different: QueryDifference[] = []
    for (const [number, one] of cases.entries()) {
      const outcome = real[number]
      if (outcome === undefined) continue
      const found = compareQuery(kind, one, number, outcome, version ?? '3.7.11')
      undecided += found.undecided
      if (found.difference !== undefined) different.push(found.difference)
    }
    const pairs = cases.reduce((sum, { keys }) => sum + keys.length, 0)
    const what = `${cases.length} tables, ${pairs} pairs, ${undecided} undecided, ${different.length} tables different`
    compared.push(`${kind.name}: ${what}`)
    expect(different.slice(0, 5)).toEqual([])
    expect(undecided / pairs).toBeLessThanOrEqual(kind.undecided ?? 0)
  })
})

function listTypes(): readonly string[] {
  return execFileSync('/bin/sh', ['-c', 'd=$(mktemp -d) && : >$d/main.cf && postconf -c $d -m; rm -r $d'], {
    encoding: 'utf8',
  }).split('\n')
}
