import { isPresent } from '../../src/catalog/timeline.js'
import { releaseKey } from '../../src/catalog/versions.js'
import type { HandWork } from './apply-parameters.js'
import type { CatalogData } from './catalog-data.js'
import type { Fields, ReleaseFacts, Section } from './facts.js'
import { branchOfSlot, withRelease, withValue } from './timeline-changes.js'

/** Names of one section that only the source, or only the catalogue, has. */
interface Change {
  readonly arrived: readonly string[]
  readonly gone: readonly string[]
}

function changeOf(source: ReleaseFacts, recorded: ReleaseFacts, section: Section): Change {
  const said = source.sections[section]
  const known = recorded.sections[section]
  return {
    arrived: [...said.keys()].filter(name => !known.has(name)),
    gone: [...known.keys()].filter(name => !said.has(name)),
  }
}

function splitName(name: string): readonly [string, string] {
  const space = name.indexOf(' ')
  return [name.slice(0, space), name.slice(space + 1)]
}

/** Records with one more, in its place in the order of names. */
function inserted<T>(records: Readonly<Record<string, T>>, name: string, value: NoInfer<T>): Record<string, T> {
  const entries = Object.entries(records).filter(([known]) => known !== name)
  const place = entries.findIndex(([known]) => known > name)
  entries.splice(place < 0 ? entries.length : place, 0, [name, value])
  return Object.fromEntries(entries)
}

/** A word as its table spells it, when the vocabulary has words in upper case too. */
function spelled(known: readonly string[], word: string, spellings: ReadonlyMap<string, string>): string {
  return known.some(one => one !== one.toLowerCase()) ? (spellings.get(word.toLowerCase()) ?? word) : word
}

function applyWords(
  data: CatalogData,
  source: ReadonlyMap<string, Fields>,
  slot: string,
  spellings: ReadonlyMap<string, string>,
): HandWork[] {
  for (const name of source.keys()) {
    const [vocabulary, word] = splitName(name)
    const record = data.vocabularies[vocabulary]
    if (!record) continue
    const known = Object.keys(record.words)
    const spelling = known.find(one => one.toLowerCase() === word) ?? spelled(known, word, spellings)
    record.words[spelling] = withRelease(record.words[spelling], slot)
  }
  return []
}

