import type { SourceText } from '../../text/source-text.js'
import { isBlankOrComma } from '../characters.js'
import type { Blank, Comment } from '../lines.js'
import { nextWord } from '../words.js'
import { partOf } from './entry-part.js'
import type { EntryPart, ListLine, ListLineItem } from './nodes.js'
import { ignoredLine, type PhysicalLine, partsOf, textOf } from './physical-lines.js'

/** A line of a file that a match list names: `/file/name` (`match_list_parse` in `src/util/match_list.c`). */
export function readListLine(source: SourceText, line: PhysicalLine): ListLine | Comment | Blank {
  const ignored = ignoredLine(source.text, line, false)
  if (ignored !== undefined) return ignored
  const text = textOf(source, line)
  const items: ListLineItem[] = []
  let comment: EntryPart | undefined
  for (let at = 0; ; ) {
    const word = nextWord(text.text, at, true, isBlankOrComma)
    if (word === undefined) break
    const part = partOf(text, word.start, word.end)
    if (part.value.startsWith('#')) {
      comment = partOf(text, word.start, text.text.length)
      break
    }
    items.push(readItem(part))
    at = word.end
  }
  return { type: 'list-line', ...partsOf(line), items, ...(comment && { comment }) }
}

function readItem(part: EntryPart): ListLineItem {
  let negations = 0
  while (part.value.charAt(negations) === '!') negations++
  const pattern = part.value.slice(negations)
  return { ...part, negations, pattern, form: formOf(pattern) }
}

function formOf(pattern: string): ListLineItem['form'] {
  if (pattern === '') return 'nothing'
  if (pattern.startsWith('/')) return 'file'
  return !pattern.startsWith('[') && pattern.includes(':') ? 'table' : 'pattern'
}
