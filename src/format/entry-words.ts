import { fieldNames } from '../syntax/nodes.js'
import { nextWord, type WordSpan } from '../syntax/words.js'

/** The words of a master.cf entry: the columns, in which braces group nothing, and the arguments, in which they do. */
export function entryWords(text: string): readonly WordSpan[] {
  const words: WordSpan[] = []
  for (let at = 0; ; ) {
    const word = nextWord(text, at, words.length >= fieldNames.length)
    if (word === undefined) return words
    words.push(word)
    at = word.end
  }
}
