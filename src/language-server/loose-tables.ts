import { clientInName, type GuessedTable, guessTable } from '../config/guess-table.js'
import { SourceText } from '../text/source-text.js'
import { tableInModeline, tableOfType } from './modeline.js'

/** A table that is open, and that nothing need name. */
export interface LooseTable {
  readonly uri: string
  readonly guess: GuessedTable
}

/**
 * What a document is by itself, where no main.cf says it: by its language, by what it says of itself for editors, or by
 * its name. Undefined when nothing tells.
 */
export function guessDocument(uri: string, languageId: string, text: string): GuessedTable | undefined {
  const byName = guessTable(new SourceText(uri, text))
  const language = tableOfType[languageId.toLowerCase()] ?? tableInModeline(text)
  if (language === undefined) return byName
  const name = uri.slice(uri.lastIndexOf('/') + 1)
  // regexp: or pcre: shows in no file; what pcre cannot read, regexp can hardly read either.
  const patterns = /regexp?\b/i.test(name) ? 'regexp' : 'pcre'
  const syntax = language === 'patterns' ? patterns : language
  if (byName?.syntax === syntax) return byName
  if (syntax !== 'client') return { syntax, uses: syntax === 'aliases' ? ['aliases'] : [] }
  const type = clientInName(name)
  return { syntax, uses: [], ...(type && { type }) }
}
