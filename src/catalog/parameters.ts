import { parameterEntries, profileData } from './data-files.js'
import type { DeprecationRecord, ParameterRecord } from './parameter-records.js'
import { cameBy, firstRelease, isPresent, textAt, valueAt, valueOr } from './timeline.js'
import type {
  Deprecation,
  NameHistory,
  Parameter,
  ParameterType,
  ProfileName,
  TimeUnit,
  ValueKind,
  Version,
  VocabularyName,
} from './types.js'
import { releaseKey } from './versions.js'

const noWords: readonly string[] = []

/** Splits the space-separated names of the data files. */
export function wordsOf(text: string | undefined): readonly string[] {
  return text ? text.split(' ') : noWords
}

/** The value of a record that is there, under its own key: a name such as `constructor` is not. */
export function entryOf<T>(records: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(records, name) ? records[name] : undefined
}

function isParameter(record: ParameterRecord, version: Version, key: number): boolean {
  if (record.class === 'documented-only') return false
  if (record.only) return record.only.includes(version)
  if (record.absent && cameBy(record.absent[0], key) && !cameBy(record.absent[1], key)) return false
  return isPresent(record.since, record.removed, key)
}

function parameterClass(record: ParameterRecord, key: number): Parameter['class'] {
  const found = valueOr(record.class, 'builtin', key)
  return found === 'historical' || found === 'documented-only' ? 'builtin' : found
}

function deprecationAt(record: DeprecationRecord | undefined, key: number): Deprecation | undefined {
  if (!record || releaseKey(record.since) > key) return undefined
  return {
    since: record.since,
    warnsSince: record.warns,
    effect: record.effect,
    replacement: record.use ?? noWords,
    note: record.note,
  }
}

function expansionOf(type: ParameterType, kind: ValueKind): Parameter['expansion'] {
  if (type !== 'raw') return 'config'
  return kind === 'character-set' ? 'none' : 'use'
}

/** Zero in CONFIG_*_TABLE means that there is no bound (`check_mail_conf_int` in `src/global/mail_conf_int.c`). */
export function boundOf(bound: number | undefined): number | undefined {
  return bound === 0 ? undefined : bound
}

/** Works out what a parameter is at a release; undefined when the release does not have it. */
export function findParameter(name: string, version: Version, profile: ProfileName): Parameter | undefined {
  const record = parameterEntries.get(name)
  const key = releaseKey(version)
  if (!record || !isParameter(record, version, key)) return undefined
  const type = valueOr(record.type, 'string', key) as ParameterType
  const kind = valueAt(record.kind, key) as ValueKind
  const built = entryOf(profileData(), profile)?.parameters[name]
  const needs = wordsOf(record.needs)
  return {
    name,
    class: parameterClass(record, key),
    type,
    kind,
    min: boundOf(valueAt(record.min ?? 0, key)),
    max: boundOf(valueAt(record.max ?? 0, key)),
    default: (built === undefined ? textAt(record.default ?? null, key) : valueAt(built, key)) ?? null,
    defaultTimeUnit: record.unit as TimeUnit | undefined,
    readBy: wordsOf(valueAt(record.readBy ?? '', key)),
    deprecated: deprecationAt(record.deprecated, key),
    vocabulary: kind === 'integer' ? undefined : (record.vocabulary as VocabularyName | undefined),
    since: firstRelease(record.since),
    needsTls: needs.includes('tls'),
    needsSasl: needs.includes('sasl'),
    hostDependent: record.hostDependent ?? false,
    buildDependent: record.buildDependent ?? false,
    variants: (record.variants ?? [])
      .filter(variant => isPresent(variant.from, variant.to, key))
      .map(variant => ({ condition: variant.condition, default: variant.value })),
    expansion: expansionOf(type, kind),
    macros: wordsOf(record.macros),
    documented: !record.undocumented,
  }
}

/** Names of all parameters that a release has. */
export function findParameterNames(version: Version): readonly string[] {
  const key = releaseKey(version)
  return parameterEntries.names().filter(name => {
    const record = parameterEntries.get(name)
    return record !== undefined && isParameter(record, version, key)
  })
}

/** Names of all parameters in whose facts a piece of text stands: a first sieve that parses nothing. */
export function findNamesWith(piece: string): readonly string[] {
  return parameterEntries.namesWith(piece)
}

/** What is known of a parameter name over all releases, seen from one of them. */
export function findHistory(name: string, version: Version): NameHistory | undefined {
  const record = parameterEntries.get(name)
  if (!record) return undefined
  const releases = record.only ?? (typeof record.since === 'string' ? [record.since] : record.since)
  const key = releaseKey(version)
  return {
    name,
    since: releases[0] ?? '',
    releases,
    removed: record.removed,
    lastRelease: record.only?.at(-1) ?? record.lastRelease,
    now: historyState(record, version, key),
    replacement: record.deprecated?.use ?? noWords,
  }
}

function historyState(record: ParameterRecord, version: Version, key: number): NameHistory['now'] {
  if (record.class === 'documented-only') return 'never'
  if (isParameter(record, version, key)) return 'present'
  const gone =
    record.only?.some(release => releaseKey(release) < key) ??
    (record.removed !== undefined && releaseKey(record.removed) <= key)
  return gone ? 'gone' : 'future'
}

/** Why a name should not be used at a release; undefined when nothing is against it, or the name is unknown. */
export function findDeprecation(name: string, version: Version): Deprecation | undefined {
  return deprecationAt(parameterEntries.get(name)?.deprecated, releaseKey(version))
}
