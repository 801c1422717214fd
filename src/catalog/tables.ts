import { profileData, tableData } from './data-files.js'
import { entryOf } from './parameters.js'
import { cameBy, firstRelease, isPresent } from './timeline.js'
import type { ProfileName, TableGrammar, TableRestriction, TableType, TableTypeName, Version } from './types.js'

const nothing: readonly string[] = []

/** A table type at a release. */
export function findTableType(name: string, profile: ProfileName, key: number): TableType | undefined {
  const record = entryOf(tableData().types, name)
  if (!record || !isPresent(record.since, undefined, key)) return undefined
  return {
    name: name as TableTypeName,
    category: record.category,
    nameSyntax: record.nameSyntax,
    fileBacked: record.fileBacked ?? false,
    compiled: record.compiled ?? false,
    indexSuffixes: record.indexSuffixes ?? nothing,
    sourceGrammar: record.sourceGrammar,
    keyKind: record.keyKind,
    postmapCreate: record.postmapCreate ?? false,
    postmapIncrementalUpdate: record.postmapIncrementalUpdate ?? false,
    writable: (record.writable ?? false) && (record.writableSince === undefined || cameBy(record.writableSince, key)),
    forbiddenForSecuritySensitive: record.forbiddenForSecuritySensitive ?? false,
    substitution: record.substitution ?? false,
    legacyMainCfPrefix: record.legacyMainCfPrefix ?? false,
    inlineRules: cameBy(record.inlineSyntaxSince, key),
    braces: cameBy(record.bracesSince, key),
    requiresService: record.requiresService ?? nothing,
    accessControlledBy: record.accessControlledBy ?? nothing,
    allowedNames: record.allowedNames ?? nothing,
    chroot: record.chroot,
    compileCondition: record.compileCondition,
    plugin: cameBy(record.dynamicPluginSince, key),
    package: entryOf(profileData(), profile)?.tablePackages[name],
    redirectedTo: cameBy(record.redirectedSince, key) ? record.redirectedTo : undefined,
    documented: !record.undocumented,
    since: firstRelease(record.since),
  }
}

/** Types that a release can have, whatever it was built with. */
export function findTableTypes(key: number): readonly TableTypeName[] {
  return Object.entries(tableData().types).flatMap(([name, record]) =>
    isPresent(record.since, undefined, key) ? [name as TableTypeName] : [],
  )
}

/** First release with a table type. */
export function findTableTypeSince(name: string): Version | undefined {
  const record = entryOf(tableData().types, name)
  return record && firstRelease(record.since)
}

/** How the entries of a table source look at a release. */
export function findTableGrammar(name: string, key: number): TableGrammar | undefined {
  const record = entryOf(tableData().grammars, name)
  if (!record) return undefined
  return {
    name,
    entry: record.entry,
    negation:
      record.negation !== undefined && (record.negationSince === undefined || cameBy(record.negationSince, key)),
    blocks: cameBy(record.blocksSince, key),
    flags: record.flags ?? {},
    quotedKeys: cameBy(record.quotedKeysSince, key),
    anyDelimiter: record.anyDelimiter ?? false,
  }
}

/** Set when Postfix opens the parameter's tables with DICT_FLAG_NO_REGSUB or DICT_FLAG_PARANOID. */
export function findTableRestriction(parameter: string, key: number): TableRestriction | undefined {
  const record = entryOf(tableData().securitySensitive, parameter)
  if (!record || (record.since !== undefined && !cameBy(record.since, key))) return undefined
  return {
    parameter,
    noSubstitution: record.flags.includes('no-regexp-substitution'),
    noUnauthenticated: record.flags.includes('no-unauthenticated'),
    proxyBypassed: record.flags.includes('proxy-bypassed'),
    where: record.where,
  }
}
