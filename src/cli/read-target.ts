import type { Decoded } from '../host/decode.js'
import { readTextFile } from '../host/read.js'
import type { UnreadFile } from '../report/json.js'
import { SourceText } from '../text/source-text.js'
import type { Target, TargetFile } from './targets.js'

/** A file of a target with its text. */
export interface ReadFile extends TargetFile {
  readonly decoded: Decoded
  readonly source: SourceText
}

/** The files of a target that could be read, and those that could not. */
export interface ReadTarget {
  readonly directory: string
  readonly main?: ReadFile
  readonly master?: ReadFile
  readonly unread: readonly UnreadFile[]
  readonly tables?: Target['tables']
  /** Tables whose text was given, and is not to be read from disk: by their absolute paths. */
  readonly given?: ReadonlyMap<string, Decoded>
}

/** Reads the files of a target. */
export function readTarget({ directory, main, master, tables }: Target): ReadTarget {
  const unread: UnreadFile[] = []
  const read = (file: TargetFile | undefined): ReadFile | undefined => {
    if (file === undefined) return undefined
    const result = readTextFile(file.name)
    if ('problem' in result) {
      unread.push({ file: file.name, message: result.message })
      return undefined
    }
    return { ...file, decoded: result, source: new SourceText(file.name, result.text) }
  }
  const readMain = read(main)
  const readMaster = read(master)
  return {
    directory,
    ...(readMain && { main: readMain }),
    ...(readMaster && { master: readMaster }),
    unread,
    ...(tables && { tables }),
  }
}

/** Those files of a target that findings are shown of. */
export function shownFiles({ main, master }: ReadTarget): readonly ReadFile[] {
  return [main, master].filter((file): file is ReadFile => file?.shown === true)
}
