import type { Effective } from '../config/effective.js'
import { fieldNames } from '../syntax/nodes.js'
import { expandText } from './expansion.js'
import { columns, expectsValue, isOption, type MasterEntry, needsBraces } from './master-entry.js'
import { indent, jsonLine, lineLimit } from './print-line.js'
import type { Session } from './session.js'

/** Where each column of master.cf begins, if there is room (`pcf_print_master_entry`). */
const columnStarts: readonly number[] = [0, 11, 17, 25, 33, 41, 49, 57]

/** How to show an entry. */
export interface EntryStyle {
  readonly fold: boolean
  /** Set to show the values of `-o` with their references replaced. */
  readonly expandIn?: Effective
}

/** An argument as it is shown: an option with its value is one. */
interface Argument {
  readonly text: string
  /** Length it counts for, which is not always that of its text. */
  readonly length: number
  /** An option with a value begins a new line, and so does what follows it. */
  readonly alone: boolean
}

/** The arguments of an entry's command. `slack` is what an option's value counts for beyond its text. */
function* argumentsOf({ words }: MasterEntry, style: EntryStyle, session: Session, slack: number): Generator<Argument> {
  let options = true
  for (let at = columns; at < words.length; at++) {
    const word = words[at] ?? ''
    // The first word that is no option is never put in braces: a slip of postconf's own.
    const braced = !options && needsBraces(word)
    options &&= isOption(word)
    const next = words[at + 1]
    if (options && expectsValue(word) && next !== undefined) {
      const value = style.expandIn && word === '-o' ? expandText(next, style.expandIn, session) : next
      const braces = needsBraces(value)
      const shown = braces ? `{${value}}` : value
      yield { text: `${word} ${shown}`, length: word.length + value.length + slack + (braces ? 2 : 0), alone: true }
      at++
    } else {
      yield { text: braced ? `{${word}}` : word, length: word.length, alone: false }
    }
  }
}

/** Writes arguments after what a line holds already. */
function writeArguments(list: Iterable<Argument>, start: string, length: number, fold: boolean): string {
  let text = start
  let width = length
  for (const argument of list) {
    if (argument.alone) width = lineLimit
    if (width > indent.length) {
      const fits = !fold || width + 1 + argument.length < lineLimit
      text += fits ? ' ' : `\n${indent}`
      width = fits ? width + 1 : indent.length
    }
    text += argument.text
    width = argument.alone ? lineLimit : width + argument.text.length
  }
  return `${text}\n`
}

/** A whole entry, its columns in their places. */
export function formatEntry(entry: MasterEntry, style: EntryStyle, session: Session): string {
  let line = ''
  for (const [index, word] of entry.words.slice(0, columns).entries()) {
    if (line.length > 0) line = line.padEnd(Math.max(line.length + 1, columnStarts[index] ?? 0))
    line += word
  }
  return writeArguments(argumentsOf(entry, style, session, 3), line, line.length, style.fold)
}

/** An entry as JSON. */
export function formatEntryAsJson(entry: MasterEntry, style: EntryStyle, session: Session): string {
  const fields = entry.words.slice(0, columns)
  const rest = Array.from(argumentsOf(entry, style, session, 0), argument => argument.text)
  return jsonLine(entry.space, [...fields, ...rest].join(' '))
}

/** What of a column to show. */
export interface FieldStyle extends EntryStyle {
  readonly names: boolean
  readonly values: boolean
}

/** One column; that of the command has the arguments with it (`pcf_print_master_field`). */
export function formatField(entry: MasterEntry, index: number, style: FieldStyle, session: Session): string {
  const value = entry.words[index] ?? ''
  let line = style.names ? `${entry.space}/${fieldNames[index]}` : ''
  if (!style.values) return `${line}\n`
  if (style.names) line += ' = '
  let width = line.length
  if (width > 0 && width + value.length > lineLimit) {
    line += `\n${indent}`
    width = indent.length
  }
  const isCommand = index === columns - 1
  return writeArguments(
    isCommand ? argumentsOf(entry, style, session, 1) : [],
    line + value,
    width + value.length,
    style.fold,
  )
}

/** One column as JSON. */
export function formatFieldAsJson(entry: MasterEntry, index: number, style: EntryStyle, session: Session): string {
  const rest = index === columns - 1 ? Array.from(argumentsOf(entry, style, session, 0), argument => argument.text) : []
  return jsonLine(`${entry.space}/${fieldNames[index]}`, [entry.words[index] ?? '', ...rest].join(' '))
}
