import { describe, expect, it } from 'vitest'
import { stringify } from '../../../src/syntax/stringify.js'
import { type EntryPart, tableSyntaxes } from '../../../src/syntax/tables/nodes.js'
import { parseTable, readTable } from '../../../src/syntax/tables/read-table.js'
import { origin } from '../../../src/text/mapped-text.js'
import { SourceText } from '../../../src/text/source-text.js'
import { fc, runs } from '../../properties.js'
import { anyTable as anyText } from './any-table.js'

describe.each(tableSyntaxes)('a %s table', syntax => {
  it('prints what it was read from', () => {
    fc.assert(
      fc.property(anyText(syntax), text => stringify(parseTable(text, syntax)) === text),
      runs(2000),
    )
  })

  it('is cut into lines that tile the text', () => {
    fc.assert(
      fc.property(anyText(syntax), text => {
        let at = 0
        for (const line of readTable(new SourceText('t', text), syntax)) {
          expect(line.range.start).toBe(at)
          expect(line.range.end).toBeGreaterThan(at)
          at = line.range.end
        }
        expect(at).toBe(text.length)
      }),
      runs(1000),
    )
  })

  it('has every part where it says, with the text it says', () => {
    fc.assert(
      fc.property(anyText(syntax), text => {
        for (const line of readTable(new SourceText('t', text), syntax)) {
          for (const part of partsIn(line)) {
            expect(part.text.text.slice(part.span.start, part.span.end)).toBe(part.value)
            const found = origin(part.text, part.span)?.location.range
            if (part.value === '' || found === undefined) continue
            expect(found.start).toBeGreaterThanOrEqual(line.range.start)
            expect(found.end).toBeLessThanOrEqual(line.range.end)
            expect(text.charAt(found.start)).toBe(part.value.charAt(0))
          }
        }
      }),
      runs(1000),
    )
  })
})

function isPart(value: object): value is EntryPart {
  return 'span' in value && 'value' in value && 'text' in value
}

function partsIn(value: unknown): readonly EntryPart[] {
  if (Array.isArray(value)) return value.flatMap(partsIn)
  if (typeof value !== 'object' || value === null) return []
  return isPart(value) ? [value] : Object.values(value).flatMap(partsIn)
}
