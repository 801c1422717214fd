import { compatibilityData, valueSyntaxData, vocabularyData } from './data-files.js'
import { boundOf, entryOf } from './parameters.js'
import { cameBy, firstRelease, isPresent, valueAt } from './timeline.js'
import type { Kind, MacroSyntax, TableResult, ValueKind, ValueSyntax, Vocabulary, VocabularyName } from './types.js'
import { releaseKey } from './versions.js'

const nothing: readonly string[] = []
/** CHARS_COMMA_SP in `src/global/mail_params.h`. */
const commaOrSpace = ', \\t\\r\\n'

/** A vocabulary at a release, by its own name. */
export function findVocabulary(name: string, key: number): Vocabulary | undefined {
  const record = entryOf(vocabularyData(), name)
  if (!record) return undefined
  const words = Object.entries(record.words)
  return {
    name: name as VocabularyName,
    words: words.flatMap(([word, since]) => (isPresent(since, undefined, key) ? [word] : [])),
    notes: record.notes ?? {},
    newerWords: Object.fromEntries(
      words.flatMap(([word, since]) => (isPresent(since, undefined, key) ? [] : [[word, firstRelease(since)]])),
    ),
    list: (record.list ?? false) && (record.listSince === undefined || cameBy(record.listSince, key)),
    separators: record.separators ?? commaOrSpace,
    caseSensitive: record.caseSensitive ?? false,
    emptyAllowed: record.emptyAllowed ?? false,
    unknown: record.unknown,
    open: record.openVocabulary ?? false,
    alsoAllowed: record.alsoAllowed,
    buildDependent: record.buildDependent ?? false,
    listedBy: record.listedBy,
    ignored: cameBy(record.ignoredSince, key),
    integer: record.integerBefore !== undefined && key < releaseKey(record.integerBefore),
    prefixes: (record.prefixes ?? [])
      .filter(({ since }) => cameBy(since, key))
      .map(({ prefix, meaning, noSpaceAfter }) => ({ prefix, meaning, spaceAfter: !noSpaceAfter })),
    boundWords: record.boundWords ?? nothing,
    forbidden: record.forbidden ?? nothing,
    atMostOneOf: record.atMostOneOf ?? nothing,
    wordsMustStandAlone: record.wordsMustStandAlone ?? false,
    source: record.source,
  }
}

/** What a kind of value is like. */
export function findKind(name: ValueKind): Kind {
  const record = valueSyntaxData().kinds[name]
  const list = record?.list ?? false
  return {
    name,
    meaning: record?.meaning ?? '',
    list,
    item: record?.item,
    separators: list ? (record?.separators ?? commaOrSpace) : undefined,
    refersTo: record?.refersTo ?? nothing,
  }
}

/** The form of the results of a parameter's tables, when it is more than a word. */
export function findTableResult(parameter: string, key: number): TableResult | undefined {
  const record = entryOf(valueSyntaxData().tableResults, parameter)
  if (!record) return undefined
  return {
    parameter,
    result: record.result,
    levels: record.levels as VocabularyName,
    attributes: record.attributes
      .filter(({ since }) => cameBy(since, key))
      .map(attribute => ({
        name: attribute.name,
        value: attribute.value,
        levels: attribute.levels,
        repeatable: attribute.repeatable ?? false,
        opportunistic: attribute.opportunisticSince === undefined || cameBy(attribute.opportunisticSince, key),
        since: attribute.since,
      })),
    braceForm: cameBy(record.braceFormSince, key),
  }
}

/** What is special about the text of a parameter's value. */
export function findSyntax(parameter: string, key: number): ValueSyntax | undefined {
  const { syntaxes } = valueSyntaxData()
  const own = entryOf(syntaxes, parameter)
  const record = own?.sameAs === undefined ? own : entryOf(syntaxes, own.sameAs)
  if (!record) return undefined
  return {
    parameter,
    item: record.item,
    separators: record.separators,
    multiple: cameBy(record.multiple, key),
    singleValue: record.singleValue ?? false,
    specialWords: Object.entries(record.specialWords ?? {}).flatMap(([word, since]) =>
      isPresent(since, undefined, key) ? [word] : [],
    ),
    endpointTransports: record.endpointTransports ?? nothing,
    attributes: Object.entries(record.attributes ?? {}).flatMap(([name, since]) => (cameBy(since, key) ? [name] : [])),
    length: record.length,
    maxLength: boundOf(valueAt(record.maxLength ?? 0, key)),
    charactersFrom: record.charactersFrom,
    prefixesFrom: record.prefixesFrom,
    relativeTo: record.relativeTo,
    note: record.note,
  }
}

/** What `$name` expressions can do at a release. */
export function findMacroSyntax(key: number): MacroSyntax {
  const { macros } = valueSyntaxData()
  const names = (since: Readonly<Record<string, string>>) =>
    Object.entries(since).flatMap(([name, release]) => (cameBy(release, key) ? [name] : []))
  return {
    conditionalBraces: cameBy(macros.conditionalBraces, key),
    comparisons: cameBy(macros.comparisons, key),
    operators: names(compatibilityData().operators),
    functions: names(macros.functions),
  }
}
