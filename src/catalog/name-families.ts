import { nameFamilyData, parameterEntries } from './data-files.js'
import type { FamilyRecord } from './parameter-records.js'
import { boundOf, entryOf, wordsOf } from './parameters.js'
import { firstRelease, isPresent, valueOr } from './timeline.js'
import type { ConventionalName, FamilyParameter, ParameterType, TimeUnit, UserNameHook, ValueKind } from './types.js'
import { releaseKey } from './versions.js'

function familyParameter(transport: string, suffix: string, record: FamilyRecord, key: number): FamilyParameter {
  return {
    name: transport + suffix,
    transport,
    suffix,
    inherits: record.inherits,
    programs: wordsOf(record.programs),
    renamedTo: record.renamedTo,
    class: 'service',
    type: valueOr(record.type, 'integer', key) as ParameterType,
    kind: record.kind as ValueKind,
    min: boundOf(record.min),
    max: boundOf(record.max),
    default: `$${record.inherits}`,
    defaultTimeUnit: record.unit as TimeUnit | undefined,
    readBy: wordsOf(record.readBy),
    since: firstRelease(record.since),
    needsTls: false,
    needsSasl: false,
    hostDependent: false,
    buildDependent: false,
    variants: [],
    expansion: 'config',
    macros: [],
    documented: true,
  }
}

/** Suffixes that a release knows, longest first, so that `_destination_recipient_limit` comes before `_recipient_limit`. */
export function findSuffixes(key: number): readonly string[] {
  return Object.entries(nameFamilyData().families)
    .filter(([, record]) => isPresent(record.since, record.removed, key))
    .map(([suffix]) => suffix)
    .sort((a, b) => b.length - a.length)
}

/** Reads `<transport><suffix>`. */
export function findFamily(name: string, suffixes: readonly string[], key: number): FamilyParameter | undefined {
  const suffix = suffixes.find(candidate => name.length > candidate.length && name.endsWith(candidate))
  const record = suffix === undefined ? undefined : entryOf(nameFamilyData().families, suffix)
  return suffix !== undefined && record
    ? familyParameter(name.slice(0, -suffix.length), suffix, record, key)
    : undefined
}

/**
 * Names that a service makes valid. Those that are parameters anyway (`local_destination_recipient_limit`) are left out,
 * as `pcf_register_service_parameter` does: they keep their own default.
 */
export function findServiceMade(name: string, program: string, key: number): readonly FamilyParameter[] {
  return Object.entries(nameFamilyData().families)
    .filter(([, record]) => isPresent(record.since, record.removed, key) && wordsOf(record.programs).includes(program))
    .map(([suffix, record]) => familyParameter(name, suffix, record, key))
    .filter(made => {
      const builtin = parameterEntries.get(made.name)
      return !builtin || !isPresent(builtin.since, builtin.removed, key)
    })
}

/** Hooks by which people make or mention names of their own. */
export function findUserNameHooks(key: number): readonly UserNameHook[] {
  return nameFamilyData()
    .userDefinedNames.filter(hook => isPresent(hook.since, hook.removed, key))
    .map(hook => ({
      hook: hook.hook,
      meaning: hook.kind,
      since: hook.since,
      valueKind: hook.valueKind as ValueKind | undefined,
      condition: hook.condition,
      source: hook.source,
    }))
}

/** A user-defined name that stock files mention. */
export function findConventionalName(name: string, key: number): ConventionalName | undefined {
  const record = entryOf(nameFamilyData().conventionalUserNames, name)
  if (!record || releaseKey(record.since) > key) return undefined
  return { name, kind: record.kind as ValueKind, since: record.since, referencedFrom: record.referencedFrom }
}
