import type { Edit } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { cameIn } from './releases.js'
import type { Session } from './session.js'

/** Reads a file that is to be edited. */
export function readForEdit(path: string, session: Session): string {
  const file = session.host.readFile(path)
  return 'text' in file ? file.text : session.fatal(`open ${path} for reading: ${file.message}`)
}

/** Writes the result, or stops. */
export function writeEdited(path: string, text: string, session: Session): void {
  const problem = session.host.replaceFile(path, text)
  if (problem !== undefined) session.fatal(problem)
}

/** The text with blanks for all that follows a NUL byte on its line, where C strings end. */
export function cutLines(text: string): string {
  return text.includes('\0') ? text.replaceAll(/\0[^\n]*/g, cut => ' '.repeat(cut.length)) : text
}

/** Takes out what was cut, the newline with it: it is lost on the way. Lines that are edited themselves are left out. */
export function lostBytes(text: string, source: SourceText, edits: readonly Edit[]): readonly Edit[] {
  if (!text.includes('\0')) return []
  return Array.from(text.matchAll(/\0[^\n]*\n?/g), ({ index, 0: lost }): Edit[] => {
    const range = { start: index, end: index + lost.length }
    const edited = edits.some(edit => edit.range.start < range.end && range.start < edit.range.end)
    return edited ? [] : [{ file: source.name, range, text: '' }]
  }).flat()
}

/** Releases that end the last line with a newline when it has none. */
const sealedSince: readonly string[] = ['3.7.15', '3.8.10', '3.9.4', '3.10.2', '3.11']

/** The text as the release passes it on. */
export function sealed(text: string, session: Session): string {
  return text === '' || text.endsWith('\n') || !cameIn(sealedSince, session) ? text : `${text}\n`
}
