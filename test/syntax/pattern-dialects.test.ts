import { describe, expect, it } from 'vitest'
import { readExtended } from '../../src/syntax/patterns/extended.js'
import { readPerl } from '../../src/syntax/patterns/perl.js'
import { resultReferences } from '../../src/syntax/patterns/references.js'

// What compiles and what does not was asked of `postmap -q` of Postfix 3.7.11 (glibc 2.36, PCRE2 10.42), pattern by
// pattern; `test/parity/patterns.parity.ts` asks again with random ones.

describe('PCRE: a pattern compiles', () => {
  it.each([
    ['[\\d\\w]', 0],
    ['[\\n\\x41-z]', 0],
    ['[\\x4z]', 0],
    ['[a-\\x7a]', 0],
    ['[[:alpha:]-]', 0],
    ['[[:^digit:]a]', 0],
    ['[[:alpha]', 0],
    ['[[:a[:b]', 0],
    ['[^]a]', 0],
    ['[a\\-z]', 0],
    ['[-a]', 0],
    ['[a-]', 0],
    ['[\\s-]', 0],
    ['[[]', 0],
    ['\\x41\\x{41}\\012\\o{12}', 0],
    ['\\p{L}\\pN\\P{^Lu}', 0],
    ['(a)\\g1(b)\\g{2}\\g{-1}', 2],
    ['\\cA\\Aa\\z\\R\\e\\N', 0],
    ['a\\Eb\\Qc(', 0],
    ['(a)\\1', 1],
    ['(?>a)(?<=b)(?<!c)(?!d)', 0],
    ["(?P<n>a)(?P=n)(?'m'b)(?&m)(?P>n)", 2],
    ['(?i-s:a)(?-i)', 0],
    ['a(?R)?(b)(?1)', 1],
    ['a+?b*+c??d{2}e{2,}f{2,3}?', 0],
  ])('%s', (pattern, groups) => {
    expect(readPerl(pattern)).toMatchObject({ complete: true, groups })
  })
})

describe('PCRE: a pattern does not compile', () => {
  it.each([
    ['[[.a.]]', 'bad-collation', 1],
    ['[[=a=]]', 'bad-collation', 1],
    ['[[:foo:]]', 'bad-class-name', 1],
    ['[z-a]', 'bad-range', 1],
    ['[a', 'open-class', 0],
    ['[\\', 'trailing-backslash', 1],
    ['a\\', 'trailing-backslash', 1],
    ['a{3,2}', 'bad-interval', 1],
    ['a{70000}', 'interval-too-big', 1],
    ['(?', 'open-group', 0],
    ['(?<n>a', 'open-group', 0],
    ['(a|(b)', 'open-group', 0],
    ['(?i)*', 'nothing-to-repeat', 4],
    ['a|*', 'nothing-to-repeat', 2],
    ['(*', 'nothing-to-repeat', 1],
    ['\\m', 'unknown-escape', 0],
    ['\\U', 'unsupported-escape', 0],
    ['(?3)(a)', 'missing-group', 0],
  ])('%s', (pattern, kind, start) => {
    expect(readPerl(pattern).problem).toMatchObject({ kind, start })
  })
})

it('PCRE: with the flag x, a comment reaches to the end of a line', () => {
  const read = readPerl('a # (b\nc', true)
  expect([read.complete, read.groups, read.alternatives[0]?.length]).toEqual([true, 0, 2])
})

describe('PCRE: a pattern is not judged', () => {
  it.each([
    '[\\d-z]',
    '[[:<:]]',
    '[a-[:alpha:]]',
    '[[:alpha:]-z]',
    '[a-\\d]',
    '[\\o{12}]',
    '[é-a]',
    '\\12',
    '(*ACCEPT)',
    '(?x)',
    '(?i--s)',
    '\\p{Greek}',
    '(?<1>a)',
  ])('%s', pattern => {
    const { complete, problem } = readPerl(pattern)
    expect([complete, problem]).toEqual([false, undefined])
  })

  it('with white space or comments in it that mean nothing', () => {
    expect(readPerl('a b\n+', true)).toMatchObject({ complete: true })
    for (const pattern of ['a+ +']) {
      const { complete, problem } = readPerl(pattern, true)
      expect([complete, problem]).toEqual([false, undefined])
    }
  })
})

describe('POSIX: a pattern', () => {
  it.each(['[[=a=]]', '[[.a.]-z]', '[[:alpha:]-]', '[a-z-]', '[-a]'])('%s compiles', pattern => {
    expect(readExtended(pattern)).toMatchObject({ complete: true })
  })

  it.each([
    ['[]-a]', 'bad-range', 1],
    ['[[.', 'open-class', 0],
    ['[a', 'open-class', 0],
    ['[a-', 'open-class', 0],
    ['[a-b-', 'open-class', 0],
    ['[[.ab.]]', 'bad-collation', 1],
    ['[a-[:alpha:]]', 'bad-range', 1],
    ['[a-[.', 'open-class', 0],
    ['[a-[.bc.]]', 'bad-collation', 3],
  ])('%s does not compile', (pattern, kind, start) => {
    expect(readExtended(pattern).problem).toMatchObject({ kind, start })
  })

  it('is not judged where the names of characters decide', () => {
    for (const pattern of ['[[..]]', '[é-z]']) {
      const { complete, problem } = readExtended(pattern)
      expect([complete, problem]).toEqual([false, undefined])
    }
  })
})

describe('references in a result', () => {
  it.each([
    ['${}', [{ start: 0, end: 3, name: '', problem: 'empty' }]],
    ['$(a(b)c) $1', ['a(b)c', '1']],
    ['$$$1', ['1']],
    ['$-', [{ start: 0, end: 1, name: '', problem: 'empty' }]],
  ])('%s', (text, expected) => {
    const found = resultReferences(text)
    expect(typeof expected[0] === 'string' ? found.map(({ name }) => name) : found).toEqual(expected)
  })
})
