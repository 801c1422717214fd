import type { TableTypeName, ValueKind, VocabularyName } from './names.js'
import type { Version } from './version-types.js'

/** A type of lookup table, at one release (`src/util/dict_open.c`, `src/global/mail_dict.c`). */
export interface TableType {
  readonly name: TableTypeName
  /** `indexed`, `pattern`, `client`, `network`, `combinator`, `adapter`, `in-memory`, `text`, `constant`, `system`, `test`. */
  readonly category: string
  /** How a table of it is named, in words: `cidr:/path/name`. */
  readonly nameSyntax: string
  /** What follows `type:` is the path of a file (for `compiled` ones, without the suffix). */
  readonly fileBacked: boolean
  /** postmap(1) makes an index file from the source file. */
  readonly compiled: boolean
  /** Suffixes of the index files. */
  readonly indexSuffixes: readonly string[]
  /** Grammar of the source file or of the inline text: a name for `tableGrammar`. */
  readonly sourceGrammar?: string | undefined
  readonly keyKind: string
  readonly postmapCreate: boolean
  readonly postmapIncrementalUpdate: boolean
  /** Daemons can change it (caches, verify). */
  readonly writable: boolean
  /** Must not hold what decides where mail is written or which command runs (DICT_FLAG_PARANOID). */
  readonly forbiddenForSecuritySensitive: boolean
  /** Results can contain `$1`. */
  readonly substitution: boolean
  /** `type:prefix` with `prefix_key` settings in main.cf works. */
  readonly legacyMainCfPrefix: boolean
  /** `type:{ { rule } ... }` works in this release. */
  readonly inlineRules: boolean
  /** `type:{ value }` works in this release. */
  readonly braces: boolean
  /** Services of master.cf without which it does not work. */
  readonly requiresService: readonly string[]
  readonly accessControlledBy: readonly string[]
  /** The only names it has. */
  readonly allowedNames: readonly string[]
  /** When it is opened, seen from a chroot jail. */
  readonly chroot: string
  /** C macro that must be defined to have it; undefined: always there. */
  readonly compileCondition?: string | undefined
  /** It is, or can be, a plug-in of dynamicmaps.cf in this release. */
  readonly plugin: boolean
  /** The package that has it in the chosen profile; undefined: not packaged, or upstream. */
  readonly package?: string | undefined
  /** Parameter that holds the type it is opened as under non_bdb_migration_level, in releases that have it. */
  readonly redirectedTo?: string | undefined
  readonly documented: boolean
  readonly since: Version
}

/** How the entries of a table source look. */
export interface TableGrammar {
  readonly name: string
  readonly entry: string
  /** `!pattern` works in this release. */
  readonly negation: boolean
  /** if / endif work in this release. */
  readonly blocks: boolean
  /** Letters after a pattern, and what each does. */
  readonly flags: Readonly<Record<string, string>>
  /** `"quoted keys"` work in this release. */
  readonly quotedKeys: boolean
  readonly anyDelimiter: boolean
}

/** A parameter whose tables decide where mail is written or what runs, so that Postfix refuses some types. */
export interface TableRestriction {
  readonly parameter: string
  /** Regular-expression results with `$number` are an error (DICT_FLAG_NO_REGSUB). */
  readonly noSubstitution: boolean
  /** tcp, socketmap and memcache are an error (DICT_FLAG_PARANOID). */
  readonly noUnauthenticated: boolean
  /** `proxy:` is silently left out. */
  readonly proxyBypassed: boolean
  /** Postfix source file and function. */
  readonly where: string
}

/** What is special about a word of a vocabulary. */
export interface WordNote {
  readonly deprecated?: Version | undefined
  readonly effect?: string | undefined
  readonly note?: string | undefined
  /** `unsupported`: known, and not for this parameter. */
  readonly status?: string | undefined
  /** The word takes an argument of this form. */
  readonly argument?: string | undefined
}

