import { describe, expect, it } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.js'
import { extendedMatcher } from '../../src/query/matching/extended-matcher.js'
import type { Matcher, NoMatcher } from '../../src/query/matching/matcher.js'
import { perlMatcher } from '../../src/query/matching/perl-matcher.js'
import { query } from '../../src/query/query.js'
import { decodeUtf8, encodeUtf8, foldKey } from '../../src/query/utf8.js'
import { readExtended } from '../../src/syntax/patterns/extended.js'
import { readPerl } from '../../src/syntax/patterns/perl.js'
import { fc, runs } from '../properties.js'

const catalog = createCatalog({ version: '3.7.11', profile: 'debian' })
const byte = fc.integer({ min: 0, max: 255 }).map(code => String.fromCharCode(code))
const telling = fc.constantFrom(
  ...'\n\n \t#!/()[]{}|*+?\\$^.,:;@"\'=-0123abif',
  'if',
  'endif',
  '(?',
  '[:',
  '${',
  '\r',
  '\0',
)
const bytes = fc.array(fc.oneof(byte, telling, telling), { maxLength: 120 }).map(pieces => pieces.join(''))
const files = 'hash btree lmdb cdb texthash regexp pcre cidr'.split(' ')
const names = 'inline static fail pipemap unionmap randmap internal proxy regexp pcre cidr'.split(' ')

function ask(table: string, text: string, key: string, unicode: boolean, aliases: boolean) {
  return query(
    { table, keys: { one: key }, explain: true },
    { catalog, read: () => ({ bytes: text }), foldsKeys: true, unicode, aliases },
  )
}

describe('a query takes any bytes', () => {
  it('in a file', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        bytes,
        bytes,
        fc.boolean(),
        fc.boolean(),
        (type, text, key, utf8, aliases) => {
          const { status, writes } = ask(`${type}:/table`, text, key, utf8, aliases)
          expect([0, 1, 2]).toContain(status)
          // Nothing that is said can look like something else on a terminal.
          for (const { to, text: said } of writes) if (to === 'stderr') expect(decodeUtf8(said)).toMatch(/^\P{Cc}*\n$/u)
        },
      ),
      runs(2000),
    )
  })

  it('in the name of a table', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), bytes, bytes, fc.boolean(), (type, text, key, utf8) => {
        for (const name of [text, `{${text}}`]) {
          expect([0, 1, 2]).toContain(ask(`${type}:${name}`, '', key, utf8, false).status)
        }
      }),
      runs(1000),
    )
  })

  it('that are decoded to what they were made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => decodeUtf8(encodeUtf8(text)) === text),
      runs(500),
    )
  })
})

describe('a pattern that takes long', () => {
  const options = { ignoreCase: true, lines: false, dotAll: true, lazy: false, anchored: false, dollarEndOnly: false }
  const notJudged = 'the pattern has something that is not judged here'
  const tooLarge = `${notJudged}, or is too large`
  const tooOften = 'the pattern takes too many attempts with this key'
  it.each([
    ['a{1}'.repeat(2000), 'a', false, false],
    [`${'(?:'.repeat(5000)}a${')'.repeat(5000)}`, 'a', tooLarge, notJudged],
    ['(?:(?:(?:){65535}){65535}){65535}', 'a', tooLarge, notJudged],
    ['(a{0}{60000}){60000}', 'a', notJudged, notJudged],
    ['((a{100}){100}){100}', 'a'.repeat(1000), tooLarge, 'the pattern refers to a group, or is too large'],
    ['(a+)+b', 'a'.repeat(5000), tooOften, false],
    ['(.*)*(.*)*(.*)*x', 'a'.repeat(300), tooOften, false],
  ])('is given up by its size or its work, not by the clock: %.30s', (pattern, key, perl, extended) => {
    const answer = (matcher: Matcher | NoMatcher) => {
      const found = 'match' in matcher ? matcher.match(key, true) : matcher
      return 'undecided' in found ? found.undecided : found.matches
    }
    expect([
      answer(perlMatcher(readPerl(pattern), options)),
      answer(extendedMatcher(readExtended(pattern), { ignoreCase: true, newline: false })),
    ]).toEqual([perl, extended])
  })

  it('and never answered wrongly for that', () => {
    const matcher = perlMatcher(readPerl('(a+)+b'), options)
    expect('match' in matcher && matcher.match('a'.repeat(5000), false)).toMatchObject({
      undecided: expect.any(String),
    })
    const linear = extendedMatcher(readExtended('(a+)+b'), { ignoreCase: true, newline: false })
    expect('match' in linear && linear.match('a'.repeat(5000), false)).toEqual({ matches: false })
  })
})

it('keys are folded by the rules of Unicode, where lower case is something else', () => {
  const fold = (text: string) => decodeUtf8(foldKey(encodeUtf8(text), true))
  expect(fold('Straße')).toBe('strasse')
  expect(fold('ΣΊΣΥΦΟΣ')).toBe('σίσυφοσ')
  expect(fold('ς')).toBe('σ')
  expect(fold('ı')).toBe('ı')
  expect(fold('ẞ')).toBe('ss')
  expect(fold('ﬀ')).toBe('ff')
  expect(fold('ꭰᏸ')).toBe('ᎠᏰ')
  expect(foldKey(encodeUtf8('É'), false)).toBe(encodeUtf8('É'))
})
