import { expect, it } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { toOffset, toPosition } from '../../src/language-service/positions.js'
import { SourceText } from '../../src/text/source-text.js'
import { fc } from '../properties.js'

const texts = fc.array(fc.constantFrom('a', 'é', '😀', '\r', '\n', '\r\n', '\u2028', '\t'), { maxLength: 30 })

it('counts lines and columns as the protocol does', () => {
  fc.assert(
    fc.property(texts, fc.nat(40), (parts, offset) => {
      const text = parts.join('')
      const source = new SourceText('main.cf', text)
      const document = TextDocument.create('main.cf', '', 1, text)
      const inside = Math.min(offset, text.length)
      // Between `\r` and `\n` there is no position: both ends of the pair are told apart by nobody.
      fc.pre(!(text.charAt(inside - 1) === '\r' && text.charAt(inside) === '\n'))
      const position = toPosition(source, offset)
      expect(position).toEqual(document.positionAt(inside))
      expect(toOffset(source, position)).toBe(inside)
    }),
  )
})

it('moves places outside the text to the nearest one in it', () => {
  const source = new SourceText('main.cf', 'ab\ncd\r\n')
  expect(toOffset(source, { line: 0, character: 99 })).toBe(2)
  expect(toOffset(source, { line: 1, character: 99 })).toBe(5)
  expect(toOffset(source, { line: 99, character: 0 })).toBe(7)
})
