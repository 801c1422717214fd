import { isSpace, skipSpace, trimSpace } from '../syntax/characters.js'
import { fieldNames } from '../syntax/nodes.js'
import { closingBrace, nextWord } from '../syntax/words.js'
import { splitText } from './dictionary.js'
import type { Session } from './session.js'

/** A master.cf entry as postconf(1) keeps it: words, with options and `-o` values brought into one form. */
export interface MasterEntry {
  readonly words: readonly string[]
  readonly name: string
  readonly type: string
  /** `name/type`. */
  readonly space: string
}

/** Columns before the command's arguments. */
export const columns = fieldNames.length

const serviceTypes: ReadonlySet<string> = new Set(['unix', 'fifo', 'inet', 'pass', 'unix-dgram'])

/** Reads the text of an entry; a string says why that is impossible (`pcf_parse_master_entry`). */
export function readEntry(text: string, session: Session): MasterEntry | string {
  const words = splitWords(text)
  if (words.length < columns) return 'bad field count'
  checkColumns(words, text, session)
  return entryOf(normalizeArguments(words, session))
}

/** Puts an entry together from its words. */
export function entryOf(words: readonly string[]): MasterEntry {
  const [name = '', type = ''] = words
  return { words, name, type, space: `${name}/${type}` }
}

/** Words between white space; braces keep what is in them together. */
export function splitWords(text: string): string[] {
  const words: string[] = []
  for (let next = nextWord(text, 0, true); next !== undefined; next = nextWord(text, next.end, true)) {
    words.push(text.slice(next.start, next.end))
  }
  return words
}

/** True for a word that getopt(3) would take for options. */
export function isOption(word: string): boolean {
  return word.startsWith('-') && word !== '--'
}

/** True for an option whose value is the next word; `-` alone counts, as it does for strchr(3). */
export function expectsValue(option: string): boolean {
  return option.charAt(1) === 'o' || option === '-'
}

/** One form for options, `-o` values and braces (`pcf_normalize_daemon_args`). */
export function normalizeArguments(given: readonly string[], session: Session): readonly string[] {
  const words = [...given]
  let at = columns
  for (; at < words.length; at++) {
    let word = words[at] ?? ''
    if (!isOption(word)) break
    const inner = word.indexOf('o', 2)
    if (inner > 0) {
      words.splice(at + 1, 0, `-${word.slice(inner)}`)
      word = word.slice(0, inner)
      words[at] = word
    }
    if (!expectsValue(word)) continue
    if (word.length > 2) {
      words.splice(at + 1, 0, word.slice(2))
      words[at] = word.slice(0, 2)
    } else if (at + 1 >= words.length) continue
    at++
    const value = words[at] ?? ''
    if (!value.startsWith('{')) continue
    const inside = withoutBraces(value, session)
    words[at] = word.startsWith('-o') ? normalizeNameValue(inside, session) : inside
  }
  for (; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word.startsWith('{')) words[at] = withoutBraces(word, session)
  }
  return words
}

/** `extpar` (`src/util/extpar.c`). */
function withoutBraces(word: string, session: Session): string {
  const close = closingBrace(word, 0, word.length)
  if (close === undefined) session.warn(`master.cf: missing '}' in "${word}"`)
  else if (close + 1 < word.length) session.warn(`master.cf: syntax error after '}' in "${word}"`)
  const start = skipSpace(word, 1, close ?? word.length)
  return word.slice(start, trimSpace(word, start, close ?? word.length))
}

function normalizeNameValue(text: string, session: Session): string {
  const found = splitText(text)
  if (typeof found !== 'string') return `${found.name}=${found.value}`
  session.warn(`master.cf: ${found}: "${text}"`)
  return text
}

/** Stops at columns that no entry can have (`pcf_check_master_entry`). */
export function checkColumns(words: readonly string[], text: string, session: Session): void {
  if (!session.catalog.atLeast('2.11')) return
  const [, type = '', isPrivate = '', unprivileged = '', chroot = '', wakeup = '', limit = ''] = words
  const refuse = (field: string, value: string): never =>
    session.fatal(`invalid ${field} field "${value}" in "${text}"`.replaceAll('\n', ' '))
  if (!isServiceType(type, session)) refuse('type', type)
  const booleans = { private: isPrivate, unprivileged, chroot }
  for (const [field, value] of Object.entries(booleans)) if (!/^[yn-]?$/.test(value)) refuse(field, value)
  if (!/^(?:[0-9]*|-)\??$/.test(wakeup)) refuse('wakeup', wakeup)
  if (!/^(?:[0-9]*|-)$/.test(limit)) refuse('process_limit', limit)
}

function isServiceType(type: string, session: Session): boolean {
  return serviceTypes.has(type) && (type !== 'unix-dgram' || session.catalog.atLeast('3.4'))
}

/** True when a word has to be in braces to stay one word. */
export function needsBraces(word: string): boolean {
  return /[ \t\r\n]/.test(word)
}

/** Text from the first character that is not white space. */
export function trimStart(text: string): string {
  let start = 0
  while (start < text.length && isSpace(text.charCodeAt(start))) start++
  return text.slice(start)
}
