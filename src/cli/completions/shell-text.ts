import type { OptionDescription, Words } from '../manual.js'
import { shortOf } from '../option-letters.js'

/** A word that a shell takes as it is. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** How an option can be written. */
export function spellings({ names }: OptionDescription): readonly string[] {
  return names.flatMap(name => {
    const short = shortOf(name)
    return [...(short === undefined ? [] : [`-${short}`]), `--${name}`]
  })
}

/** What a list beside the cursor says of an option. */
export function brief(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  const [first = line] = line.split(/[:;,(]/)
  return first.trim()
}

/** Lists the rules, each on a line of its own: the command knows them, and a completion is read at every start of a shell. */
export const listRules = "postfix-lint rules --no-color 2>/dev/null | sed -n 's/^  \\([a-z0-9-]*\\) .*/\\1/p'"

/** True for words that can be told from each other. */
export function isList(words: Words | undefined): words is readonly string[] {
  return typeof words === 'object'
}
