import { describe, expect, test } from 'vitest'
import { isPresent, textAt, valueAt } from '../../src/catalog/timeline.js'
import {
  branches,
  branchOf,
  compareVersions,
  exactVersion,
  latestVersion,
  parseVersion,
  releaseKey,
} from '../../src/catalog/versions.js'
import { fc } from '../properties.js'

test.each([
  ['3.7', '3.7'],
  ['3.7.11', '3.7.11'],
  ['v3.7.11', '3.7.11'],
  [' 3.7.11 ', '3.7.11'],
  ['3.07.011', '3.7.11'],
  ['3.12', '3.12'],
  ['3.12-20260821', '3.12-20260821'],
  ['3.12-20260821-nonprod', '3.12-20260821'],
  ['3.11-20251230', '3.11.0'],
  ['3.8.0-RC1', '3.8.0'],
  ['3.8-RC1', '3.8'],
  ['3.7.11-0+deb12u1', '3.7.11'],
  ['3.4.13-0ubuntu1.4', '3.4.13'],
  ['2.3', '2.3'],
  ['2.2', undefined],
  ['2.10.1', '2.10.1'],
  ['3.13', undefined],
  ['4.0', undefined],
  ['3', undefined],
  ['', undefined],
  ['3.7.11.2', undefined],
  ['postfix', undefined],
  ['3.7x', undefined],
])('parseVersion(%j) is %j', (text, version) => {
  expect(parseVersion(text)).toBe(version)
})

test('latest version is of the newest stable branch', () => {
  expect(latestVersion()).toMatch(/^3\.11\.\d+$/)
  expect(branches.at(-1)).toMatchObject({ branch: '3.12', stable: false })
  expect(branches.at(-2)).toMatchObject({ branch: branchOf(latestVersion()), last: latestVersion(), stable: true })
})

test('a branch means its last known release', () => {
  expect(exactVersion('3.7')).toBe('3.7.22')
  expect(compareVersions('3.7', '3.7.22')).toBe(0)
  expect(compareVersions('3.7', '3.7.11')).toBeGreaterThan(0)
  expect(compareVersions('2.11.11', '2.9.15')).toBeGreaterThan(0)
  expect(compareVersions('3.12', '3.12-20260821')).toBe(0)
  expect(compareVersions('3.11', '3.12')).toBeLessThan(0)
})

test('branches ascend', () => {
  const keys = branches.map(({ last }) => releaseKey(last))
  expect([...keys].sort((a, b) => a - b)).toEqual(keys)
})

describe('timelines', () => {
  const at = (timeline: Parameters<typeof valueAt>[0], version: string) => valueAt(timeline, releaseKey(version))

  test('a patch release holds in its branch only', () => {
    const timeline = { '3.5': 'old', '3.5.4': 'new', '3.6.2': 'new', '3.7': 'new' }
    expect(
      ['3.5.0', '3.5.3', '3.5.4', '3.5.9', '3.6.0', '3.6.1', '3.6.2', '3.7.0', '3.9.1'].map(v => at(timeline, v)),
    ).toEqual(['old', 'old', 'new', 'new', 'old', 'old', 'new', 'new', 'new'])
    expect(at(timeline, '3.4.29')).toBeUndefined()
  })

  test('a text can continue the entry before it', () => {
    const timeline = { '2.3': '$a', '2.3.15': '… $b', '2.4.8': '…', '2.5': '… $c' }
    const read = (version: string) => textAt(timeline, releaseKey(version))
    expect(['2.3.0', '2.3.15', '2.4.0', '2.4.8', '2.5.0'].map(read)).toEqual(['$a', '$a $b', '$a', '$a $b', '$a $b $c'])
  })

  test('presence with back-ports and removal', () => {
    const since = ['3.5.23', '3.6.13', '3.7']
    const there = (version: string) => isPresent(since, '3.9', releaseKey(version))
    expect(['3.4.29', '3.5.22', '3.5.23', '3.6.12', '3.6.13', '3.7.0', '3.8.20', '3.9.0'].map(there)).toEqual([
      false,
      false,
      true,
      false,
      true,
      true,
      true,
      false,
    ])
  })

  test('constant timelines hold everywhere', () => {
    const versions = branches.map(({ last }) => last)
    fc.assert(
      fc.property(
        fc.constantFrom(...versions),
        fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
        (version, value) => {
          expect(valueAt(value, releaseKey(version))).toBe(value)
        },
      ),
    )
  })
})

test('keys stay right however many releases are asked for', () => {
  for (let patch = 0; patch < 2000; patch++) releaseKey(`3.7.${patch}`)
  expect(releaseKey('3.7.1999')).toBeGreaterThan(releaseKey('3.7.22'))
  expect(releaseKey('3.7.1999')).toBeLessThan(releaseKey('3.8'))
  expect(releaseKey('3')).toBe(releaseKey('3.0.0'))
})

test('a text that grew shows what each release had', () => {
  const grown = { '2.3': 'a', '2.6': '… b', '3.0': null, '3.1': '…c' }
  const at = (release: string) => textAt(grown, releaseKey(release))
  expect([at('2.2'), at('2.3'), at('2.7'), at('3.0'), at('3.5')]).toEqual([undefined, 'a', 'a b', null, 'c'])
})
