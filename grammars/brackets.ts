import type { IToken, TokenType } from 'chevrotain'
import { BraceMacro, LeftBrace, LeftParen, ParenMacro, RightBrace, RightParen } from './value-tokens.js'

const noClosers: ReadonlyMap<number, number> = new Map()
const openers: readonly TokenType[] = [BraceMacro, LeftBrace, ParenMacro, LeftParen]

/** Offset of each opening bracket to that of its closing one: braces and parentheses each by themselves. */
export function matchBrackets(tokens: readonly IToken[]): ReadonlyMap<number, number> {
  if (!tokens.some(token => openers.includes(token.tokenType))) return noClosers
  const closers = new Map<number, number>()
  const braces: number[] = []
  const parens: number[] = []
  for (const { tokenType, startOffset } of tokens) {
    if (tokenType === BraceMacro || tokenType === LeftBrace) braces.push(startOffset)
    else if (tokenType === ParenMacro || tokenType === LeftParen) parens.push(startOffset)
    else if (tokenType === RightBrace || tokenType === RightParen) {
      const open = (tokenType === RightBrace ? braces : parens).pop()
      if (open !== undefined) closers.set(open, startOffset)
    }
  }
  return closers
}
