import type { IToken } from 'chevrotain'
import type { Span } from '../src/text/range.js'
import type { Comparison, Macro, MacroProblem, Operand, Part } from './value-nodes.js'
import { BraceMacro } from './value-tokens.js'

/** Offset after a token. */
export const endOf = (token: IToken): number => token.startOffset + token.image.length

/** A reference without its brackets, while it is being read. */
export interface MacroBody {
  name: string
  nameSpan: Span
  condition?: Comparison
  argument?: Operand
  whenSet?: Operand
  whenUnset?: Operand
  problem?: MacroProblem
}

/** A reference of which nothing is read yet. */
export function newBody(at: number): MacroBody {
  return { name: '', nameSpan: { start: at, end: at } }
}

/** Where a token stands. */
export function tokenSpan(token: IToken): Span {
  return { start: token.startOffset, end: endOf(token) }
}

/** From the first to the last of some parts. */
export function spanOf(parts: readonly Part[]): Span {
  return { start: parts[0]?.span.start ?? 0, end: parts.at(-1)?.span.end ?? 0 }
}

/** Text that stands for itself. */
export function literal(token: IToken): Part {
  return { type: 'literal', span: tokenSpan(token), text: token.image }
}

/** `$$`. */
export function dollar(token: IToken): Part {
  return { type: 'dollar', span: tokenSpan(token) }
}

/** Adds a part; text next to text becomes one node. */
export function addPart(parts: Part[], part: Part): void {
  const before = parts.at(-1)
  if (part.type === 'literal' && before?.type === 'literal') {
    const span = { start: before.span.start, end: part.span.end }
    parts[parts.length - 1] = { type: 'literal', span, text: before.text + part.text }
  } else parts.push(part)
}

/** `$name`, `${name}` or `$(name)`: one token. */
export function simpleMacro(token: IToken): Macro {
  const span = tokenSpan(token)
  const second = token.image.charCodeAt(1)
  const form = second === 123 ? 'brace' : second === 40 ? 'paren' : 'bare'
  const nameSpan =
    form === 'bare' ? { start: span.start + 1, end: span.end } : { start: span.start + 2, end: span.end - 1 }
  const name = form === 'bare' ? token.image.slice(1) : token.image.slice(2, -1)
  return { type: 'macro', span, form, closed: true, name, nameSpan, content: nameSpan }
}

/** A `$` that starts nothing. */
export function loneDollar(token: IToken): Macro {
  const span = tokenSpan(token)
  const at = { start: span.end, end: span.end }
  const problem = { kind: 'empty-name', at: span.start } as const
  return { type: 'macro', span, form: 'bare', closed: true, name: '', nameSpan: at, content: at, problem }
}

/** Puts a reference together; what is wrong with its brackets counts before what is wrong inside. */
export function finishMacro(open: IToken, close: IToken | undefined, contentEnd: number, body: MacroBody): Macro {
  const content = { start: endOf(open), end: contentEnd }
  const closed = close !== undefined
  const empty = closed && content.start === content.end
  const problem: MacroProblem | undefined = empty
    ? { kind: 'empty-name', at: open.startOffset }
    : closed
      ? body.problem
      : { kind: 'truncated', at: open.startOffset }
  const { problem: _, ...rest } = body
  return {
    type: 'macro',
    span: { start: open.startOffset, end: close ? endOf(close) : contentEnd },
    form: open.tokenType === BraceMacro ? 'brace' : 'paren',
    closed,
    content,
    ...rest,
    ...(problem && { problem }),
  }
}