function textOf(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function applyClientKeys(data: CatalogData, source: ReadonlyMap<string, Fields>, slot: string): HandWork[] {
  const work: HandWork[] = []
  for (const [name, fields] of source) {
    const [client, key] = splitName(name)
    const records = data.clients[client] ?? {}
    const known = records[key]
    if (!known && fields['default'] === undefined) work.push({ name: `${client}: ${key}`, what: 'needs its default' })
    const record: (typeof records)[string] = known ?? { since: slot, default: null }
    const since = withRelease(known?.since, slot)
    const result = { ...record, since }
    for (const [field, absent] of [['type', 'string'] as const, ['min', 0] as const, ['max', 0] as const]) {
      const value = withValue(record[field] as never, absent as never, slot, fields[field] as never, since)
      if (value === undefined) delete result[field]
      else result[field] = value
    }
    if (fields['default'] !== undefined) {
      result.default = withValue<string | null>(record.default, null, slot, textOf(fields['default']), since) ?? null
    }
    data.clients[client] = known ? { ...records, [key]: result } : inserted(records, key, result)
  }
  return work
}

/** Behind the entries of the same service and type, or where the next service begins. */
function placeOf(stock: CatalogData['stock'], fields: string): number {
  const [service = '', type] = fields.split(' ')
  const twin = stock.findLastIndex(entry => entry.fields.startsWith(`${service} ${type} `))
  const next = stock.findIndex(entry => (entry.fields.split(' ')[0] ?? '') > service)
  return twin >= 0 ? twin + 1 : next < 0 ? stock.length : next
}

function applyStock(data: CatalogData, change: Change, slot: string): HandWork[] {
  const key = releaseKey(slot)
  const lineOf = (entry: CatalogData['stock'][number]): string =>
    `${entry.commented ? '#' : ''}${[entry.fields, ...(entry.args ?? [])].join(' ')}`
  data.stock = data.stock.flatMap(entry => {
    const came = (release: string | string[]): boolean => isPresent(release, undefined, key)
    const present = came(entry.since) && !(entry.removed && came(entry.removed))
    if (!present || !change.gone.includes(lineOf(entry))) return [entry]
    if (entry.since === slot) return []
    const { since, removed, fields, ...rest } = entry
    return [{ since, removed: withRelease(removed, slot), fields, ...rest }]
  })
  for (const text of change.arrived) {
    const words = text.replace(/^#/, '').split(' ')
    const known = data.stock.find(entry => lineOf(entry) === text)
    if (known) {
      known.since = withRelease(known.since, slot)
      continue
    }
    const entry = {
      since: slot,
      fields: words.slice(0, 8).join(' '),
      ...(words.length > 8 ? { args: words.slice(8) } : {}),
      ...(text.startsWith('#') ? { commented: true as const } : {}),
    }
    data.stock.splice(placeOf(data.stock, entry.fields), 0, entry)
  }
  return []
}

function applyCompatibility(data: CatalogData, source: ReadonlyMap<string, Fields>, slot: string): HandWork[] {
  const branch = branchOfSlot(slot)
  const { compatibility } = data
  for (const [name, fields] of source) {
    const text = (field: string): string => String(fields[field] ?? '')
    if (name === 'newest level') {
      const level = text('value')
      compatibility.levels[level] ??= branch
      compatibility.lastLevel = withValue(compatibility.lastLevel, '', slot, level, branch) ?? compatibility.lastLevel
    } else if (name === 'level of the stock main.cf') compatibility.stockMainCf[branch] = text('value')
    else {
      if (compatibility.parameters[name]) continue
      const [threshold, below, atOrAbove] = [text('threshold'), text('below'), text('atOrAbove')]
      const added = { since: branch, threshold, below, atOrAbove }
      compatibility.parameters = inserted(compatibility.parameters, name, added)
    }
  }
  return []
}

function applySuffixes(
  data: CatalogData,
  source: ReadonlyMap<string, Fields>,
  change: Change,
  slot: string,
): HandWork[] {
  const { families } = data.families
  for (const name of change.gone) if (families[name]) families[name] = { ...families[name], removed: slot }
  for (const name of change.arrived) {
    const inherits = String(source.get(name)?.['inherits'] ?? '')
    const model = data.parameters[inherits]
    const last = <T>(value: T | Record<string, T> | undefined): T | undefined =>
      value !== null && typeof value === 'object' ? Object.values(value as Record<string, T>).at(-1) : value
    families[name] = {
      since: withRelease(families[name]?.since, slot),
      inherits,
      type: last(model?.type) ?? 'string',
      kind: last(model?.kind) ?? 'text',
      readBy: 'qmgr oqmgr',
      programs: 'local error virtual smtp lmtp pipe',
    }
  }
  return change.arrived.map(name => ({ name, what: 'needs its bounds, who reads it and which programs make it' }))
}

/** Things whose facts are mostly no text of the source: a bare entry is added, and reported. */
function applyBare(
  data: CatalogData,
  source: ReleaseFacts,
  changes: (section: Section) => Change,
  slot: string,
): HandWork[] {
  const branch = branchOfSlot(slot)
  const work: HandWork[] = []
  for (const name of changes('restriction').arrived) {
    const added = { since: branch, requires: 'none' as const, effect: 'access' as const }
    data.restrictions.restrictions = inserted(data.restrictions.restrictions, name, added)
    work.push({ name, what: 'is a new restriction: needs a sentence, and all that stands in restrictions.json' })
  }
  for (const name of changes('restriction').gone) {
    const record = data.restrictions.restrictions[name]
    if (!record) continue
    const { since, ...rest } = record
    data.restrictions.restrictions[name] = { since, removed: branch, ...rest, status: 'removed' }
    work.push({ name, what: 'is gone: say what it does now, and what replaces it' })
  }
  for (const name of changes('access action').arrived) {
    const added = { since: branch, argument: 'text', outcome: 'other' }
    data.restrictions.accessActions = inserted(data.restrictions.accessActions, name, added)
    work.push({ name, what: 'is a new access(5) action: needs all that stands in restrictions.json' })
  }
  for (const name of changes('table type').arrived) {
    data.tables.types = inserted(data.tables.types, name, {
      since: branch,
      category: 'network',
      nameSyntax: `${name}:name`,
      keyKind: 'fixed-string',
      chroot: 'opened before chroot',
    })
    work.push({ name, what: 'is a new table type: needs a sentence, and all that stands in tables.json' })
  }
  for (const name of changes('program').arrived) {
    const fields = source.sections.program.get(name) ?? {}
    data.services.programs = inserted(data.services.programs, name, {
      since: branch,
      skeleton: String(fields['skeleton']) as CatalogData['services']['programs'][string]['skeleton'],
      ...(fields['single'] === 1 ? { processLimit: { required: 1, since: branch } } : {}),
      ...(fields['privileged'] === 1 ? { privileged: true as const } : {}),
    })
    work.push({ name, what: 'is a new program: needs a sentence, and its service in services.json' })
  }
  return work
}

/** Brings the other data files up to a release; returns what needs a person. */
export function applyOthers(
  data: CatalogData,
  source: ReleaseFacts,
  recorded: ReleaseFacts,
  slot: string,
): readonly HandWork[] {
  const changes = (section: Section): Change => changeOf(source, recorded, section)
  const said = source.sections
  return [
    ...applySuffixes(data, said['service suffix'], changes('service suffix'), slot),
    ...applyClientKeys(data, said['client key'], slot),
    ...applyWords(data, said['vocabulary word'], slot, source.spellings ?? new Map()),
    ...applyStock(data, changes('stock entry'), slot),
    ...applyCompatibility(data, said.compatibility, slot),
    ...applyBare(data, source, changes, slot),
  ]
}
