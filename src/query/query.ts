import { openQueryTable } from './open-table.js'
import type { Answer, AnswerPlace, QueryEnvironment, QueryTable } from './query-table.js'
import { decodeUtf8 } from './utf8.js'

/** What is asked: all texts are bytes, one character for each. */
export interface QueryRequest {
  /** `type:name`. */
  readonly table: string
  /** One key, as `postmap -q KEY`; or many, as `postmap -q -`: each is printed with its value. */
  readonly keys: { readonly one: string } | { readonly lines: string }
  /** Print as postalias(1) does. */
  readonly asAliases?: boolean
  /** Say which line answered. */
  readonly explain?: boolean
}

/** Something that is written: bytes. */
export interface QueryWrite {
  readonly to: 'stdout' | 'stderr'
  readonly text: string
}

/** What a query prints and how it ends: 0 found, 1 not found or a fault that Postfix stops at, 2 not to be told here. */
export interface QueryResult {
  readonly writes: readonly QueryWrite[]
  readonly status: 0 | 1 | 2
}

/** Answers as `postmap -q` would. */
export function query(request: QueryRequest, surroundings: Omit<QueryEnvironment, 'warn'>): QueryResult {
  const writes: QueryWrite[] = []
  const say = (level: string, message: string) => {
    const shown = surroundings.unicode ? printable(message) : message.replaceAll(/[^ -~]/g, '?')
    writes.push({ to: 'stderr', text: `postfix-lint: ${level}: ${shown}\n` })
  }
  const warn = (message: string) => say('warning', message)
  const print = (text: string) => writes.push({ to: 'stdout', text })
  const keys = 'one' in request.keys ? [upToNul(request.keys.one)] : keysOf(request.keys.lines)
  let table: QueryTable | undefined
  let found = false
  let undecided = false
  for (const key of keys) {
    if (table === undefined) {
      const opened = openQueryTable(request.table, { ...surroundings, warn })
      if (!('lookup' in opened)) {
        if (opened.type === 'failed') say('fatal', opened.message)
        else say('undecided', undecidedText(opened))
        return { writes, status: opened.type === 'failed' ? 1 : 2 }
      }
      table = opened
    }
    const answer = table.lookup(key)
    switch (answer.type) {
      case 'found':
        found = true
        if (answer.value === '') {
          warn(`table ${table.type}:${table.name}: key ${key}: empty string result is not allowed`)
          warn(`table ${table.type}:${table.name} should return NO RESULT in case of NOT FOUND`)
        }
        if ('one' in request.keys) print(`${answer.value}\n`)
        else print(`${key}${request.asAliases ? ':' : ''}\t${answer.value}\n`)
        if (request.explain) for (const place of answer.from) say('answered by', placeText(place))
        break
      case 'none':
        if (request.explain) say('not found', notFoundText(key, table))
        break
      case 'failed':
        say('fatal', answer.message)
        return { writes, status: 1 }
      case 'undecided':
        undecided = true
        say('undecided', `key ${key}: ${undecidedText(answer)}`)
        break
      default:
        answer satisfies never
    }
  }
  return { writes, status: undecided ? 2 : found ? 0 : 1 }
}

/** The keys of standard input: lines, each up to a NUL. */
function keysOf(text: string): readonly string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map(upToNul)
}

function upToNul(text: string): string {
  const nul = text.indexOf('\0')
  return nul < 0 ? text : text.slice(0, nul)
}

function placeText({ file, line }: AnswerPlace): string {
  return `${file}, line ${line}`
}

function undecidedText({ why, at }: Extract<Answer, { type: 'undecided' }>): string {
  return at === undefined ? why : `${placeText(at)}: ${why}`
}

function notFoundText(key: string, { fixed }: QueryTable): string {
  const asksForParts = fixed && key.includes('@')
  const hint = ', and only as it is: Postfix itself may ask for parts of an address, such as its domain, as well'
  return `the table was asked for ${key}${asksForParts ? hint : ''}`
}

const pieces = /[ -~]+|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\s\S]/g

/** Control characters are not sent to a terminal or a log, nor are bytes that are no UTF-8. */
function printable(bytes: string): string {
  return bytes.replaceAll(pieces, piece => {
    const text = decodeUtf8(piece)
    return text === undefined || /\p{Cc}/u.test(text) ? '?'.repeat(piece.length) : piece
  })
}
