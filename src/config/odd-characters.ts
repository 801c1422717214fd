import type { LineParts } from '../syntax/nodes.js'
import { ofEveryLine } from '../text/changed-lines.js'
import type { Range } from '../text/range.js'

/** A character that looks like another, or like nothing, and is not what Postfix looks for. */
export interface OddCharacter {
  readonly kind: 'blank' | 'invisible' | 'quote' | 'control'
  /** Its Unicode number, as `U+00A0`. */
  readonly code: string
  readonly range: Range
  /** What was probably meant. */
  readonly plain?: string
}

const blanks = '\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000'
const invisible = '\\u00ad\\u200b-\\u200f\\u2060\\ufeff'
const quotes = '\\u2018-\\u201f\\u00ab\\u00bb'
const controls = '\\x01-\\x08\\x0e-\\x1f\\x7f'
const odd = new RegExp(`[${blanks}${invisible}${quotes}${controls}]`, 'g')
const anyOdd = new RegExp(odd.source)
const invisibleCharacter = new RegExp(`[${invisible}]`)

const lacksOddCharacters = ofEveryLine(lines => !anyOdd.test(lines))

/** True when there is any such character in a text: most files have none at all. */
export function hasOddCharacter(text: string): boolean {
  return !lacksOddCharacters(text)
}

/** The odd characters of a logical line, in order. A byte order mark at the start of the file is not among them. */
export function oddCharacters(source: string, line: Pick<LineParts, 'pieces'>): readonly OddCharacter[] {
  return line.pieces.flatMap(piece => {
    const text = source.slice(piece.start, piece.end)
    return Array.from(text.matchAll(odd), (match): OddCharacter[] => {
      const start = piece.start + match.index
      const [character] = match
      return start === 0 && character === '\ufeff' ? [] : [describe(character, { start, end: start + 1 })]
    }).flat()
  })
}

function describe(character: string, range: Range): OddCharacter {
  const number = character.charCodeAt(0)
  const code = `U+${number.toString(16).toUpperCase().padStart(4, '0')}`
  if (number < 32 || number === 127) return { kind: 'control', code, range }
  if (/[\u2018-\u201b]/.test(character)) return { kind: 'quote', code, range, plain: "'" }
  if (/[\u201c-\u201f\u00ab\u00bb]/.test(character)) return { kind: 'quote', code, range, plain: '"' }
  if (invisibleCharacter.test(character)) return { kind: 'invisible', code, range, plain: '' }
  return { kind: 'blank', code, range, plain: ' ' }
}
