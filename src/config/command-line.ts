import type { Catalog, CommandAttribute, Program } from '../catalog/types.js'
import { fileRange } from '../syntax/logical-text.js'
import { splitNameValue } from '../syntax/name-value.js'
import { fieldNames } from '../syntax/nodes.js'
import { nextWord, type WordSpan } from '../syntax/words.js'
import type { MappedText } from '../text/mapped-text.js'
import type { Range } from '../text/range.js'
import { remembered } from '../text/remembered.js'
import type { Service } from './service.js'

/** A word of a command line. */
export interface CommandWord {
  readonly text: string
  readonly range: Range
}

/** A `-o` with all that a person probably meant to belong to it. */
export interface OptionRun {
  /** From the `-o` to the last of `rest`. */
  readonly range: Range
  /** The `-o` alone. */
  readonly option: Range
  /** The word Postfix takes as `name=value`; absent at the end of the line. */
  readonly value?: CommandWord
  readonly braced: boolean
  readonly name: string
  readonly hasEquals: boolean
  /** What stands after the `=` in `value`. */
  readonly assigned: string
  /** Words after `value` that neither begin an option nor a comment, nor are settings of their own. */
  readonly rest: readonly CommandWord[]
}

/** Words that follow each other and belong to nothing, between options. */
export interface StrayRun {
  /** `comment`: begins with `#`; `dash`: begins with a dash that is not `-`; `setting`: `name=value` without `-o`. */
  readonly kind: 'comment' | 'dash' | 'setting' | 'words'
  readonly words: readonly CommandWord[]
  readonly range: Range
}

/** A command line read as a person means it: Postfix itself stops looking for options at the first other word. */
export interface CommandLine {
  readonly options: readonly OptionRun[]
  readonly strays: readonly StrayRun[]
}

/** Option letters that take a value (`getopt` calls in `src/master/*_server.c`). */
const lettersWithValue = 'imnorst'
/** Dashes that word processors and web pages put where `-` was. */
const otherDashes = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212'

/** Attributes (`flags=` ...) that a program takes after its options. */
export function attributesOf(catalog: Catalog, program: Program): readonly CommandAttribute[] {
  if (program.arguments !== 'attributes') return []
  if (program.name === 'pipe') return catalog.pipeAttributes()
  return program.name === 'spawn' ? catalog.spawnAttributes() : catalog.smtpAttributes()
}

const nothing: CommandLine = { options: [], strays: [] }

/** Reads the arguments of an entry up to `argv=`, whose words belong to another program. */
export function readCommandLine(service: Service, catalog: Catalog, program: Program): CommandLine {
  // Most entries end with the command.
  return service.entry.arguments.length === 0 ? nothing : readArguments(service, catalog, program)
}

const readArguments = remembered(({ entry }: Service, catalog: Catalog, program: Program): CommandLine => {
  const attributes = new Set(attributesOf(catalog, program).map(attribute => attribute.name))
  const reader: Reader = { text: entry.text, words: wordsAfterCommand(entry.text, attributes), attributes, catalog }
  const options: OptionRun[] = []
  const strays: StrayRun[] = []
  for (let index = 0; index < reader.words.length; ) {
    const kind = kindOf(reader, index)
    if (kind === 'option') {
      const { run, next } = readOption(reader, index)
      if (run !== undefined) options.push(run)
      index = next
    } else if (kind === 'attribute') {
      index++
    } else {
      const next = endOfStrays(reader, index, kind)
      strays.push({
        kind,
        words: reader.words.slice(index, next).map(word => wordOf(reader, word)),
        range: spanOf(reader, index, next),
      })
      index = next
    }
  }
  return { options, strays }
})

interface Reader {
  readonly text: MappedText
  readonly words: readonly WordSpan[]
  readonly attributes: ReadonlySet<string>
  readonly catalog: Catalog
}

