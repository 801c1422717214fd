import { describe, expect, it } from 'vitest'
import { alwaysMatches, explosiveRepeat, onlyText } from '../../src/config/pattern-facts.js'
import { readExtended } from '../../src/syntax/patterns/extended.js'
import { readPerl } from '../../src/syntax/patterns/perl.js'
import { resultReferences } from '../../src/syntax/patterns/references.js'
import { fc } from '../properties.js'

describe('a pattern', () => {
  it.each([
    ['a(b', 'open-group', 1],
    ['*a', 'nothing-to-repeat', 0],
    ['^*', 'nothing-to-repeat', 1],
    ['(?:x)', 'nothing-to-repeat', 1],
    ['a{2,1}', 'bad-interval', 1],
    ['a{40000}', 'interval-too-big', 1],
    ['[b-a]', 'bad-range', 1],
    ['[a-b-c]', 'bad-range', 4],
    ['[[:foo:]]', 'bad-class-name', 1],
    ['(a\\1)', 'missing-group', 2],
    ['[]', 'open-class', 0],
  ])('POSIX: %s does not compile', (pattern, kind, start) => {
    expect(readExtended(pattern).problem).toMatchObject({ kind, start })
  })

  it.each(['a)', 'a**', '()', 'a||b', 'a{,3}', '[]a]', '[^]-]', '[a-[]', '(a)\\1', '(^)*'])(
    'POSIX: %s compiles',
    pattern => {
      expect(readExtended(pattern)).toMatchObject({ complete: true })
    },
  )

  it('compares the ends of a POSIX range as capitals, unless case counts', () => {
    expect(readExtended('[a-[]', false).problem).toMatchObject({ kind: 'bad-range' })
  })

  it.each([
    ['a)', 'close-without-open', 1],
    ['a**', 'nothing-to-repeat', 2],
    ['\\b+', 'nothing-to-repeat', 2],
    ['\\2(a)', 'missing-group', 0],
    ['(?1)', 'missing-group', 0],
    ['[:alpha:]', 'class-outside-brackets', 0],
    ['(?<n>a)(?<n>b)', 'duplicate-name', 7],
    ['(?#x', 'open-comment', 0],
    ['\\L', 'unsupported-escape', 0],
    ['\\y', 'unknown-escape', 0],
  ])('PCRE: %s does not compile', (pattern, kind, start) => {
    expect(readPerl(pattern).problem).toMatchObject({ kind, start })
  })

  it.each([
    ['(a)(?:b)(?<n>c)(?=d)', 2],
    ['\\Q(((\\E(a)', 1],
    ['[(](\\()', 1],
    ['(?i)(a)(?#(b)', 1],
    ['a{,3}x{', 0],
  ])('PCRE: %s has %i groups', (pattern, groups) => {
    expect(readPerl(pattern)).toMatchObject({ complete: true, groups })
  })

  it('is not judged where options change how it is read', () => {
    expect(readPerl('(?x) ( # )')).toMatchObject({ complete: false })
    expect(readPerl('(?x) ( # )').problem).toBeUndefined()
    expect(readPerl('a ( b', true).problem).toMatchObject({ kind: 'open-group', start: 2 })
  })

  it('is read to the end or to a problem, whatever it is', () => {
    const piece = fc.constantFrom(...'()[]{}|*+?^$.\\-:=,!<>#QE1aé\0 \n')
    const pattern = fc.array(piece, { maxLength: 40 }).map(parts => parts.join(''))
    fc.assert(
      fc.property(pattern, text => {
        for (const tree of [readExtended(text), readPerl(text), readPerl(text, true)]) {
          const { problem } = tree
          expect(tree.complete && problem !== undefined).toBe(false)
          if (problem === undefined) continue
          expect(problem.start).toBeGreaterThanOrEqual(0)
          expect(problem.start).toBeLessThan(problem.end)
          expect(problem.end).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })

  it('may be long and deep', () => {
    const deep = `${'('.repeat(100_000)}a${')*'.repeat(100_000)}x`
    for (const { complete, groups } of [readExtended(deep), readPerl(deep)])
      expect([complete, groups]).toEqual([true, 100_000])
    expect(explosiveRepeat(readPerl(deep))).toBeUndefined()
    for (const piece of ['[[:', '[[.', 'a{1', '(?#', '\\Q', '[', '(?<n', '[\\'])
      expect(readPerl(piece.repeat(100_000)).groups).toBeLessThanOrEqual(100_000)
  })
})

describe('what a pattern matches', () => {
  it.each([
    ['^', 'always'],
    ['.*', 'always'],
    ['^.*$', 'always'],
    ['(a*|b)', 'always'],
    ['x|', 'always'],
    ['.', 'not-empty'],
    ['^.+$', 'not-empty'],
    ['^.$', undefined],
    ['^$', undefined],
    ['a', undefined],
    ['..', undefined],
  ])('%s: %s', (pattern, expected) => {
    expect(alwaysMatches(readPerl(pattern))).toBe(expected)
    expect(alwaysMatches(readExtended(pattern))).toBe(expected)
  })

  it('is known when it is one text', () => {
    expect(onlyText(readPerl('^example\\.com$'))).toBe('example.com')
    expect(onlyText(readPerl('^example.com$'))).toBeUndefined()
    expect(onlyText(readPerl('example\\.com$'))).toBeUndefined()
  })
})

describe('references in a result', () => {
  it('are found as Postfix finds them', () => {
    expect(resultReferences('a $1 ${2} $(3) $$4 $x_1-').map(({ name }) => name)).toEqual(['1', '2', '3', 'x_1'])
    expect(resultReferences('5$')).toEqual([{ start: 1, end: 2, name: '', problem: 'empty' }])
    expect(resultReferences('${1')).toEqual([{ start: 0, end: 3, name: '1', problem: 'open' }])
  })
})
