/** A token of an address list (`tok822_scan` in `src/global/tok822_parse.c`). */
export interface AddressToken {
  /** `operator`: one character with a meaning of its own. */
  readonly kind: 'atom' | 'quoted' | 'literal' | 'comment' | 'operator'
  readonly start: number
  readonly end: number
  /** Without quotes and backslashes. */
  readonly text: string
}

const operators = '|%!()<>@,;:\\".[]'
const white = ' \t\r\n'

/** Cuts a text into the tokens of RFC 822 as Postfix has them; white space between them is dropped. */
export function scanAddressTokens(text: string): readonly AddressToken[] {
  const tokens: AddressToken[] = []
  let at = 0
  /** Collects up to a character that ends the token; a backslash takes the next character as it is. */
  const collect = (ends: (character: string) => boolean): string => {
    let found = ''
    for (; at < text.length; at++) {
      let character = text.charAt(at)
      if (character === '\\') {
        at++
        if (at >= text.length) break
        character = text.charAt(at)
      } else if (ends(character)) break
      found += white.includes(character) ? ' ' : character
    }
    return found
  }
  while (at < text.length) {
    const start = at
    const character = text.charAt(at)
    if (white.includes(character)) {
      at++
      continue
    }
    const add = (kind: AddressToken['kind'], value: string) => tokens.push({ kind, start, end: at, text: value })
    if (character === '(') {
      at = commentEnd(text, at)
      add('comment', text.slice(start, at))
    } else if (character === '"' || character === '[') {
      const close = character === '"' ? '"' : ']'
      at++
      const value = collect(each => each === close)
      at = Math.min(at + 1, text.length)
      add(character === '"' ? 'quoted' : 'literal', value)
    } else if (character !== '\\' && operators.includes(character)) {
      at++
      add('operator', character)
    } else {
      const value = collect(each => white.includes(each) || operators.includes(each))
      add('atom', value)
    }
  }
  return tokens
}

/** Comments nest; one that is not closed reaches to the end. */
function commentEnd(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return at + 1
  }
  return text.length
}

/** One address of a list, as tokens. */
export interface AddressTokens {
  readonly start: number
  readonly end: number
  /** Without comments; of `Name <address>`, only the address. */
  readonly tokens: readonly AddressToken[]
}

/** The addresses of a list (`tok822_parse`): a comma, or a word directly behind a word, begins a new one. */
export function groupAddresses(tokens: readonly AddressToken[]): readonly AddressTokens[] {
  const groups: AddressTokens[] = []
  let group: AddressToken[] = []
  let angle = false
  const flush = () => {
    const [first] = group
    const last = group.at(-1)
    if (first !== undefined && last !== undefined) groups.push({ start: first.start, end: last.end, tokens: group })
    group = []
  }
  for (const token of tokens) {
    if (token.kind === 'comment') continue
    const isOperator = (character: string) => token.kind === 'operator' && token.text === character
    if (isOperator('<')) {
      // What stands before it is a name for people.
      group = []
      angle = true
    } else if (isOperator('>')) {
      flush()
      angle = false
    } else if (isOperator(',') || isOperator(';')) flush()
    else {
      const before = group.at(-1)
      if (!angle && token.kind !== 'operator' && before !== undefined && before.kind !== 'operator') flush()
      group.push(token)
    }
  }
  flush()
  return groups
}

/** The text of tokens in internal form: no quotes, a blank between words. A comment is a word. */
export function internalForm(tokens: readonly AddressToken[]): string {
  let text = ''
  for (const [index, token] of tokens.entries()) {
    text += token.kind === 'literal' ? `[${token.text}]` : token.text
    if (isFollowedBySpace(token, tokens[index + 1])) text += ' '
  }
  return text
}

/** True when Postfix writes a blank between two tokens (`tok822_append_space`). */
export function isFollowedBySpace(token: AddressToken, next: AddressToken | undefined): boolean {
  if (next === undefined) return false
  if (token.kind === 'operator' && token.text === ',') return true
  if (next.kind === 'operator') return next.text === '<'
  return token.kind !== 'operator'
}
