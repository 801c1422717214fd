import { z } from 'zod'
import { branch, byName, maybe, parameterName, release, since, source, timeline, words, yes } from './schema-parts.js'
import type * as values from './value-records.js'

/** `data/tables.json`. */
export const tablesSchema = z.strictObject({
  types: byName(
    z.strictObject({
      since,
      introducedRelease: maybe(release),
      introducedNote: maybe(z.string()),
      category: z.string(),
      nameSyntax: z.string(),
      fileBacked: maybe(yes),
      compiled: maybe(yes),
      indexSuffixes: maybe(words),
      sourceGrammar: maybe(z.string()),
      keyKind: z.string(),
      postmapCreate: maybe(yes),
      postmapIncrementalUpdate: maybe(yes),
      writable: maybe(yes),
      writableSince: maybe(branch),
      compileCondition: maybe(z.string()),
      dynamicPluginSince: maybe(branch),
      forbiddenForSecuritySensitive: maybe(yes),
      substitution: maybe(yes),
      legacyMainCfPrefix: maybe(yes),
      redirectedTo: maybe(parameterName),
      redirectedSince: maybe(branch),
      inlineSyntaxSince: maybe(branch),
      bracesSince: maybe(branch),
      requiresService: maybe(words),
      accessControlledBy: maybe(z.array(parameterName)),
      allowedNames: maybe(words),
      chroot: z.string(),
      undocumented: maybe(yes),
    }),
  ),
  securitySensitive: z.record(parameterName, z.strictObject({ since: maybe(branch), flags: words, where: source })),
  securityFlags: byName(z.string()),
  grammars: byName(
    z.strictObject({
      entry: z.string(),
      comment: maybe(z.string()),
      continuation: maybe(z.string()),
      quotedKeysSince: maybe(branch),
      aliasesSyntax: maybe(z.string()),
      negation: maybe(z.string()),
      negationSince: maybe(branch),
      anyDelimiter: maybe(z.boolean()),
      blocks: maybe(words),
      blocksSince: maybe(branch),
      flags: maybe(byName(z.string())),
      substitution: maybe(z.string()),
      resultIsLiteralDollar: maybe(z.string()),
      hostBitsMustBeZero: maybe(z.boolean()),
      separators: maybe(z.string()),
    }),
  ),
}) satisfies z.ZodType<values.TablesFile>

/** `data/vocabularies.json`. */
export const vocabulariesSchema = byName(
  z.strictObject({
    words: byName(since),
    notes: maybe(
      byName(
        z.strictObject({
          deprecated: maybe(branch),
          effect: maybe(z.string()),
          note: maybe(z.string()),
          status: maybe(z.string()),
          argument: maybe(z.string()),
          documented: maybe(z.boolean()),
        }),
      ),
    ),
    list: maybe(z.boolean()),
    listSince: maybe(branch),
    separators: maybe(z.string()),
    caseSensitive: maybe(z.boolean()),
    unknown: maybe(z.string()),
    emptyAllowed: maybe(z.boolean()),
    alsoAllowed: maybe(z.string()),
    openVocabulary: maybe(z.boolean()),
    buildDependent: maybe(z.boolean()),
    listedBy: maybe(z.string()),
    ignoredSince: maybe(branch),
    integerBefore: maybe(branch),
    prefixes: maybe(
      z.array(
        z.strictObject({ prefix: z.string(), since: branch, meaning: z.string(), noSpaceAfter: maybe(z.boolean()) }),
      ),
    ),
    boundWords: maybe(words),
    forbidden: maybe(words),
    atMostOneOf: maybe(words),
    wordsMustStandAlone: maybe(z.boolean()),
    source,
  }),
) satisfies z.ZodType<values.VocabulariesFile>

/** `data/value-syntax.json`. */
export const valueSyntaxSchema = z.strictObject({
  kinds: byName(
    z.strictObject({
      meaning: z.string(),
      list: maybe(z.boolean()),
      item: maybe(z.string()),
      refersTo: maybe(words),
      separators: maybe(z.string()),
    }),
  ),
  syntaxes: z.record(
    parameterName,
    z.strictObject({
      sameAs: maybe(parameterName),
      item: maybe(z.string()),
      separators: maybe(z.string()),
      multiple: maybe(branch),
      singleValue: maybe(yes),
      specialWords: maybe(byName(since)),
      endpointTransports: maybe(words),
      attributes: maybe(byName(branch)),
      length: maybe(z.int()),
      maxLength: maybe(timeline(z.int())),
      charactersFrom: maybe(parameterName),
      prefixesFrom: maybe(parameterName),
      relativeTo: maybe(z.string()),
      note: maybe(z.string()),
    }),
  ),
  matchLists: z.strictObject({
    negation: z.string(),
    fileNegationSince: branch,
    file: z.string(),
    table: z.string(),
    separators: z.string(),
    networkPattern: z.string(),
    wildcard: z.string(),
  }),
  lexicalTypes: byName(byName(z.union([z.string(), z.boolean(), words]))),
  macros: z.strictObject({ conditionalBraces: branch, comparisons: branch, functions: byName(branch) }),
  tableResults: z.record(
    parameterName,
    z.strictObject({
      result: z.string(),
      levels: z.string(),
      attributes: z.array(
        z.strictObject({
          name: z.string(),
          since: branch,
          value: z.string(),
          levels: maybe(words),
          levelsAbove: maybe(z.string()),
          opportunisticSince: maybe(branch),
          repeatable: maybe(z.boolean()),
        }),
      ),
      braceForm: z.string(),
      braceFormSince: branch,
      source,
    }),
  ),
}) satisfies z.ZodType<values.ValueSyntaxFile>
