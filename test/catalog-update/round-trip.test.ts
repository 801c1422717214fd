import { expect, test } from 'vitest'
import { applyRelease } from '../../scripts/catalog-update/apply-release.js'
import { type CatalogData, readCatalogData } from '../../scripts/catalog-update/catalog-data.js'
import { findDifferences } from '../../scripts/catalog-update/differences.js'
import { recordedFacts } from '../../scripts/catalog-update/recorded-facts.js'
import { releaseKey } from '../../src/catalog/versions.js'

const full = readCatalogData(new URL('../../src/catalog/data/', import.meta.url).pathname)

/** A catalogue of the time before a branch: every fact that this branch and later ones brought is taken out. */
function before(data: CatalogData, branch: string): CatalogData {
  const isLate = (release: unknown): boolean =>
    typeof release === 'string' && /^\d+\.\d+(?:[.-]\d+)?$/.test(release) && releaseKey(release) >= releaseKey(branch)
  const isLater = (thing: unknown): boolean => {
    const since: unknown = typeof thing === 'object' && thing !== null && 'since' in thing ? thing.since : thing
    return isLate(Array.isArray(since) ? since[0] : since)
  }
  const keep = (entry: readonly [string, unknown]): boolean => !isLate(entry[0]) && !isLater(entry[1])
  const prune = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter(item => !isLater(item)).map(prune)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(entry => entry[0] === 'variants' || keep(entry))
        .map(([name, item]) => [name, name === 'variants' ? item : prune(item)]),
    )
  }
  const whole = <T>(records: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(records).filter(keep))
  const early = structuredClone(data)
  for (const part of ['parameters', 'clients', 'vocabularies', 'stock'] as const) {
    Object.assign(early, { [part]: prune(data[part]) })
  }
  Object.assign(early.families, { families: whole(data.families.families) })
  Object.assign(early.tables, { types: whole(data.tables.types) })
  Object.assign(early.restrictions, { restrictions: whole(data.restrictions.restrictions) })
  Object.assign(early.services, { programs: whole(data.services.programs) })
  for (const part of ['levels', 'lastLevel', 'stockMainCf', 'parameters'] as const) {
    Object.assign(early.compatibility, { [part]: prune(data.compatibility[part]) })
  }
  early.versions.branches = data.versions.branches.filter(known => releaseKey(known.branch) < releaseKey(branch))
  early.versions.stable = early.versions.branches.at(-1)?.branch ?? ''
  return early
}

/** What only a person knows of a new parameter. */
const byHand = ['kind', 'vocabulary', 'needs', 'deprecated', 'buildDependent', 'undocumented', 'macros'] as const

function mechanical(data: CatalogData, early: CatalogData): CatalogData {
  const result = structuredClone(data)
  for (const [name, record] of Object.entries(result.parameters)) {
    const known = early.parameters[name]
    if (!known) for (const field of byHand) delete record[field]
    // Who takes the place of an older name is written by hand as well.
    else if (record.deprecated && !known.deprecated) delete record.deprecated
  }
  const bare = <T>(records: Record<string, T>, known: Record<string, T>): Record<string, T | 'new'> =>
    Object.fromEntries(Object.entries(records).map(([name, record]) => [name, name in known ? record : 'new']))
  Object.assign(result.tables, { types: bare(result.tables.types, early.tables.types) })
  Object.assign(result.services, { programs: bare(result.services.programs, early.services.programs) })
  return result
}

const releases = (branch: string, last: number): string[] =>
  Array.from({ length: last + 1 }, (_, patch) => `${branch}.${patch}`)

test('branches 3.10 to 3.12 come back as they were', () => {
  const early = before(full, '3.10')
  const data = structuredClone(early)
  expect(findDifferences(recordedFacts(full, '3.9.14'), recordedFacts(data, '3.9.14'))).toEqual([])
  const all = [...releases('3.10', 13), ...releases('3.11', 6), '3.12-20260821']
  for (const release of all) {
    const facts = recordedFacts(full, release)
    const work = applyRelease(data, facts)
    expect([release, findDifferences(facts, recordedFacts(data, release))]).toEqual([release, []])
    // Every new name is reported.
    const isNew = (name: string): boolean => !recordedFacts(early, release).sections.parameter.has(name)
    if (release === '3.12-20260821') {
      const added = Object.keys(full.parameters).filter(name => full.parameters[name]?.since === '3.12')
      expect(added.filter(name => isNew(name) && !work.some(item => item.name === name))).toEqual([])
    }
  }
  expect(data.versions).toEqual(full.versions)
  expect(mechanical(data, early)).toEqual(mechanical(full, early))
})

test('an update says the same twice', () => {
  const data = structuredClone(full)
  const release = full.versions.branches.at(-1)?.last ?? ''
  expect(applyRelease(data, recordedFacts(full, release))).toEqual([])
  expect(data).toEqual(full)
})

test('an older release is refused', () => {
  const facts = recordedFacts(full, '3.7.11')
  expect(() => applyRelease(structuredClone(full), facts)).toThrow('the catalogue knows 3.7.22 already')
  expect(() => applyRelease(structuredClone(full), { ...facts, release: '2.2.0' })).toThrow(
    'cannot start an older branch',
  )
})
