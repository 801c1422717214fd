import { isPresent, textAt, valueAt } from '../../src/catalog/timeline.js'
import { releaseKey } from '../../src/catalog/versions.js'
import type { CatalogData } from './catalog-data.js'
import type { Fields, ReleaseFacts } from './facts.js'

type ParameterData = CatalogData['parameters'][string]

function hasParameter(record: ParameterData, release: string, key: number): boolean {
  if (record.class === 'documented-only') return false
  if (record.only) return record.only.includes(release)
  const [gone, back] = record.absent ?? []
  if (gone !== undefined && back !== undefined && key >= releaseKey(gone) && key < releaseKey(back)) return false
  return isPresent(record.since, record.removed, key)
}

function parameterFields(record: ParameterData, key: number): Fields {
  const recorded = valueAt(record.class ?? 'builtin', key)
  const group = recorded === 'historical' ? 'builtin' : (recorded ?? 'builtin')
  const fallback = textAt(record.default ?? null, key) ?? null
  if (group === 'read-only') return { class: group }
  if (group === 'legacy') return { class: group, default: fallback }
  const type = valueAt(record.type ?? 'string', key) ?? 'string'
  return {
    class: group,
    type,
    min: valueAt(record.min ?? 0, key) ?? 0,
    max: valueAt(record.max ?? 0, key) ?? 0,
    default: fallback,
    unit: type === 'time' ? (record.unit ?? null) : null,
    readBy: valueAt(record.readBy ?? '', key) ?? '',
  }
}

/** Words of access(5) that stand for a form rather than themselves. */
const actionForms = /^(?:\W|\d|restriction\.\.\.$)/

/** What the catalogue says of a release, in the form that `readRelease` gives. */
export function recordedFacts(data: CatalogData, release: string): ReleaseFacts {
  const key = releaseKey(release)
  const came = (since: string | readonly string[], removed?: string): boolean => isPresent(since, removed, key)
  const names = <T>(records: Readonly<Record<string, T>>, keep: (record: T, name: string) => Fields | undefined) =>
    new Map(
      Object.entries(records).flatMap(([name, record]) => {
        const fields = keep(record, name)
        return fields ? [[name, fields] as const] : []
      }),
    )
  const keys = Object.entries(data.clients).flatMap(([client, records]) =>
    Object.entries(records).flatMap(([name, record]) =>
      came(record.since)
        ? [
            [
              `${client} ${name}`,
              {
                type: valueAt(record.type ?? 'string', key) ?? 'string',
                default: valueAt(record.default, key) ?? null,
                min: valueAt(record.min ?? 0, key) ?? 0,
                max: valueAt(record.max ?? 0, key) ?? 0,
              },
            ] as const,
          ]
        : [],
    ),
  )
  const words = Object.entries(data.vocabularies).flatMap(([name, { words: known }]) =>
    Object.entries(known).flatMap(([word, since]) =>
      came(since) ? [[`${name} ${word.toLowerCase()}`, {}] as const] : [],
    ),
  )
  const branch = /^\d+\.\d+/.exec(release)?.[0] ?? ''
  const level = valueAt(data.compatibility.lastLevel, key)
  const stockLevel = data.compatibility.stockMainCf[branch]
  return {
    release,
    sections: {
      parameter: names(data.parameters, record =>
        hasParameter(record, release, key) ? parameterFields(record, key) : undefined,
      ),
      'deprecated name': names(data.parameters, ({ deprecated }) =>
        deprecated?.warns !== undefined && came(deprecated.warns) ? {} : undefined,
      ),
      'service suffix': names(data.families.families, record =>
        came(record.since, record.removed) ? { inherits: record.inherits } : undefined,
      ),
      'client key': new Map(keys),
      restriction: names(data.restrictions.restrictions, record =>
        came(record.since, record.removed) ? {} : undefined,
      ),
      'access action': names(data.restrictions.accessActions, (record, name) =>
        came(record.since) && !actionForms.test(name) ? {} : undefined,
      ),
      'table type': names(data.tables.types, record => (came(record.since) ? {} : undefined)),
      'vocabulary word': new Map(words),
      'table of words': new Map(),
      program: names(data.services.programs, record =>
        came(record.since, record.removed) && record.aliasOf === undefined && record.sameProgramAs === undefined
          ? {
              skeleton: valueAt(record.skeleton, key) ?? null,
              privileged: Number(record.privileged ?? false),
              single: Number(record.processLimit?.required === 1 && came(record.processLimit.since)),
            }
          : undefined,
      ),
      'stock entry': new Map(
        data.stock.flatMap(({ since, removed, fields, args, commented }) =>
          came(since) && !(removed && came(removed))
            ? [[`${commented ? '#' : ''}${[fields, ...(args ?? [])].join(' ')}`, {}] as const]
            : [],
        ),
      ),
      compatibility: new Map<string, Fields>([
        ...(level === undefined ? [] : [['newest level', { value: level }] as const]),
        ...(stockLevel === undefined ? [] : [['level of the stock main.cf', { value: stockLevel }] as const]),
        ...names(data.compatibility.parameters, ({ since, threshold, below, atOrAbove }) =>
          came(since) ? { threshold, below, atOrAbove } : undefined,
        ),
      ]),
    },
  }
}
