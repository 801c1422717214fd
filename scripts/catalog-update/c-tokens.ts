/** A word of C: a name, a number, a string with its quotes, or a sign. */
export type Token = string

const tokenPattern =
  /[A-Za-z_]\w*|\.?\d(?:[eEpP][+-]|[\w.])*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|&&|\|\||##|<<|>>|[<>=!]=|->|\S/g

/** Takes a text without comments and directives apart. */
export function tokenize(text: string): readonly Token[] {
  return text.match(tokenPattern) ?? []
}

export function isName(token: Token | undefined): token is Token {
  return token !== undefined && /^[A-Za-z_]/.test(token)
}

/** Headers are read again for each file that includes them. */
const stripped = new Map<string, string>()

/** Takes comments out and joins continued lines. The line structure stays, so that directives can be found. */
export function stripComments(text: string): string {
  const known = stripped.get(text)
  if (known !== undefined) return known
  const result = text
    .replaceAll('\r', '')
    .replaceAll('\\\n', '')
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, found =>
      found.startsWith('/') ? ` ${found.replaceAll(/[^\n]/g, '')}` : found,
    )
  stripped.set(text, result)
  return result
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' }

/** The text of adjacent strings; undefined when there is anything else among them. */
export function stringValue(tokens: readonly Token[]): string | undefined {
  if (tokens.length === 0 || !tokens.every(token => token.startsWith('"'))) return undefined
  return tokens
    .map(token => token.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter))
    .join('')
}

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]

const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  '||': (a, b) => Number(a !== 0 || b !== 0),
  '&&': (a, b) => Number(a !== 0 && b !== 0),
  '|': (a, b) => Number(BigInt(a) | BigInt(b)),
  '^': (a, b) => Number(BigInt(a) ^ BigInt(b)),
  '&': (a, b) => Number(BigInt(a) & BigInt(b)),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
  '<<': (a, b) => a * 2 ** b,
  '>>': (a, b) => Math.floor(a / 2 ** b),
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? 0 : Math.trunc(a / b)),
  '%': (a, b) => (b === 0 ? 0 : a % b),
}

/** The value of a constant expression whose names have been replaced; undefined when it is none. */
export function numberValue(tokens: readonly Token[]): number | undefined {
  let at = 0
  const primary = (): number | undefined => {
    const token = tokens[at++]
    if (token === '(') {
      const value = binary(0)
      return tokens[at++] === ')' ? value : undefined
    }
    if (token === '!' || token === '-' || token === '+' || token === '~') {
      const value = primary()
      if (value === undefined) return undefined
      return token === '!' ? Number(value === 0) : token === '-' ? -value : token === '~' ? -value - 1 : value
    }
    const digits = token?.replace(/[uUlL]+$/, '') ?? ''
    if (!/^(?:0[xX][0-9a-fA-F]+|\d+)$/.test(digits)) return undefined
    return /^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits)
  }
  const binary = (level: number): number | undefined => {
    const signs = levels[level]
    if (!signs) return primary()
    let value = binary(level + 1)
    while (value !== undefined && signs.includes(tokens[at] ?? '')) {
      const operation = operations[tokens[at++] ?? '']
      const right = binary(level + 1)
      value = operation === undefined || right === undefined ? undefined : operation(value, right)
    }
    return value
  }
  const value = binary(0)
  return at === tokens.length ? value : undefined
}
