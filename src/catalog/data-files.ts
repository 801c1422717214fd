import { lazily } from '../text/lazily.js'
import compatibilityText from './data/compatibility.json?raw'
import dictionaryClientsText from './data/dictionary-clients.json?raw'
import nameFamiliesText from './data/name-families.json?raw'
import parametersText from './data/parameters.json?raw'
import profilesText from './data/profiles.json?raw'
import restrictionsText from './data/restrictions.json?raw'
import servicesText from './data/services.json?raw'
import stockMasterText from './data/stock-master.json?raw'
import tableUsesText from './data/table-uses.json?raw'
import tablesText from './data/tables.json?raw'
import valueSyntaxText from './data/value-syntax.json?raw'
import versionsText from './data/versions.json?raw'
import vocabulariesText from './data/vocabularies.json?raw'
import type {
  CompatibilityFile,
  DictionaryClientsFile,
  NameFamiliesFile,
  ParameterRecord,
  ProfilesFile,
  VersionsFile,
} from './parameter-records.js'
import type { RestrictionsFile } from './restriction-records.js'
import type { ServicesFile, StockMasterFile } from './service-records.js'
import type { TableUsesFile } from './table-use-records.js'
import type { TablesFile, ValueSyntaxFile, VocabulariesFile } from './value-records.js'

/** Parses a data file on first demand, once: the result is never changed, so remembering it cannot be seen. */
function parseOnce<T>(text: string): () => T {
  return lazily(() => JSON.parse(text) as T)
}

/** The entries of a data file, each of them parsed when it is asked for. */
export interface EntryLines<T> {
  get(name: string): T | undefined
  names(): readonly string[]
  /** Names of the entries whose text has a piece in it: a first sieve that parses nothing. */
  namesWith(piece: string): readonly string[]
}

/**
 * Reads a file that has each entry on a line of its own (a test holds it to that). Only the places of the names are
 * looked up at first: a lint run asks for a tenth of the parameters, and parsing them all would be most of what the
 * catalogue costs.
 */
function entryLines<T>(text: string): EntryLines<T> {
  const parsed = new Map<string, T>()
  const places = lazily(() => {
    const found = new Map<string, number>()
    for (let start = text.indexOf('\n"') + 1; start > 0; start = text.indexOf('\n"', start) + 1) {
      found.set(text.slice(start + 1, text.indexOf('"', start + 1)), start)
    }
    return found
  })
  const find = (name: string): T | undefined => {
    const start = places().get(name)
    if (start === undefined) return undefined
    const end = text.indexOf('\n', start)
    return JSON.parse(text.slice(start + name.length + 3, text[end - 1] === ',' ? end - 1 : end)) as T
  }
  return {
    get(name) {
      const entry = parsed.get(name) ?? find(name)
      if (entry !== undefined) parsed.set(name, entry)
      return entry
    },
    namesWith(piece) {
      const names: string[] = []
      for (let at = text.indexOf(piece); at >= 0; ) {
        const start = text.lastIndexOf('\n', at) + 1
        // The first line and the last have no entry.
        if (text[start] === '"') names.push(text.slice(start + 1, text.indexOf('"', start + 1)))
        const end = text.indexOf('\n', at)
        at = end < 0 ? -1 : text.indexOf(piece, end + 1)
      }
      return names
    },
    names: () => [...places().keys()],
  }
}

/** `data/versions.json`: branches and their last releases. */
export const versionData = parseOnce<VersionsFile>(versionsText)
/** `data/parameters.json`: every main.cf parameter that ever was. */
export const parameterEntries = entryLines<ParameterRecord>(parametersText)
/** `data/name-families.json`: parameter names made from service names, and names users make. */
export const nameFamilyData = parseOnce<NameFamiliesFile>(nameFamiliesText)
/** `data/dictionary-clients.json`: keys of database client files. */
export const dictionaryClientData = parseOnce<DictionaryClientsFile>(dictionaryClientsText)
/** `data/restrictions.json`: smtpd access restrictions and access(5) actions. */
export const restrictionData = parseOnce<RestrictionsFile>(restrictionsText)
/** `data/tables.json`: lookup table types. */
export const tableData = parseOnce<TablesFile>(tablesText)
/** `data/table-uses.json`: what tables are used for. */
export const tableUseData = parseOnce<TableUsesFile>(tableUsesText)
/** `data/services.json`: master.cf, programs, services, delivery agent attributes. */
export const serviceData = parseOnce<ServicesFile>(servicesText)
/** `data/stock-master.json`: the entries of the master.cf that Postfix comes with. */
export const stockMasterData = parseOnce<StockMasterFile>(stockMasterText)
/** `data/vocabularies.json`: words that values are made of. */
export const vocabularyData = parseOnce<VocabulariesFile>(vocabulariesText)
/** `data/value-syntax.json`: kinds of values and special syntaxes. */
export const valueSyntaxData = parseOnce<ValueSyntaxFile>(valueSyntaxText)
/** `data/compatibility.json`: what compatibility_level changes. */
export const compatibilityData = parseOnce<CompatibilityFile>(compatibilityText)
/** `data/profiles.json`: what distributions build differently. */
export const profileData = parseOnce<ProfilesFile>(profilesText)
