import type { Project } from '../config/project.js'
import type { TableMention } from '../config/table-mentions.js'
import { type Table, wantedTables } from '../config/tables.js'
import type { EffectiveConfiguration } from './document.js'
import { hasEntries, isOrdered, type TableEntryText, tableEntries } from './table-entries.js'

/** An entry on one side of a comparison. */
export interface ComparedEntry {
  /** Absent where it is a secret. */
  readonly value?: string
  /** `file:line`. */
  readonly place: string
}

/** An entry of a table that only one side has, or that says something else there. */
export interface ChangedEntry {
  /** A key, a pattern with the blocks around it, a name; as the second side writes it, if it is there. */
  readonly key: string
  readonly before: ComparedEntry | null
  readonly after: ComparedEntry | null
}

/** A table of both sides that has other entries. */
export interface ChangedTable {
  /** What it is called: `type:path`, or the path of a file that is no table of a type. */
  readonly before: string
  readonly after: string
  /** What names it: parameters, or restrictions. */
  readonly usedBy: readonly string[]
  /** The services that use it; empty: programs outside master.cf. */
  readonly services: readonly string[]
  /** How many entries came, went, and say something else. */
  readonly added: number
  readonly removed: number
  readonly changed: number
  /** The first entry that matches decides, and those that both sides have stand in another order. */
  readonly reordered: boolean
  /** The first of those counted, in the order of the files; `mostEntries` of each kind. */
  readonly entries: readonly ChangedEntry[]
}

/** A table that both sides use, but whose text is known on one of them only. */
export interface UncomparedTable {
  readonly table: string
  /** Where its text is known. */
  readonly known: 'before' | 'after'
}

/** As many entries of each kind are told of a table. The others are counted. */
export const mostEntries = 1000

/** A project with what its services run with. */
export interface ComparedSide {
  readonly project: Project
  readonly effective: EffectiveConfiguration
  /** Is a parameter read by programs outside master.cf? */
  readonly isOutside: (name: string) => boolean
}

/** What is different in tables. */
export interface ComparedTables {
  readonly changedTables: readonly ChangedTable[]
  readonly uncomparedTables: readonly UncomparedTable[]
}

/**
 * Compares the tables that both sides use for the same and whose text is known on both. What a side names by another
 * path is the same table if there is only one for that use.
 */
export function compareTables(before: ComparedSide, after: ComparedSide): ComparedTables {
  const [old, recent] = [usedTables(before), usedTables(after)]
  return {
    changedTables: pairUp(old, recent)
      .flatMap(([one, other]) => compareTable(one, other) ?? [])
      .sort((a, b) => (a.after < b.after ? -1 : a.after > b.after ? 1 : 0)),
    uncomparedTables: [
      ...unknownTo(after, old).map(table => ({ table, known: 'before' as const })),
      ...unknownTo(before, recent).map(table => ({ table, known: 'after' as const })),
    ],
  }
}

/** Those tables that a side names as well, without knowing their text. */
function unknownTo({ project }: ComparedSide, tables: readonly UsedTable[]): readonly string[] {
  if (!project.readsTables) return []
  const known = new Set(project.tables.map(({ path }) => path))
  const named = new Set(wantedTables(project).map(({ path }) => path))
  return tables.flatMap(({ name, table: { path } }) =>
    path !== undefined && named.has(path) && !known.has(path) ? [name] : [],
  )
}

interface UsedTable {
  readonly table: Table
  readonly name: string
  readonly usedBy: readonly string[]
  readonly services: readonly string[]
  /** Each use that it can be found by, as text. */
  readonly uses: readonly string[]
}

function usedTables({ project, effective, isOutside }: ComparedSide): readonly UsedTable[] {
  return project.tables.flatMap((table): UsedTable[] => {
    const { path, type, syntax } = table
    // What is written in main.cf itself is a part of a value, and compared with it.
    if (path === undefined || !hasEntries(syntax)) return []
    const name = type === undefined ? path : `${type}:${path}`
    if (syntax === 'bounce') {
      const parameter = 'bounce_template_file'
      return [{ table, name, usedBy: [parameter], services: readersOf(effective, parameter), uses: [parameter] }]
    }
    const users = table.mentions.flatMap(mention => {
      const services = servicesOf(mention, effective)
      return services.length > 0 || isOutside(mention.parameter) ? [{ mention, services }] : []
    })
    if (users.length === 0) return []
    const usedBy = users.map(({ mention }) => mention.restriction ?? mention.parameter)
    return [
      {
        table,
        name,
        usedBy: [...new Set(usedBy)].sort(),
        services: [...new Set(users.flatMap(({ services }) => services))],
        uses: users.flatMap(({ mention: { parameter, restriction = '' }, services }) =>
          [...services, ''].map(service => `${parameter} ${restriction} ${service}`),
        ),
      },
    ]
  })
}

