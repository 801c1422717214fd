import { createToken, type IMultiModeLexerDefinition, Lexer, type TokenType } from 'chevrotain'

/** Anything that is plain text unless a rule gives it a meaning. */
export const Plain = createToken({ name: 'Plain', pattern: Lexer.NA })

const plain = (name: string, pattern: RegExp, startHint?: readonly (string | number)[]): TokenType =>
  createToken({
    name,
    pattern,
    categories: Plain,
    line_breaks: true,
    ...(startHint && { start_chars_hint: [...startHint] }),
  })

/** `$$`. */
export const Escape = createToken({ name: 'Escape', pattern: '$$' })
/** `$name`, `${name}`, `$(name)`: nothing inside but the name. */
export const SimpleMacro = createToken({
  name: 'SimpleMacro',
  pattern: /\$(?:[A-Za-z0-9_]+|\{[A-Za-z0-9_]+\}|\([A-Za-z0-9_]+\))/,
  start_chars_hint: ['$'],
})
/** `${` of a reference with more than a name. What follows is read in the mode `inner`, to the end of the value. */
export const BraceMacro = createToken({ name: 'BraceMacro', pattern: '${', push_mode: 'inner' })
/** `$(`, likewise. */
export const ParenMacro = createToken({ name: 'ParenMacro', pattern: '$(', push_mode: 'inner' })
/** A `$` that starts nothing: Postfix stops at it. */
export const LoneDollar = createToken({ name: 'LoneDollar', pattern: '$' })

export const LeftBrace = createToken({ name: 'LeftBrace', pattern: '{', categories: Plain })
export const RightBrace = createToken({ name: 'RightBrace', pattern: '}', categories: Plain })
export const LeftParen = createToken({ name: 'LeftParen', pattern: '(', categories: Plain })
export const RightParen = createToken({ name: 'RightParen', pattern: ')', categories: Plain })
export const Question = createToken({ name: 'Question', pattern: '?', categories: Plain })
export const Colon = createToken({ name: 'Colon', pattern: ':', categories: Plain })
export const Operator = plain('Operator', /[<>!=+\-*/~&|%]+/, [...'<>!=+-*/~&|%'])
export const Name = plain('Name', /[A-Za-z0-9_]+/)

/** What separates list elements: `CHARS_COMMA_SP` in `src/util/stringops.h`. */
export const Blank = plain('Blank', /[ \t\r\n]+/, [' ', '\t', '\r', '\n'])
export const Comma = createToken({ name: 'Comma', pattern: ',', categories: Plain })

// Chevrotain sorts token types by the characters they can begin with; a negated class needs the list spelled out: each
// code below 256, then one for each block of 255 that it cuts the rest into.
const highStarts = [
  ...Array.from({ length: 128 }, (_, index) => index + 128),
  ...Array.from({ length: 257 }, (_, block) => Math.max(256, (block + 1) * 255)),
]
const startsExcept = (excluded: string) => [
  ...Array.from({ length: 128 }, (_, code) => code).filter(code => !excluded.includes(String.fromCharCode(code))),
  ...highStarts,
]
const textToken = (name: string, pattern: RegExp, excluded: string) => plain(name, pattern, startsExcept(excluded))

/** Text up to the next `$`. */
export const RunText = textToken('RunText', /[^$]+/, '$')
/** Text of a list element. */
export const ListText = textToken('ListText', /[^ \t\r\n,{}$]+/, ' \t\r\n,{}$')
/** Text of a field: as in a list, but a comma is no separator. */
export const FieldText = textToken('FieldText', /[^ \t\r\n{}$]+/, ' \t\r\n{}$')
/** Text in and after a reference with more than a name. */
export const InnerText = textToken(
  'InnerText',
  /[^A-Za-z0-9_ \t\r\n,{}()$?:<>!=+\-*/~&|%]+/,
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_ \t\r\n,{}()$?:<>!=+-*/~&|%',
)

const macros = [Escape, SimpleMacro, BraceMacro, ParenMacro, LoneDollar]

export type { Shape } from './value-nodes.js'

export const valueModes: IMultiModeLexerDefinition = {
  defaultMode: 'text',
  modes: {
    text: [RunText, ...macros, Plain],
    list: [ListText, Blank, Comma, LeftBrace, RightBrace, ...macros, Plain],
    fields: [FieldText, Blank, LeftBrace, RightBrace, ...macros, Plain],
    inner: [
      Name,
      Blank,
      InnerText,
      Comma,
      LeftBrace,
      RightBrace,
      LeftParen,
      RightParen,
      Question,
      Colon,
      Operator,
      ...macros,
      Plain,
    ],
  },
}

/** Every token type of the value language, for the parser. */
export const valueVocabulary: TokenType[] = [...new Set(Object.values(valueModes.modes).flat() as TokenType[])]

/** Builds the lexer; it accepts every string. */
export function buildValueLexer(skipValidations: boolean): Lexer {
  return new Lexer(valueModes, { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations })
}
