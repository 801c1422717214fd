import { sharedName } from '../text/kept-text.js'
import { type MappedText, sliceMapped } from '../text/mapped-text.js'
import { skipSpace, trimSpace } from './characters.js'
import { fileRange } from './logical-text.js'
import { splitNameValue } from './name-value.js'
import type { Argument, Attribute, Braces, BrokenOverride, Override, Word } from './nodes.js'
import { closingBrace, nextWord } from './words.js'

/** Option letters whose value may stand in the next word (`getopt` calls in `src/master/*_server.c`). */
const daemonOptionsWithValue = 'imnorst'

const DASH = 45
const OPEN = 123

/** One argument as master(8) hands it to the program: braces and the blanks inside them taken off. */
interface RawArgument {
  readonly start: number
  readonly end: number
  /** The text between the braces, or all of it. */
  readonly innerStart: number
  readonly innerEnd: number
  readonly braces?: Braces
}

/**
 * Reads the command line of a master.cf entry from `from` on, as master(8) splits it and as the program's `getopt`
 * reads it: options end at the first word that is none, or at `--`.
 * @param optionsWithValue letters that take a value; postconf(1) knows only `o`
 */
export function parseArguments(
  file: string,
  text: MappedText,
  from: number,
  optionsWithValue: string = daemonOptionsWithValue,
): readonly Argument[] {
  const raw = splitArguments(text, from)
  const result: Argument[] = []
  let index = 0
  for (let argument = raw[0]; argument !== undefined && looksLikeOption(text.text, argument); argument = raw[index]) {
    const [nodes, used] = parseOptions(file, text, argument, raw[index + 1], optionsWithValue)
    result.push(...nodes)
    index += used
  }
  let ofCommand = false
  for (const argument of raw.slice(index)) {
    const attribute = ofCommand ? undefined : parseAttribute(text, argument)
    if (attribute?.name.toLowerCase() === 'argv') ofCommand = true
    result.push(attribute ?? word(text, argument, ofCommand))
  }
  return result
}

function splitArguments(text: MappedText, from: number): readonly RawArgument[] {
  const result: RawArgument[] = []
  for (let next = nextWord(text.text, from, true); next !== undefined; next = nextWord(text.text, next.end, true)) {
    result.push(rawArgument(text, next.start, next.end))
  }
  return result
}

/** `extpar` (`src/util/extpar.c`): a word that begins with `{` stands for what is between the braces. */
function rawArgument(text: MappedText, start: number, end: number): RawArgument {
  if (text.text.charCodeAt(start) !== OPEN) return { start, end, innerStart: start, innerEnd: end }
  const close = closingBrace(text.text, start, end)
  const innerEnd = close ?? end
  const range = fileRange(text, start, end)
  const problem = close === undefined ? 'missing-close' : close + 1 < end ? 'text-after-close' : undefined
  const stripped = skipSpace(text.text, start + 1, innerEnd)
  return {
    start,
    end,
    innerStart: stripped,
    innerEnd: trimSpace(text.text, stripped, innerEnd),
    braces: { range, ...(problem && { problem }) },
  }
}

function looksLikeOption(text: string, argument: RawArgument): boolean {
  const { innerStart, innerEnd } = argument
  return (
    innerEnd - innerStart > 1 &&
    text.charCodeAt(innerStart) === DASH &&
    !(innerEnd - innerStart === 2 && text.charCodeAt(innerStart + 1) === DASH)
  )
}

/** The option letters of one word; the last may take the rest of the word, or the next word, as its value. */
function parseOptions(
  file: string,
  text: MappedText,
  argument: RawArgument,
  next: RawArgument | undefined,
  optionsWithValue: string,
): readonly [readonly Argument[], number] {
  const nodes: Argument[] = []
  const braces = argument.braces && { braces: argument.braces }
  for (let at = argument.innerStart + 1; at < argument.innerEnd; at++) {
    const letter = text.text.charAt(at)
    const optionStart = at === argument.innerStart + 1 ? argument.start : at
    const optionRange = fileRange(text, optionStart, at + 1)
    if (!optionsWithValue.includes(letter)) {
      nodes.push({ type: 'option', letter, range: optionRange, ...braces })
      continue
    }
    const joined = at + 1 < argument.innerEnd
    const value = joined ? rawArgument(text, at + 1, argument.innerEnd) : next
    const range = fileRange(text, optionStart, value?.end ?? at + 1)
    if (letter === 'o') nodes.push(parseOverride(file, text, value, joined, range, optionRange))
    else nodes.push({ type: 'option', letter, range, ...(value && { value: wordOf(text, value) }) })
    return [nodes, joined ? 1 : 2]
  }
  return [nodes, 1]
}

function wordOf(text: MappedText, argument: RawArgument) {
  return {
    text: text.text.slice(argument.innerStart, argument.innerEnd),
    range: fileRange(text, argument.innerStart, argument.innerEnd),
  }
}

/** The program splits the option's value itself (`src/master/single_server.c` and its kin). */
function parseOverride(
  file: string,
  text: MappedText,
  value: RawArgument | undefined,
  joined: boolean,
  range: Argument['range'],
  optionRange: Argument['range'],
): Override | BrokenOverride {
  const braces = value?.braces && { braces: value.braces }
  const broken = (problem: BrokenOverride['problem'], written: string): BrokenOverride => {
    return { type: 'broken-override', problem, range, optionRange, text: written, ...braces }
  }
  if (value === undefined) return broken('missing-value', '')
  const { innerStart, innerEnd } = value
  const content = text.text
  const written = content.slice(innerStart, innerEnd)
  const found = splitNameValue(content, innerStart, innerEnd)
  if ('problem' in found) return broken(found.problem, written)
  const { name } = found
  const { start: valueStart, end: valueEnd } = found.value
  return {
    type: 'override',
    form: value.braces ? 'braces' : joined ? 'joined' : 'separate',
    range,
    optionRange,
    file,
    name: sharedName(content.slice(name.start, name.end)),
    nameRange: fileRange(text, name.start, name.end),
    value: sliceMapped(text, valueStart, valueEnd),
    valueRange: fileRange(text, valueStart, valueEnd),
    ...braces,
  }
}

function parseAttribute(text: MappedText, argument: RawArgument): Attribute | undefined {
  const { innerStart, innerEnd } = argument
  const [, name] = /^([A-Za-z_]+)=/.exec(text.text.slice(innerStart, innerEnd)) ?? []
  if (name === undefined) return undefined
  const equals = innerStart + name.length
  return {
    type: 'attribute',
    range: fileRange(text, argument.start, argument.end),
    name,
    nameRange: fileRange(text, innerStart, equals),
    value: sliceMapped(text, equals + 1, innerEnd),
    valueRange: fileRange(text, equals + 1, innerEnd),
    ...(argument.braces && { braces: argument.braces }),
  }
}

function word(text: MappedText, argument: RawArgument, ofCommand: boolean): Word {
  return {
    type: 'word',
    range: fileRange(text, argument.start, argument.end),
    text: text.text.slice(argument.innerStart, argument.innerEnd),
    value: sliceMapped(text, argument.innerStart, argument.innerEnd),
    ofCommand,
    ...(argument.braces && { braces: argument.braces }),
  }
}
