import { keptText } from '../text/kept-text.js'
import type { Lasting } from '../text/lasting.js'
import { allNames, allOfMain, allOfMaster, allSettings } from './effective.js'
import { noFacts } from './facts.js'
import { allMentions, changesNoMention, type Mentions, mentionsOf } from './mentioning-settings.js'
import type { Project } from './project.js'

/** A configuration as it is compared with the next one, its tables aside. */
interface Written {
  readonly main: string | undefined
  readonly master: string | undefined
  /** The settings of main.cf as they are written, in order, and their names. */
  readonly settings: readonly string[]
  readonly names: readonly string[]
  /** What changes everything. The names of the files do not: they are told only with what is found. */
  readonly surroundings: readonly unknown[]
}

interface State extends Written {
  readonly mentions: Mentions
}

/** The states of a configuration one after the other: each takes over what was worked out and is still true. */
export class Succession {
  #last: State | undefined
  #lasting: Lasting | undefined

  /** Another that goes on from here by itself. */
  fork(): Succession {
    const other = new Succession()
    other.#last = this.#last
    other.#lasting = this.#lasting
    return other
  }

  /** The settings of main.cf as they are written in the last state, in order. */
  get settings(): readonly string[] {
    return this.#last?.settings ?? []
  }

  /**
   * The next state.
   * @returns what of it is not what it was, its tables aside: names, and what else can be looked at; undefined when it
   * could be anything
   */
  next(project: Project): readonly string[] | undefined {
    const before = this.#last
    const now = written(project, before?.settings ?? [])
    const isOther = before === undefined || !isSame(before.surroundings, now.surroundings)
    const { mentions, changed } = isOther ? { mentions: mentionsOf(project) } : compare(before, now, project)
    if (changed !== undefined && this.#lasting !== undefined) project.lasting.takeOver(this.#lasting, changed)
    this.#last = { ...now, mentions }
    this.#lasting = project.lasting
    return changed
  }
}

/** @param known what settings were before: one that is written as it was is the same string, and need not be compared again */
function written(project: Project, known: readonly string[]): Written {
  const { main, master, settings, target, host, facts, template, readsTables } = project
  const text = main?.source.text ?? ''
  return {
    main: main?.source.text,
    master: master?.source.text,
    settings: settings.map(({ nameRange, valueRange }, index) => {
      const now = text.slice(nameRange.start, valueRange.end)
      const before = known[index]
      return now === before ? before : keptText(now)
    }),
    names: settings.map(({ name }) => name),
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
}

interface Comparison {
  readonly mentions: Mentions
  readonly changed?: readonly string[]
}

function compare(before: State, now: Written, project: Project): Comparison {
  const changed = new Set<string>()
  if (before.main !== now.main) changed.add(allOfMain)
  if (before.master !== now.master) changed.add(allOfMaster)
  const hasSameNames = isSame(before.names, now.names)
  const others = hasSameNames ? changedValues(before, now) : changedNames(before, now)
  for (const name of others) changed.add(name)
  if (!hasSameNames) changed.add(allNames)
  if (!hasSameNames || others.length > 0) changed.add(allSettings)
  const mentionsStay = hasSameNames && before.master === now.master && staysPlain(before, now, project)
  const mentions = mentionsStay ? before.mentions : mentionsOf(project)
  if (!isSame(before.mentions.settings, mentions.settings)) changed.add(allMentions)
  return { mentions, changed: [...changed] }
}

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
function staysPlain(before: State, now: Written, { catalog }: Project): boolean {
  return now.names.every((name, index) => {
    const values = [before.settings[index] ?? '', now.settings[index] ?? '']
    return values[0] === values[1] || changesNoMention(before.mentions, name, values, catalog)
  })
}

/** Are two lists the same, piece by piece? */
function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index])
}
