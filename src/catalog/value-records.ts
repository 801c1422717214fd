import type { Since, Timeline } from './timeline.js'

// Shapes of the data files about tables and values, as JSON.parse gives them.

export interface TableTypeRecord {
  readonly since: Since
  readonly introducedRelease?: string
  readonly introducedNote?: string
  readonly category: string
  readonly nameSyntax: string
  readonly fileBacked?: true
  readonly compiled?: true
  readonly indexSuffixes?: readonly string[]
  readonly sourceGrammar?: string
  readonly keyKind: string
  readonly postmapCreate?: true
  readonly postmapIncrementalUpdate?: true
  readonly writable?: true
  readonly writableSince?: string
  readonly compileCondition?: string
  readonly dynamicPluginSince?: string
  readonly forbiddenForSecuritySensitive?: true
  readonly substitution?: true
  readonly legacyMainCfPrefix?: true
  readonly redirectedTo?: string
  readonly redirectedSince?: string
  readonly inlineSyntaxSince?: string
  readonly bracesSince?: string
  readonly requiresService?: readonly string[]
  readonly accessControlledBy?: readonly string[]
  readonly allowedNames?: readonly string[]
  readonly chroot: string
  readonly undocumented?: true
}

export interface TableGrammarRecord {
  readonly entry: string
  readonly comment?: string
  readonly continuation?: string
  readonly quotedKeysSince?: string
  readonly aliasesSyntax?: string
  readonly negation?: string
  readonly negationSince?: string
  readonly anyDelimiter?: boolean
  readonly blocks?: readonly string[]
  readonly blocksSince?: string
  readonly flags?: Readonly<Record<string, string>>
  readonly substitution?: string
  readonly resultIsLiteralDollar?: string
  readonly hostBitsMustBeZero?: boolean
  readonly separators?: string
}

export interface TablesFile {
  readonly types: Readonly<Record<string, TableTypeRecord>>
  readonly securitySensitive: Readonly<
    Record<string, { readonly since?: string; readonly flags: readonly string[]; readonly where: string }>
  >
  readonly securityFlags: Readonly<Record<string, string>>
  readonly grammars: Readonly<Record<string, TableGrammarRecord>>
}

export interface WordNoteRecord {
  readonly deprecated?: string
  readonly effect?: string
  readonly note?: string
  readonly status?: string
  readonly argument?: string
  readonly documented?: boolean
}

export interface VocabularyRecord {
  readonly words: Readonly<Record<string, Since>>
  readonly notes?: Readonly<Record<string, WordNoteRecord>>
  readonly list?: boolean
  readonly listSince?: string
  readonly separators?: string
  readonly caseSensitive?: boolean
  readonly unknown?: string
  readonly emptyAllowed?: boolean
  readonly alsoAllowed?: string
  readonly openVocabulary?: boolean
  readonly buildDependent?: boolean
  readonly listedBy?: string
  readonly ignoredSince?: string
  readonly integerBefore?: string
  readonly prefixes?: readonly {
    readonly prefix: string
    readonly since: string
    readonly meaning: string
    readonly noSpaceAfter?: boolean
  }[]
  readonly boundWords?: readonly string[]
  readonly forbidden?: readonly string[]
  readonly atMostOneOf?: readonly string[]
  readonly wordsMustStandAlone?: boolean
  readonly source: string
}

export type VocabulariesFile = Readonly<Record<string, VocabularyRecord>>

export interface KindRecord {
  readonly meaning: string
  readonly list?: boolean
  readonly item?: string
  readonly refersTo?: readonly string[]
  readonly separators?: string
}

export interface ResultAttributeRecord {
  readonly name: string
  readonly since: string
  readonly value: string
  readonly levels?: readonly string[]
  readonly levelsAbove?: string
  readonly opportunisticSince?: string
  readonly repeatable?: boolean
}

export interface TableResultRecord {
  readonly result: string
  readonly levels: string
  readonly attributes: readonly ResultAttributeRecord[]
  readonly braceForm: string
  readonly braceFormSince: string
  readonly source: string
}

export interface SyntaxRecord {
  /** The parameter whose facts these are. */
  readonly sameAs?: string
  readonly item?: string
  readonly separators?: string
  /** First branch in which it holds more than one item. */
  readonly multiple?: string
  readonly singleValue?: true
  readonly specialWords?: Readonly<Record<string, Since>>
  readonly endpointTransports?: readonly string[]
  readonly attributes?: Readonly<Record<string, string>>
  readonly length?: number
  readonly maxLength?: Timeline<number>
  readonly charactersFrom?: string
  readonly prefixesFrom?: string
  readonly relativeTo?: string
  readonly note?: string
}

export interface ValueSyntaxFile {
  readonly kinds: Readonly<Record<string, KindRecord>>
  readonly syntaxes: Readonly<Record<string, SyntaxRecord>>
  readonly matchLists: {
    readonly negation: string
    readonly fileNegationSince: string
    readonly file: string
    readonly table: string
    readonly separators: string
    readonly networkPattern: string
    readonly wildcard: string
  }
  readonly lexicalTypes: Readonly<Record<string, Readonly<Record<string, string | boolean | readonly string[]>>>>
  readonly macros: {
    readonly conditionalBraces: string
    readonly comparisons: string
    readonly functions: Readonly<Record<string, string>>
  }
  readonly tableResults: Readonly<Record<string, TableResultRecord>>
}
