import { type CSources, cSources } from './c-source.js'
import { stringValue } from './c-tokens.js'
import { readClientKeys } from './client-keys.js'
import type { ReleaseFacts } from './facts.js'
import {
  readAccessActions,
  readNameTables,
  readRestrictions,
  readTableTypes,
  readVocabularyWords,
  strayTables,
  type VocabularyTables,
} from './keywords.js'
import { readParameters } from './parameter-tables.js'
import { readDeprecated, readPrograms, readSuffixes } from './programs.js'
import type { SourceTree } from './source-tree.js'
import { readCompatibility, readStockEntries } from './stock-files.js'

/** The release a tree is of (`src/global/mail_version.h`): snapshots have no patch number, and are told by their date. */
function releaseOf(sources: CSources): string {
  const params = sources.read('src/global/mail_params.c')
  const number = params && stringValue(params.expand('MAIL_VERSION_NUMBER'))
  const date = params && stringValue(params.expand('MAIL_RELEASE_DATE'))
  if (number === undefined || date === undefined) throw new Error('src/global/mail_version.h does not name a release')
  return /^\d+\.\d+$/.test(number) ? `${number}-${date}` : number
}

/** Reads everything that the catalogue holds and a source tree says. */
export function readRelease(tree: SourceTree, vocabularies: VocabularyTables): ReleaseFacts {
  const sources = cSources(tree)
  const parameters = readParameters(sources)
  const nameTables = readNameTables(sources)
  return {
    release: releaseOf(sources),
    spellings: new Map(nameTables.flatMap(({ words }) => words.map(word => [word.toLowerCase(), word] as const))),
    sections: {
      parameter: parameters,
      'deprecated name': readDeprecated(sources),
      'service suffix': readSuffixes(sources),
      'client key': readClientKeys(sources),
      restriction: readRestrictions(sources),
      'access action': readAccessActions(sources),
      'table type': readTableTypes(sources),
      'vocabulary word': readVocabularyWords(nameTables, vocabularies),
      'table of words': strayTables(nameTables, vocabularies),
      program: readPrograms(sources),
      'stock entry': readStockEntries(sources),
      compatibility: readCompatibility(sources, parameters),
    },
  }
}
