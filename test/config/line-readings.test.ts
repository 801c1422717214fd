import { expect, it } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.js'
import { commentStretches } from '../../src/config/comment-stretches.js'
import { commentText, pieceAt, readAsService, readAsSetting, trimmed } from '../../src/config/line-readings.js'
import { hasOddCharacter, oddCharacters } from '../../src/config/odd-characters.js'
import { scanLines } from '../../src/syntax/lines.js'
import { parseMainCf } from '../../src/syntax/main-cf.js'

const catalog = createCatalog({ version: '3.7.11', profile: 'upstream' })
const whole = (text: string) => ({ start: 0, end: text.length })

it.each([
  ['a = b c ', 'a', 'b c', 'a = b c'],
  [' a=', 'a', '', 'a='],
  ['a-b = c', undefined, undefined, undefined],
  ['a b = c', undefined, undefined, undefined],
  ['= c', undefined, undefined, undefined],
])('reads %j as a setting', (text, name, value, range) => {
  const found = readAsSetting(text, whole(text))
  expect([found?.name, found?.value, found && text.slice(found.range.start, found.range.end)]).toEqual([
    name,
    value,
    range,
  ])
})

it.each([
  ['smtp inet n - y - - smtpd -v \t', 'smtp/inet smtpd', 'smtp inet n - y - - smtpd -v'],
  [' x unix - n n 60? 10 pipe', 'x/unix pipe', 'x unix - n n 60? 10 pipe'],
  ['smtp inet n - y - -', undefined, undefined],
  ['', undefined, undefined],
  ['smtp tcp n - y - - smtpd', undefined, undefined],
  ['smtp inet yes - y - - smtpd', undefined, undefined],
  ['smtp inet n - y x - smtpd', undefined, undefined],
  ['smtp inet n - y - x smtpd', undefined, undefined],
  ['this sentence has more than eight words in it', undefined, undefined],
])('reads %j as a service', (text, service, range) => {
  const found = readAsService(`#${text}`, { start: 1, end: text.length + 1 }, catalog)
  expect(found && `${found.name}/${found.type} ${found.command}`).toBe(service)
  expect(found && `#${text}`.slice(found.range.start, found.range.end)).toBe(range)
})

it.each([
  ['# a b\n', ' a b'],
  ['## a', ' a'],
  ['  #a\n', 'a'],
  ['#\n', ''],
  ['#', ''],
])('knows what the comment %j says', (text, said) => {
  const [line] = scanLines(text)
  const range = line?.type === 'comment' ? commentText(text, line) : undefined
  expect(range && text.slice(range.start, range.end)).toBe(said)
})

it('trims a line', () => {
  expect(trimmed(' \ta b\r', { start: 0, end: 6 })).toEqual({ start: 2, end: 5 })
  expect(trimmed('  ', { start: 0, end: 2 })).toEqual({ start: 2, end: 2 })
})

it('finds the piece that holds an offset', () => {
  const pieces = Array.from({ length: 9 }, (_, index) => ({ start: index * 10, end: index * 10 + 8 }))
  for (let offset = 0; offset < 100; offset++) {
    expect(pieceAt(pieces, offset)).toBe(pieces.find(({ start, end }) => start <= offset && offset < end))
  }
  expect(pieceAt([], 0)).toBeUndefined()
  expect(pieceAt([{ start: 5, end: 6 }], 0)).toBeUndefined()
})

it.each([
  ['a = b # c d\n', ['# c d']],
  ['a = b # c # d\n e # f \n', ['# c # d', '# f']],
  ['a = b#c {# d}\n', []],
  ['a = b\n', []],
  ['a = #\n', ['#']],
])('finds what looks like a comment in %j', (text, stretches) => {
  const [line] = parseMainCf(text).lines
  const found = line?.type === 'setting' ? commentStretches(text, line) : []
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(stretches)
})

it('finds characters that look like others', () => {
  const text = '\ufeffa =\u00a0\u2018b\u2019 \u201cc\u201d\u200b\n \u00abd\x07\ufeff'
  const line = {
    pieces: [
      { start: 0, end: text.indexOf('\n') },
      { start: text.indexOf('\n') + 1, end: text.length },
    ],
  }
  expect(hasOddCharacter(text)).toBe(true)
  expect(hasOddCharacter('a = \u00e9\t\r\n')).toBe(false)
  expect(
    oddCharacters(text, line).map(({ kind, code, plain, range }) => [kind, code, plain, text[range.start]]),
  ).toEqual([
    ['blank', 'U+00A0', ' ', '\u00a0'],
    ['quote', 'U+2018', "'", '\u2018'],
    ['quote', 'U+2019', "'", '\u2019'],
    ['quote', 'U+201C', '"', '\u201c'],
    ['quote', 'U+201D', '"', '\u201d'],
    ['invisible', 'U+200B', '', '\u200b'],
    ['quote', 'U+00AB', '"', '\u00ab'],
    ['control', 'U+0007', undefined, '\x07'],
    ['invisible', 'U+FEFF', '', '\ufeff'],
  ])
})
