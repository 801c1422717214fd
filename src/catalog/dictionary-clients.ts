import { dictionaryClientData } from './data-files.js'
import type { ClientKeyRecord } from './parameter-records.js'
import { boundOf, entryOf } from './parameters.js'
import { firstRelease, isPresent, valueAt, valueOr } from './timeline.js'
import type { ClientKey, DictionaryClient, DictionaryClientName } from './types.js'
import { releaseKey } from './versions.js'

function clientKey(name: string, record: ClientKeyRecord, key: number): ClientKey {
  const min = boundOf(valueAt(record.min ?? 0, key))
  const fallback = valueAt(record.default, key) ?? null
  const type = valueOr(record.type, 'string', key) as ClientKey['type']
  const values = Object.entries(record.values ?? {}).filter(([, since]) => releaseKey(since) <= key)
  return {
    key: name,
    type,
    default: fallback,
    min,
    max: boundOf(valueAt(record.max ?? 0, key)),
    values: values.length > 0 ? values.map(([value]) => value) : undefined,
    since: firstRelease(record.since),
    required: type === 'string' && min !== undefined && !record.oldInterface && (fallback ?? '').length < min,
    oldInterface: record.oldInterface ?? false,
    ignored: record.effect === 'ignored',
    replacedBy: record.replacedBy,
  }
}

/** What a database client reads at a release. */
export function findDictionaryClient(type: string, key: number): DictionaryClient | undefined {
  const records = entryOf(dictionaryClientData(), type)
  if (!records) return undefined
  const names = Object.keys(records).filter(name => {
    const record = entryOf(records, name)
    return record !== undefined && isPresent(record.since, undefined, key)
  })
  if (names.length === 0) return undefined
  const find = (name: string): ClientKey | undefined => {
    const record = names.includes(name) ? entryOf(records, name) : undefined
    return record && clientKey(name, record, key)
  }
  return {
    type: type as DictionaryClientName,
    key: find,
    keyNames: () => names,
    legacyNames: prefix => names.map(name => `${prefix}_${name}`),
    legacyKey: (prefix, name) => (name.startsWith(`${prefix}_`) ? find(name.slice(prefix.length + 1)) : undefined),
  }
}

/** Types that have a client configuration at a release. */
export function findDictionaryClients(key: number): readonly DictionaryClientName[] {
  return (Object.keys(dictionaryClientData()) as DictionaryClientName[]).filter(type => findDictionaryClient(type, key))
}
