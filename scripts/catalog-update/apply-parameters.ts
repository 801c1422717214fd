import { isPresent } from '../../src/catalog/timeline.js'
import { releaseKey } from '../../src/catalog/versions.js'
import type { CatalogData } from './catalog-data.js'
import type { Fields } from './facts.js'
import { branchOfSlot, withRelease, withValue } from './timeline-changes.js'

type ParameterData = CatalogData['parameters'][string]

/** What a person has to look at after an update. */
export interface HandWork {
  readonly name: string
  readonly what: string
}

/** The order of the properties of an entry. */
const order: readonly (keyof ParameterData)[] = [
  'since',
  'removed',
  'absent',
  'only',
  'class',
  'lastRelease',
  'type',
  'kind',
  'min',
  'max',
  'unit',
  'default',
  'vocabulary',
  'readBy',
  'needs',
  'deprecated',
  'hostDependent',
  'buildDependent',
  'variants',
  'undocumented',
  'macros',
]

/** Puts the properties in order, and leaves out those that are undefined. */
function inOrder(record: ParameterData): ParameterData {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined)
  const place = new Map<string, number>(order.map((name, at) => [name, at]))
  entries.sort(([a], [b]) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  return Object.fromEntries(entries) as ParameterData
}

const kindOfType: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  nbool: 'boolean',
  time: 'time',
  integer: 'integer',
  nint: 'integer',
  long: 'size-bytes',
}

/** The parameter that a new one most likely resembles: the one its default names, or its counterpart elsewhere. */
function modelOf(data: CatalogData, name: string, fields: Fields): ParameterData | undefined {
  const text = String(fields['default'] ?? '')
  const named = /^\$(?:\{(\w+)\}|\((\w+)\)|(\w+))$/.exec(text)
  const candidates = [
    named?.[1] ?? named?.[2] ?? named?.[3] ?? '',
    name.replace(/^lmtp_/, 'smtp_'),
    name.replace(/^postscreen_tls_/, 'smtpd_tls_'),
    name.replace(/^tlsproxy_client_/, 'smtp_tls_'),
    name.replace(/^tlsproxy_tls_/, 'smtpd_tls_'),
  ]
  const found = candidates.find(candidate => candidate !== name && Object.hasOwn(data.parameters, candidate))
  return found === undefined ? undefined : data.parameters[found]
}

function lastOf<T>(timeline: T | Readonly<Record<string, T>>): T {
  return timeline !== null && typeof timeline === 'object'
    ? (Object.values(timeline as Record<string, T>).at(-1) as T)
    : (timeline as T)
}

function newRecord(data: CatalogData, name: string, fields: Fields, slot: string): ParameterData {
  const model = modelOf(data, name, fields)
  const plain = kindOfType[String(fields['type'])]
  const modelKind = model && lastOf<string>(model.kind)
  const modelPlain = model && kindOfType[lastOf<string>(model.type ?? 'string')]
  return {
    since: slot,
    // A number can be a reply code, as its model is; a text says nothing of itself.
    kind: modelPlain === plain ? (modelKind ?? plain ?? 'text') : (plain ?? 'text'),
    ...(model?.vocabulary === undefined ? {} : { vocabulary: model.vocabulary }),
    ...(model?.needs === undefined || !name.startsWith('lmtp_') ? {} : { needs: model.needs }),
  }
}

const timelines = ['class', 'type', 'min', 'max', 'default', 'readBy'] as const
/** What a field means that is left out. */
const absent = { class: 'builtin', type: 'string', min: 0, max: 0, default: null, readBy: '' } as const

/** Takes over what the source says of a parameter at a release. */
function updated(record: ParameterData, fields: Fields, slot: string, isNew: boolean): ParameterData {
  const result = { ...record }
  for (const name of timelines) {
    const value = fields[name]
    if (value === undefined) continue
    const timeline = isNew ? value : withValue<Fields[string]>(record[name], absent[name], slot, value, record.since)
    if (name === 'default') result.default = (timeline ?? null) as string | null
    else if (timeline === undefined || timeline === absent[name]) delete result[name]
    else Object.assign(result, { [name]: timeline })
  }
  if (typeof fields['unit'] === 'string') Object.assign(result, { unit: fields['unit'] })
  return result
}

/** A name that the source has and the catalogue did not have at this release. */
function arrived(known: ParameterData, slot: string): ParameterData {
  const key = releaseKey(slot)
  if (known.removed !== undefined && releaseKey(known.removed) <= key) {
    const { removed, ...rest } = known
    return { ...rest, absent: [branchOfSlot(removed), branchOfSlot(slot)] }
  }
  return { ...known, since: withRelease(known.since, slot) }
}

/** Brings `parameters.json` up to a release; returns what needs a person. */
export function applyParameters(
  data: CatalogData,
  source: ReadonlyMap<string, Fields>,
  recorded: ReadonlyMap<string, Fields>,
  slot: string,
): readonly HandWork[] {
  const work: HandWork[] = []
  // An LMTP parameter is modelled on its SMTP counterpart, which may be as new.
  const isTwin = ([name]: readonly [string, Fields]): number => Number(name.startsWith('lmtp_'))
  for (const [name, fields] of [...source].sort((a, b) => isTwin(a) - isTwin(b))) {
    const known = data.parameters[name]
    const record = known ?? newRecord(data, name, fields, slot)
    if (!known) work.push({ name, what: `needs a sentence, and a look at its kind (${String(record.kind)})` })
    const current = known ? arrived(known, slot) : record
    data.parameters[name] = inOrder(updated(current, fields, slot, !known))
  }
  for (const [name, fields] of recorded) {
    const record = data.parameters[name]
    if (source.has(name) || !record || fields['class'] === 'unlisted') continue
    if (record.since === slot) {
      delete data.parameters[name]
      work.push({ name, what: 'never came into a release: take its sentence out too' })
    } else {
      data.parameters[name] = inOrder({ ...record, removed: slot })
      work.push({ name, what: 'is gone: does the catalogue say what took its place?' })
    }
  }
  data.parameters = Object.fromEntries(Object.entries(data.parameters).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  return work
}

/** Records that postconf(1) warns about a name from this release on. */
export function applyDeprecated(
  data: CatalogData,
  source: ReadonlyMap<string, Fields>,
  slot: string,
): readonly HandWork[] {
  const branch = branchOfSlot(slot)
  return [...source.keys()].flatMap(name => {
    const record = data.parameters[name]
    const { warns } = record?.deprecated ?? {}
    if (!record || (warns !== undefined && isPresent(warns, undefined, releaseKey(slot)))) return []
    const { use, note, ...rest } = record.deprecated ?? { since: branch, effect: 'works' as const }
    data.parameters[name] = inOrder({
      ...record,
      deprecated: {
        since: rest.since,
        warns: branch,
        effect: rest.effect,
        ...(use === undefined ? {} : { use }),
        ...(note === undefined ? {} : { note }),
      },
    })
    return record.deprecated ? [] : [{ name, what: 'is deprecated: what does setting it do, and what replaces it?' }]
  })
}
