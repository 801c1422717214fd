import { resolve } from 'node:path'
import { guessTable } from '../config/guess-table.js'
import { guessedTable, tablesFrom } from '../config/load-tables.js'
import type { Project } from '../config/project.js'
import type { TableLoader, WantedTable } from '../config/tables.js'
import { readTextFile } from '../host/read.js'
import { maximumTableSize, nodeTables, type ReadTable } from '../host/tables.js'
import type { UnreadFile } from '../report/json.js'
import { SourceText } from '../text/source-text.js'
import type { ReadFile, ReadTarget } from './read-target.js'

/** The tables of one configuration, as far as they were read. */
export interface TargetTables {
  readonly loader: TableLoader
  /** Findings in a file of this name are shown. */
  isShown(name: string): boolean
  /** It may be changed by fixes. */
  mayChange(name: string): boolean
  /** Those read that are shown. */
  files(): readonly ReadFile[]
  unread(): readonly UnreadFile[]
  /** Those that the configuration asked for, found or not. */
  asked(): readonly AskedTable[]
}

/** A table that a configuration asked for, with its text if it could be read. */
export interface AskedTable extends Pick<WantedTable, 'path' | 'local'> {
  readonly text: string | undefined
}

/** Gets ready to read the tables that a configuration names, and those that the command line does. */
export function openTables(target: ReadTarget, root: string | undefined): TargetTables {
  const { directory, tables: wanted, given } = target
  const disk = nodeTables({ directory, ...(root !== undefined && { root }), ...(given && { given }) })
  const named = new Map((wanted === 'all' ? [] : (wanted ?? [])).map(name => [resolve(name), name] as const))
  const alone = new Map<string, ReadTable>()
  const unread: UnreadFile[] = []
  const asked = new Map<string, AskedTable>()
  const fromConfiguration = tablesFrom({
    read(wanted) {
      const source = disk.read(wanted)
      const { path, local } = wanted
      asked.set(`${path}\0${local}`, { path, ...(local !== undefined && { local }), text: source?.text })
      return source
    },
  })

  /** Tables that no configuration names, each read once. */
  const readAlone = (): void => {
    const known = new Set([...disk.files.keys()].map(name => resolve(name)))
    for (const [path, name] of named) {
      if (known.has(path) || alone.has(name) || unread.some(({ file }) => file === name)) continue
      const decoded = given?.get(path) ?? readTextFile(name, maximumTableSize)
      if ('problem' in decoded) unread.push({ file: name, message: decoded.message })
      else {
        const source = new SourceText(name, decoded.text)
        if (guessTable(source) === undefined) unread.push({ file: name, message: whatIsIt })
        else alone.set(name, { decoded, source, inDirectory: true })
      }
    }
  }

  const loader: TableLoader = (project: Project, texts) => {
    const found = fromConfiguration(project, texts)
    readAlone()
    const guessed = [...alone].flatMap(([name, { source }]) => {
      const guess = guessTable(source)
      const text = texts?.get(name)
      const newer = text === undefined || text === source.text ? source : new SourceText(name, text)
      if (guess === undefined) return []
      return [guessedTable(project, guess, resolve(name), newer)]
    })
    return [...found, ...guessed]
  }
  const read = (name: string) => disk.files.get(name) ?? alone.get(name)
  const isShown = (name: string) => read(name) !== undefined && (wanted === 'all' || named.has(resolve(name)))
  return {
    loader,
    isShown,
    mayChange: name => isShown(name) && read(name)?.inDirectory === true,
    files: () =>
      [...disk.files, ...alone].flatMap(([name, { decoded, source }]) =>
        isShown(name) ? [{ name, shown: true, decoded, source }] : [],
      ),
    unread: () => unread,
    asked: () => [...asked.values()],
  }
}

const whatIsIt =
  'is neither main.cf nor master.cf, no main.cf near it names it, and nothing tells what kind of table it is'