function wordsAfterCommand(text: MappedText, attributes: ReadonlySet<string>): readonly WordSpan[] {
  let at = 0
  for (const _ of fieldNames) at = nextWord(text.text, at, false)?.end ?? text.text.length
  const words: WordSpan[] = []
  for (let word = nextWord(text.text, at, true); word !== undefined; word = nextWord(text.text, word.end, true)) {
    if (
      attributes.has('argv') &&
      /^\{?\s*argv=/i.test(text.text.slice(word.start, Math.min(word.end, word.start + 64)))
    )
      break
    words.push(word)
  }
  return words
}

type WordKind = 'option' | 'attribute' | StrayRun['kind']

function kindOf(reader: Reader, index: number): WordKind {
  const text = textAt(reader, index)
  if (/^\{?\s*-[A-Za-z]/.test(text)) return 'option'
  if (text === '--') return 'attribute'
  if (text.startsWith('#')) return 'comment'
  if (otherDashes.includes(text.charAt(0))) return 'dash'
  const name = /^\{?\s*([A-Za-z0-9_]+)\s*=/.exec(text)?.[1]
  if (name === undefined) return 'words'
  if (reader.attributes.has(name.toLowerCase())) return 'attribute'
  return isParameter(reader.catalog, name) ? 'setting' : 'words'
}

function isParameter(catalog: Catalog, name: string): boolean {
  return catalog.parameter(name) !== undefined || catalog.transportFamily(name) !== undefined
}

/** A comment or a strange dash takes along all words up to the next option. */
function endOfStrays(reader: Reader, from: number, kind: StrayRun['kind']): number {
  let next = from + 1
  while (next < reader.words.length) {
    const found = kindOf(reader, next)
    const continues = kind === 'comment' || (kind === 'dash' && next === from + 1)
    if (found === 'option' || found === 'dash') break
    if (!continues && (found === 'attribute' || found !== 'words')) break
    next++
  }
  return next
}

function readOption(reader: Reader, index: number): { readonly run: OptionRun | undefined; readonly next: number } {
  const span = reader.words[index] ?? { start: 0, end: 0 }
  const content = contentOf(reader, span)
  let at = content.start + 1
  while (at < content.end && !lettersWithValue.includes(reader.text.text.charAt(at))) at++
  if (at === content.end) return { run: undefined, next: index + 1 }
  const joined = at + 1 < content.end
  const value = joined ? { start: at + 1, end: content.end } : reader.words[index + 1]
  const after = joined || value === undefined ? index + 1 : index + 2
  if (reader.text.text.charAt(at) !== 'o') return { run: undefined, next: after }
  return readRun(reader, index, at, value, after)
}

function readRun(reader: Reader, index: number, letter: number, value: WordSpan | undefined, after: number) {
  let next = after
  // `-o name` `=` ...: whatever follows the lonely `=` is meant as the value.
  while (next < reader.words.length && kindOf(reader, next) === 'words') next++
  const content = value && contentOf(reader, value)
  const found = content && splitNameValue(reader.text.text, content.start, content.end)
  const whole = found !== undefined && !('problem' in found) ? found : undefined
  const name = whole?.name ?? (found && 'problem' in found ? found.name : undefined)
  const start = reader.words[index]?.start ?? 0
  const end = Math.max(value?.end ?? letter + 1, reader.words[next - 1]?.end ?? 0)
  const run: OptionRun = {
    range: fileRange(reader.text, start, end),
    option: fileRange(reader.text, start, letter + 1),
    ...(value && { value: wordOf(reader, value) }),
    braced: value !== undefined && reader.text.text.charAt(value.start) === '{',
    name: name ? reader.text.text.slice(name.start, name.end) : '',
    hasEquals: whole !== undefined || (content !== undefined && reader.text.text.charAt(content.start) === '='),
    assigned: whole ? reader.text.text.slice(whole.value.start, whole.value.end) : '',
    rest: reader.words.slice(after, next).map(word => wordOf(reader, word)),
  }
  return { run, next }
}

/** A word without the braces around it. */
function contentOf(reader: Reader, { start, end }: WordSpan): WordSpan {
  const text = reader.text.text
  if (text.charAt(start) !== '{') return { start, end }
  let first = start + 1
  while (first < end && /\s/.test(text.charAt(first))) first++
  return { start: first, end: text.charAt(end - 1) === '}' ? Math.max(first, end - 1) : end }
}

function textAt(reader: Reader, index: number): string {
  const span = reader.words[index]
  return span === undefined ? '' : reader.text.text.slice(span.start, span.end)
}

function wordOf(reader: Reader, { start, end }: WordSpan): CommandWord {
  return { text: reader.text.text.slice(start, end), range: fileRange(reader.text, start, end) }
}

function spanOf(reader: Reader, from: number, to: number): Range {
  return fileRange(reader.text, reader.words[from]?.start ?? 0, reader.words[to - 1]?.end ?? 0)
}

/**
 * Where the words begin that have a finding of their own as part of a `-o`, as a comment, or as an option without its
 * `-o`: nobody else need speak of them.
 */
export function explainedWords(service: Service, catalog: Catalog, program: Program): ReadonlySet<number> {
  const { options, strays } = readCommandLine(service, catalog, program)
  const explained = [
    ...options.flatMap(run => run.rest),
    ...strays.filter(({ kind }) => kind !== 'words').flatMap(run => run.words),
  ]
  return new Set(explained.map(({ range }) => range.start))
}
