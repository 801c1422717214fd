import { allOfMain, allOfMaster, allSettings, allTables } from '../config/effective.js'
import { noFacts } from '../config/facts.js'
import { allMentions, changesNoMention, type Mentions, mentionsOf } from '../config/mentioning-settings.js'
import type { Project } from '../config/project.js'
import { changedTables, type TableState, tableStates } from './table-states.js'

/** A configuration as it is compared with the next one. */
export interface Snapshot {
  readonly main: string | undefined
  readonly master: string | undefined
  /** The settings of main.cf as they are written, in order, and their names. */
  readonly settings: readonly string[]
  readonly names: readonly string[]
  /** The tables, by what tells one from the others. */
  readonly tables: ReadonlyMap<string, TableState>
  readonly mentions: Mentions
  /** What changes everything. The names of the files do not: they are told only with what is found. */
  readonly surroundings: readonly unknown[]
}

/**
 * A configuration as it is now, and what of it is not what it was: names, and what else can be looked at. Undefined when
 * it could be anything.
 */
export function snapshotAfter(
  before: Snapshot | undefined,
  project: Project,
): { readonly now: Snapshot; readonly changed: ReadonlySet<string> | undefined } {
  const { main, master, target, host, facts, template, readsTables } = project
  const text = main?.source.text ?? ''
  const written = {
    main: main?.source.text,
    master: master?.source.text,
    settings: project.settings.map(({ nameRange, valueRange }) => text.slice(nameRange.start, valueRange.end)),
    names: project.settings.map(({ name }) => name),
    surroundings: [
      target.version,
      target.profile,
      host,
      facts === noFacts,
      readsTables,
      template,
      main === undefined,
      master === undefined,
    ],
  }
  if (before === undefined || !isSame(before.surroundings, written.surroundings)) {
    return { now: { ...written, tables: tableStates(project), mentions: mentionsOf(project) }, changed: undefined }
  }
  const changed = new Set<string>()
  if (before.main !== written.main) changed.add(allOfMain)
  if (before.master !== written.master) changed.add(allOfMaster)
  const hasSameNames = isSame(before.names, written.names)
  const others = hasSameNames ? changedValues(before, written) : changedNames(before, written)
  for (const name of others) changed.add(name)
  if (!hasSameNames || others.length > 0) changed.add(allSettings)
  const mentionsStay = hasSameNames && before.master === written.master && staysPlain(before, written, project)
  const mentions = mentionsStay ? before.mentions : mentionsOf(project)
  if (!isSame(before.mentions.settings, mentions.settings)) changed.add(allMentions)
  const tables = tableStates(project)
  for (const read of changedTables(before.tables, tables)) changed.add(read).add(allTables)
  return { now: { ...written, tables, mentions }, changed }
}

type Written = Pick<Snapshot, 'settings' | 'names'>

/** The names whose settings are not written as they were, where all names are the same in the same order. */
function changedValues(before: Written, now: Written): readonly string[] {
  return now.names.filter((_, index) => before.settings[index] !== now.settings[index])
}

function changedNames(before: Written, now: Written): readonly string[] {
  const old = lastOfEachName(before)
  const last = lastOfEachName(now)
  const changed = [...last].flatMap(([name, written]) => (old.get(name) === written ? [] : [name]))
  return [...changed, ...[...old.keys()].filter(name => !last.has(name))]
}

function lastOfEachName({ names, settings }: Written): ReadonlyMap<string, string> {
  return new Map(names.map((name, index) => [name, settings[index] ?? '']))
}

/** True when nothing that changed mentions anything, before and now; all names are the same. */
function staysPlain(before: Snapshot, now: Written, { catalog }: Project): boolean {
  return now.names.every((name, index) => {
    const values = [before.settings[index] ?? '', now.settings[index] ?? '']
    return values[0] === values[1] || changesNoMention(before.mentions, name, values, catalog)
  })
}

/** Are two lists the same, piece by piece? */
export function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index])
}
