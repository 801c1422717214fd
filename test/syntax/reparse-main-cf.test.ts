import { describe, expect, it } from 'vitest'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import { reparseMainCf } from '../../src/syntax/reparse-main-cf.js'
import { SourceText } from '../../src/text/source-text.js'
import { fc, runs } from '../properties.js'

const piece = fc.constantFrom(
  ...['a = b\n', 'c=d\n', '# comment\n', '  # inner\n', '\n', ' \n', '  more\n', '\tmore', 'word\n', '= x\n', 'a =\n'],
  ...['\n', ' ', '#', '=', 'x', '\r\n', '\0', '\ufeff', 'name', ' = '],
)

/** A change: at which piece, how many go, what comes. */
const edit = fc.tuple(fc.nat(30), fc.nat(3), fc.array(piece, { maxLength: 3 }))

describe('main.cf read again', () => {
  it('is what it is when it is read for the first time, whatever was changed', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.array(edit, { maxLength: 8 }), (pieces, edits) => {
        const now = [...pieces]
        let tree = parseMainCf(now.join(''))
        for (const [at, removed, added] of edits) {
          now.splice(at, removed, ...added)
          const source = new SourceText('main.cf', now.join(''))
          tree = reparseMainCf(source, tree)
          expect(tree.source).toBe(source)
          expect(tree.lines).toEqual(parseMainCf(source).lines)
        }
      }),
      runs(2000),
    )
  })

  it('keeps the lines before a change, and those behind it if they stay where they are', () => {
    const before = parseMainCf('a = 1\nb = 2\nc = 3\nd = 4\n')
    const now = reparseMainCf(new SourceText('main.cf', 'a = 1\nb = 2\nc = 5\nd = 4\n'), before)
    expect(now.lines.map((line, index) => line === before.lines[index])).toEqual([true, true, false, true])
  })

  it('moves what is behind a longer line', () => {
    const before = parseMainCf('a = 1\nb = 2\n# three\nc = 3\n')
    const now = reparseMainCf(new SourceText('main.cf', 'a = 100\nb = 2\n# three\nc = 3\n'), before)
    expect(now.lines).toEqual(parseMainCf('a = 100\nb = 2\n# three\nc = 3\n').lines)
  })

  it('is not that of another file', () => {
    const before = parseMainCf('a = 1\n', 'one')
    const now = reparseMainCf(new SourceText('two', 'a = 1\n'), before)
    expect(now.lines).toEqual(parseMainCf('a = 1\n', 'two').lines)
  })
})
