import type { Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import type { Diagnostic } from './diagnostic.js'

/** What stands for a text that nobody should see. */
const hidden = '`...`'

/**
 * Takes what a line with a secret says out of a finding about it: words that are quoted from the line, and fixes that
 * would write some of it anew. The place remains, and the names of settings.
 */
export function withoutSecrets(diagnostic: Diagnostic, source: SourceText): Diagnostic {
  const { at, related, fixes } = diagnostic
  const places = [at, ...related.map(each => each.at)].filter(({ file }) => file === source.name)
  const lines = places.flatMap(({ range }) => secretLine(source, range) ?? [])
  if (lines.length === 0) return diagnostic
  const plain = (text: string) =>
    text.replaceAll(/`([^`]+)`/g, (quoted, word) => (tells(lines, word) ? hidden : quoted))
  return {
    ...diagnostic,
    message: plain(diagnostic.message),
    related: related.map(each => ({ ...each, message: plain(each.message) })),
    fixes: fixes
      .filter(({ edits }) => !edits.some(({ text }) => text.trim() !== '' && tells(lines, text)))
      .map(fix => ({ ...fix, title: plain(fix.title) })),
  }
}

/** The text of the lines that a stretch touches, if one of them holds a secret. */
function secretLine(source: SourceText, range: Range): string | undefined {
  if (!source.isSecret(range)) return undefined
  const { start } = source.lineAt(range.start)
  const { end } = source.lineAt(Math.max(range.start, range.end - 1))
  return source.text.slice(start, end)
}

/** Does a word show something of a line? Cut off or in small letters it does so as well. */
function tells(lines: readonly string[], word: string): boolean {
  const seen = word.replace(/(?:\u2026|\.\.\.)$/, '').toLowerCase()
  return lines.some(line => line.toLowerCase().includes(seen) && nameOf(line) !== seen)
}

/** The name of a setting: it is no secret. */
function nameOf(line: string): string | undefined {
  return /^\s*([\w.]+)\s*=/.exec(line)?.[1]?.toLowerCase()
}
