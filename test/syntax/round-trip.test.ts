import { describe, expect, it } from 'vitest'
import { scanLines } from '../../src/syntax/lines.js'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import { parseMasterCf } from '../../src/syntax/master-cf.js'
import type { Argument, ConfigFile, LineParts } from '../../src/syntax/nodes.js'
import { stringify } from '../../src/syntax/stringify.js'
import type { MappedText } from '../../src/text/mapped-text.js'
import type { Range } from '../../src/text/range.js'
import { atMost, fc, runs } from '../properties.js'
import { damaged, nastyText, sampleMain, sampleMaster } from './nasty-text.js'

const anyText = fc.oneof(nastyText, fc.string({ unit: 'binary' }), damaged(sampleMain), damaged(sampleMaster))
const readers = [parseMainCf, parseMasterCf] as const
const usual = runs(3000)

describe('a tree', () => {
  it('prints what it was read from', () => {
    fc.assert(
      fc.property(anyText, text => readers.every(parse => stringify(parse(text)) === text)),
      usual,
    )
  })

  it('is plain data: it goes through JSON', () => {
    fc.assert(
      fc.property(anyText, text => {
        for (const parse of readers) {
          const { lines } = parse(text)
          expect(JSON.parse(JSON.stringify(lines))).toEqual(withoutUndefined(lines))
        }
      }),
      runs(300),
    )
  })

  it('has every text where it says', () => {
    fc.assert(
      fc.property(anyText, text => {
        for (const parse of readers) expect(misplaced(parse(text))).toEqual([])
      }),
      usual,
    )
  })
})

describe('lines', () => {
  it('tile the text, and so do the pieces of a line and what stands between them', () => {
    fc.assert(
      fc.property(anyText, text => {
        let at = 0
        for (const line of scanLines(text)) {
          expect(line.range.start).toBe(at)
          at = line.range.end
          if (line.type === 'comment' || line.type === 'blank') continue
          const inside = [...line.pieces, ...line.inner.map(inner => inner.range)].sort((a, b) => a.start - b.start)
          let end = line.range.start
          for (const piece of inside) {
            expect(piece.start).toBe(end)
            // A piece leaves its newline out.
            end = line.pieces.includes(piece) && text[piece.end] === '\n' ? piece.end + 1 : piece.end
          }
          expect(end).toBe(line.range.end)
        }
        expect(at).toBe(text.length)
      }),
      usual,
    )
  })

  it('are found in a long text without getting slow', () => {
    const lines = atMost(200_000)
    expect(scanLines('a = b\n'.repeat(lines))).toHaveLength(lines)
    expect(scanLines(`a = b\n${' c\n# d\n'.repeat(lines)}`)).toHaveLength(2)
    expect(parseMainCf(`a =${' b\n'.repeat(lines)}`).lines).toHaveLength(1)
    expect(parseMasterCf(`a inet n - y - - smtpd${' -o a=b\n'.repeat(lines / 4)}`).lines).toHaveLength(1)
  })
})

/** Undefined properties do not go through JSON, and nothing may depend on them. */
function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

/** Every place in a tree that does not hold the text that the tree says is there. */
function misplaced(file: ConfigFile): readonly string[] {
  const { text } = file.source
  const faults: string[] = []
  const place = (what: string, range: Range) => {
    if (range.start < 0 || range.start > range.end || range.end > text.length)
      faults.push(`${what} ${range.start}-${range.end}`)
  }
  /** A word with nothing of a line end in it stands in the file as it is. */
  const exact = (what: string, word: string, range: Range, line: LineParts) => {
    place(what, range)
    const inOnePiece = line.pieces.some(piece => piece.start <= range.start && range.end <= piece.end)
    const found = text.slice(range.start, range.end)
    if (inOnePiece ? found !== word : !startsAndEndsAlike(found, word))
      faults.push(`${what}: ${JSON.stringify([found, word])}`)
  }
  const mapped = (what: string, value: MappedText) => {
    value.segments.forEach((segment, index) => {
      const end = value.segments[index + 1]?.out ?? value.text.length
      const there = text.slice(segment.at, segment.at + end - segment.out)
      if (there !== value.text.slice(segment.out, end)) faults.push(`${what}: ${JSON.stringify(there)}`)
    })
  }
  const argument = (node: Argument, line: LineParts) => {
    place(node.type, node.range)
    if (node.type === 'override') {
      exact('name of -o', node.name, node.nameRange, line)
      exact('value of -o', node.value.text, node.valueRange, line)
      mapped('value of -o', node.value)
    } else if (node.type === 'attribute') {
      exact('attribute', node.name, node.nameRange, line)
      mapped('value of attribute', node.value)
    } else if (node.type === 'word') mapped('word', node.value)
  }
  for (const line of file.lines) {
    if (line.type === 'setting') {
      exact('name', line.name, line.nameRange, line)
      exact('value', line.value.text, line.valueRange, line)
      mapped('value', line.value)
      if (text[line.equals] !== '=') faults.push('no = at `equals`')
    } else if (line.type === 'malformed-setting') {
      place('at', line.at)
      if (line.name) exact('malformed name', line.name.text, line.name.range, line)
    } else if (line.type === 'service' || line.type === 'incomplete-service') {
      for (const field of line.fields) exact(field.name, field.text, field.range, line)
      if (line.type === 'service') for (const node of line.arguments) argument(node, line)
    }
  }
  return faults
}

/** Over several pieces, the ends are what can be compared. */
function startsAndEndsAlike(found: string, word: string): boolean {
  return found[0] === word[0] && found.at(-1) === word.at(-1)
}