/** The services that see the value in which a table is named. */
function servicesOf({ parameter, restriction, service }: TableMention, effective: EffectiveConfiguration) {
  if (service !== undefined) return [service.label]
  // Any program may read a name of a person's own, which a restriction class has; restrictions are for one of them.
  const restricted = restriction === undefined ? undefined : readersOf(effective, 'smtpd_client_restrictions', false)
  return readersOf(effective, parameter).filter(label => restricted?.includes(label) ?? true)
}

/** The services that take notice of a parameter, and see the value that main.cf gives it, if that is asked for. */
function readersOf({ main, services }: EffectiveConfiguration, parameter: string, ofMain = true): readonly string[] {
  const shared = main.origins[parameter]
  return services.flatMap(({ label, parameters, origins }) => {
    if (!Object.hasOwn(parameters, parameter)) return []
    return !ofMain || shared === undefined || origins[parameter]?.expanded === shared.expanded ? [label] : []
  })
}

type Pair = readonly [UsedTable, UsedTable]

function pairUp(before: readonly UsedTable[], after: readonly UsedTable[]): readonly Pair[] {
  const byPath = new Map(before.map(used => [used.table.path, used]))
  const pairs: Pair[] = []
  const left = new Set(before)
  const alone = after.filter(other => {
    const one = byPath.get(other.table.path)
    if (one === undefined || !left.delete(one)) return true
    pairs.push([one, other])
    return false
  })
  const [old, recent] = [onlyUses([...left]), onlyUses(alone)]
  for (const [use, other] of recent) {
    const one = old.get(use)
    if (one === undefined || !left.has(one) || pairs.some(([, paired]) => paired === other)) continue
    left.delete(one)
    pairs.push([one, other])
  }
  return pairs.filter(([one, other]) => one.table.syntax === other.table.syntax)
}

/** Tables by the uses that they alone have. */
function onlyUses(tables: readonly UsedTable[]): ReadonlyMap<string, UsedTable> {
  const found = new Map<string, UsedTable | undefined>()
  for (const used of tables) for (const use of new Set(used.uses)) found.set(use, found.has(use) ? undefined : used)
  return new Map([...found].flatMap(([use, used]) => (used === undefined ? [] : [[use, used] as const])))
}

function compareTable(one: UsedTable, other: UsedTable): ChangedTable | undefined {
  if (one.table.source.text === other.table.source.text) return undefined
  const [old, recent] = [tableEntries(one.table), tableEntries(other.table)]
  const counts = { added: 0, removed: 0, changed: 0 }
  const entries: ChangedEntry[] = []
  const note = (kind: keyof typeof counts, before: TableEntryText | undefined, after: TableEntryText | undefined) => {
    if (++counts[kind] > mostEntries) return
    const isHidden = isSecret(one.table, before) || isSecret(other.table, after)
    entries.push({
      key: (after ?? before)?.key ?? '',
      before: side(one.table, before, isHidden),
      after: side(other.table, after, isHidden),
    })
  }
  for (const [id, before] of old) {
    const after = recent.get(id)
    if (after === undefined) note('removed', before, undefined)
    else if (after.value !== before.value) note('changed', before, after)
  }
  for (const [id, after] of recent) if (!old.has(id)) note('added', undefined, after)
  const reordered = isOrdered(one.table.syntax) && !inSameOrder(old, recent)
  if (counts.added + counts.removed + counts.changed === 0 && !reordered) return undefined
  return {
    before: one.name,
    after: other.name,
    usedBy: other.usedBy,
    services: other.services,
    ...counts,
    reordered,
    entries,
  }
}

function isSecret({ source }: Table, entry: TableEntryText | undefined): boolean {
  return entry !== undefined && source.isSecret(entry.range)
}

function side({ source }: Table, entry: TableEntryText | undefined, isHidden: boolean): ComparedEntry | null {
  if (entry === undefined) return null
  const place = `${source.name}:${source.positionAt(entry.range.start).line}`
  return isHidden ? { place } : { value: entry.value, place }
}

function inSameOrder(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
  const common = [...one.keys()].filter(id => other.has(id))
  let at = 0
  for (const id of other.keys()) if (one.has(id) && common[at++] !== id) return false
  return true
}
