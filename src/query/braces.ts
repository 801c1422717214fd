import { isBlankOrComma, skipSpace, trimSpace } from '../syntax/characters.js'
import { nextWord } from '../syntax/words.js'

/** Offset of the bracket that closes the one at `open`, counting both. */
export function closingBracket(text: string, open: number, brackets: '{}' | '()'): number | undefined {
  let level = 0
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === brackets[0]) level++
    else if (character === brackets[1] && --level === 0) return at
  }
  return undefined
}

/** What stands between braces that are the whole text (`balpar`); undefined when they are not, or nothing does. */
export function insideBraces(text: string): string | undefined {
  if (!text.startsWith('{') || closingBracket(text, 0, '{}') !== text.length - 1) return undefined
  const inside = text.slice(1, -1)
  return inside === '' ? undefined : inside
}

/** The elements of a list in which braces keep together what they hold (`mystrtokq`). */
export function listElements(text: string): readonly string[] {
  const found: string[] = []
  for (let at = 0; ; ) {
    const word = nextWord(text, at, true, isBlankOrComma)
    if (word === undefined) return found
    found.push(text.slice(word.start, word.end))
    at = word.end
  }
}

/** Takes the braces off a text (`extpar`), or says what Postfix complains about. */
export function withoutBraces(text: string, strip: boolean): { readonly text: string } | { readonly error: string } {
  if (!text.startsWith('{')) return { error: `no '{' at start of text in "${text}"` }
  const close = closingBracket(text, 0, '{}')
  if (close === undefined) return { error: `missing '}' in "${text}"` }
  if (close !== text.length - 1) return { error: `syntax error after '}' in "${text}"` }
  const inside = text.slice(1, close)
  if (!strip) return { text: inside }
  const start = skipSpace(inside, 0, inside.length)
  return { text: inside.slice(start, trimSpace(inside, start, inside.length)) }
}
