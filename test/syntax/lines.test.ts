import { expect, it } from 'vitest'
import { type Line, scanLines } from '../../src/syntax/lines.js'

/** A line as its kind, its text, its pieces, and what stands between them. */
function shown(text: string, line: Line): readonly unknown[] {
  const at = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end)
  if (line.type === 'blank') return ['blank', at(line.range)]
  if (line.type === 'comment') return ['comment', at(line.range), text.slice(line.hash)[0]]
  return [line.type, at(line.range), line.pieces.map(at), line.inner.map(each => `${each.type} ${at(each.range)}`)]
}

// As `readllines` has them.
it.each<[text: string, lines: readonly (readonly unknown[])[]]>([
  ['', []],
  ['a = b', [['logical', 'a = b', ['a = b'], []]]],
  ['\n', [['blank', '\n']]],
  [
    '\na = b\n\n',
    [
      ['blank', '\n'],
      ['logical', 'a = b\n', ['a = b'], []],
      ['blank', '\n'],
    ],
  ],
  ['a =\n b\n\tc\n', [['logical', 'a =\n b\n\tc\n', ['a =', ' b', '\tc'], []]]],
  ['a =\n# x\n\n b\n', [['logical', 'a =\n# x\n\n b\n', ['a =', ' b'], ['comment # x\n', 'blank \n']]]],
  ['a =\n # x\n b', [['logical', 'a =\n # x\n b', ['a =', ' b'], ['comment  # x\n']]]],
  [
    'a = b\n# x\nc = d\n',
    [
      ['logical', 'a = b\n', ['a = b'], []],
      ['comment', '# x\n', '#'],
      ['logical', 'c = d\n', ['c = d'], []],
    ],
  ],
  [
    ' b\n c\na = d\n',
    [
      ['orphan', ' b\n c\n', [' b', ' c'], []],
      ['logical', 'a = d\n', ['a = d'], []],
    ],
  ],
  [
    '# x\n\n a\n# y\n',
    [
      ['comment', '# x\n', '#'],
      ['blank', '\n'],
      ['orphan', ' a\n', [' a'], []],
      ['comment', '# y\n', '#'],
    ],
  ],
  [
    '  # x\n \t\n# y',
    [
      ['comment', '  # x\n', '#'],
      ['blank', ' \t\n'],
      ['comment', '# y', '#'],
    ],
  ],
  ['a = b # c\r\n', [['logical', 'a = b # c\r\n', ['a = b # c\r'], []]]],
  // A carriage return, a vertical tab or a form feed alone makes a line blank, and continues one.
  ['a = b\n\r\n\v\n\fc\n', [['logical', 'a = b\n\r\n\v\n\fc\n', ['a = b', '\fc'], ['blank \r\n', 'blank \v\n']]]],
  // A no-break space does neither.
  [
    'a\n\u00a0b\n',
    [
      ['logical', 'a\n', ['a'], []],
      ['logical', '\u00a0b\n', ['\u00a0b'], []],
    ],
  ],
  [
    'a\n# x\n b\n# y\n c\n',
    [['logical', 'a\n# x\n b\n# y\n c\n', ['a', ' b', ' c'], ['comment # x\n', 'comment # y\n']]],
  ],
])('cuts %j into lines', (text, lines) => {
  expect(scanLines(text).map(line => shown(text, line))).toEqual(lines)
})

it('starts each line with nothing left of the one before', () => {
  const [first, second] = scanLines('a\n# x\n b\nc\n d\n')
  expect(first).toMatchObject({ inner: [{ type: 'comment' }] })
  expect(second).toMatchObject({ inner: [], pieces: [{ start: 9 }, { start: 11 }] })
})