/** A vocabulary: the words that a parameter (or a table result) accepts at the chosen release. */
export interface Vocabulary {
  readonly name: VocabularyName
  readonly words: readonly string[]
  readonly notes: Readonly<Record<string, WordNote>>
  /** Words that only newer releases have, with the first release of each. */
  readonly newerWords: Readonly<Record<string, Version>>
  /** A list of words; otherwise one word. */
  readonly list: boolean
  /** Characters between words (C escapes). */
  readonly separators: string
  readonly caseSensitive: boolean
  readonly emptyAllowed: boolean
  /** What Postfix does with a word it does not know: `fatal`, `warning`, `ignored` ...; undefined: nothing is known. */
  readonly unknown?: string | undefined
  /** More words exist than can be listed (defined by OpenSSL, by the host ...): an unknown word proves nothing. */
  readonly open: boolean
  /** What else a value can be, in words. */
  readonly alsoAllowed?: string | undefined
  /** Which words exist depends on how Postfix was built; the command that lists them. */
  readonly buildDependent: boolean
  readonly listedBy?: string | undefined
  /** Postfix reads the value and does nothing with it in this release. */
  readonly ignored: boolean
  /** In this release it is a number, not a word. */
  readonly integer: boolean
  readonly prefixes: readonly { readonly prefix: string; readonly meaning: string; readonly spaceAfter: boolean }[]
  /** Words allowed after `>=` and `<=`. */
  readonly boundWords: readonly string[]
  /** Words that are known and refused. */
  readonly forbidden: readonly string[]
  readonly atMostOneOf: readonly string[]
  readonly wordsMustStandAlone: boolean
  /** Postfix source file and function. */
  readonly source: string
}

/** What a kind of value is like. */
export interface Kind {
  readonly name: ValueKind
  readonly meaning: string
  readonly list: boolean
  /** What an element of the list is. */
  readonly item?: string | undefined
  /** Characters between elements (C escapes), when it is a list. */
  readonly separators?: string | undefined
  /** What a value can point at: `map`, `file`, `directory`, `service`, `transport`, `restriction`, `parameter`, `host`, `endpoint` ... */
  readonly refersTo: readonly string[]
}

/** An attribute in a table result (`smtp_tls_policy_maps`). */
export interface ResultAttribute {
  readonly name: string
  readonly value: string
  /** Security levels with which it is allowed; undefined: all above `none`. */
  readonly levels?: readonly string[] | undefined
  readonly repeatable: boolean
  /** Allowed with opportunistic TLS in this release. */
  readonly opportunistic: boolean
  readonly since: Version
}

/** The form of the results of a table that is more than a word. */
export interface TableResult {
  readonly parameter: string
  readonly result: string
  /** Vocabulary of the first word. */
  readonly levels: VocabularyName
  readonly attributes: readonly ResultAttribute[]
  /** `{ name = value }` works in this release. */
  readonly braceForm: boolean
}

/** What is special about the text of one parameter's value, beyond its kind. */
export interface ValueSyntax {
  readonly parameter: string
  /** The form of an item, in words. */
  readonly item?: string | undefined
  /** Characters between items (C escapes), where they differ from comma and white space. */
  readonly separators?: string | undefined
  /** More than one item is allowed in this release. */
  readonly multiple: boolean
  /** More than one item stops Postfix. */
  readonly singleValue: boolean
  /** Words with a meaning of their own (`no` in place of a directory ...). */
  readonly specialWords: readonly string[]
  readonly endpointTransports: readonly string[]
  /** Attributes in `{ item, attribute=value }` in this release. */
  readonly attributes: readonly string[]
  /** The exact number of characters. */
  readonly length?: number | undefined
  readonly maxLength?: number | undefined
  /** The parameter that holds the characters that are allowed. */
  readonly charactersFrom?: string | undefined
  /** The parameter that holds the beginnings that are allowed. */
  readonly prefixesFrom?: string | undefined
  /** What a relative path starts from. */
  readonly relativeTo?: string | undefined
  readonly note?: string | undefined
}

/** What `$name` expressions can do at a release (`src/util/mac_expand.c`). */
export interface MacroSyntax {
  /** `${name?{text}:{text}}` works. */
  readonly conditionalBraces: boolean
  /** `${{a} == {b} ? {text} : {text}}` works. */
  readonly comparisons: boolean
  readonly operators: readonly string[]
  /** `${function{argument}}`. */
  readonly functions: readonly string[]
}
