import type { Diagnostic } from '../lint/diagnostic.js'
import type { SourceText } from '../text/source-text.js'

/** Signs of a line that tell it from others; a line can be megabytes long. */
const longest = 1000

/** Gives findings names that stay the same when lines move. */
export interface Fingerprints {
  /** What tells a finding from all others of the run; to be made short by a digest. */
  textOf(diagnostic: Diagnostic, sources: ReadonlyMap<string, SourceText>, path: string): string
}

/**
 * A finding is known by its rule, its file, the characters that are marked and the line they stand in; of several that
 * are equal in all that, by which one it is. Line numbers and the wording of the message do not matter.
 */
export function createFingerprints(): Fingerprints {
  const seen = new Map<string, number>()
  return {
    textOf({ rule, at }, sources, path) {
      const source = sources.get(at.file)
      const line = source?.lineAt(at.range.start)
      const written =
        line === undefined ? '' : clean(source?.text.slice(line.start, Math.min(line.end, line.start + longest)))
      const marked = clean(source?.text.slice(at.range.start, Math.min(at.range.end, at.range.start + longest)))
      const key = [rule, path, written, marked].join('\0')
      const count = seen.get(key) ?? 0
      seen.set(key, count + 1)
      return `${key}\0${count}`
    },
  }
}

function clean(text: string | undefined): string {
  return (text ?? '').replaceAll(/\s+/g, ' ').trim()
}
