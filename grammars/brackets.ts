import type { IToken } from 'chevrotain'
import { BraceMacro, LeftBrace, LeftParen, ParenMacro, RightBrace, RightParen } from './value-tokens.js'

const noClosers: ReadonlyMap<number, number> = new Map()

/** Offset of each opening bracket to that of its closing one: braces and parentheses each by themselves. */
export function matchBrackets(tokens: readonly IToken[]): ReadonlyMap<number, number> {
  let closers: Map<number, number> | undefined
  let braces: number[] | undefined
  let parens: number[] | undefined
  for (const { tokenType, startOffset } of tokens) {
    if (tokenType === BraceMacro || tokenType === LeftBrace) (braces ??= []).push(startOffset)
    else if (tokenType === ParenMacro || tokenType === LeftParen) (parens ??= []).push(startOffset)
    else if (tokenType === RightBrace || tokenType === RightParen) {
      const open = (tokenType === RightBrace ? braces : parens)?.pop()
      if (open !== undefined) (closers ??= new Map()).set(open, startOffset)
    }
  }
  return closers ?? noClosers
}
