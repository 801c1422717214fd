import { isName, numberValue, stripComments, type Token, tokenize } from './c-tokens.js'

/** What `#define` gave a name. */
export interface Macro {
  /** Undefined for a plain name. */
  readonly parameters: readonly string[] | undefined
  readonly body: readonly Token[]
}

export type Macros = Map<string, Macro>

function argumentsAt(tokens: readonly Token[], open: number): { readonly found: Token[][]; readonly end: number } {
  const found: Token[][] = [[]]
  let depth = 0
  let at = open
  for (; at < tokens.length; at++) {
    const token = tokens[at] ?? ''
    if (token === '(' && depth++ === 0) continue
    if (token === ')' && --depth === 0) break
    if (token === ',' && depth === 1) found.push([])
    else found.at(-1)?.push(token)
  }
  return { found, end: at }
}

/** The body of a macro with its arguments put in: `#x` as a string, `a##b` as one word, the rest expanded. */
function substituted(
  body: readonly Token[],
  values: ReadonlyMap<string, readonly Token[]>,
  expand: (argument: readonly Token[]) => readonly Token[],
): readonly Token[] {
  const result: Token[] = []
  for (let at = 0; at < body.length; at++) {
    const token = body[at] ?? ''
    const next = values.get(body[at + 1] ?? '')
    if (token === '#' && next) {
      result.push(JSON.stringify(next.join('')))
      at++
    } else if (token === '##') {
      const right = next ?? [body[at + 1] ?? '']
      result.push(`${result.pop() ?? ''}${right[0] ?? ''}`, ...right.slice(1))
      at++
    } else {
      const value = values.get(token)
      const pasted = body[at + 1] === '##'
      result.push(...(value === undefined ? [token] : pasted ? value : expand(value)))
    }
  }
  return result
}

/** Replaces names by what they were defined as, as far as that goes. */
export function expandMacros(
  tokens: readonly Token[],
  macros: Macros,
  hidden: ReadonlySet<string> = new Set(),
): readonly Token[] {
  const result: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? ''
    const macro = isName(token) && !hidden.has(token) ? macros.get(token) : undefined
    if (!macro || (macro.parameters && tokens[at + 1] !== '(')) {
      result.push(token)
      continue
    }
    const inner = new Set([...hidden, token])
    if (!macro.parameters) {
      result.push(...expandMacros(macro.body, macros, inner))
      continue
    }
    const { found, end } = argumentsAt(tokens, at + 1)
    const values = macro.parameters.map((parameter, index) => [parameter, found[index] ?? []] as const)
    const body = substituted(macro.body, new Map(values), argument => expandMacros(argument, macros, hidden))
    result.push(...expandMacros(body, macros, inner))
    at = end
  }
  return result
}

/** Is the condition of an `#if` met? Names without a definition are 0, calls of unknown macros as well. */
function isMet(condition: string, macros: Macros): boolean {
  const answered = condition.replace(
    /\bdefined\s*(?:\(\s*(\w+)\s*\)|(\w+))/g,
    (_, inBrackets?: string, bare?: string) => (macros.has(inBrackets ?? bare ?? '') ? '1' : '0'),
  )
  const tokens = expandMacros(tokenize(answered), macros)
  const numbers: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? ''
    numbers.push(isName(token) ? '0' : token)
    if (isName(token) && tokens[at + 1] === '(') at = argumentsAt(tokens, at + 1).end
  }
  return (numberValue(numbers) ?? 0) !== 0
}

function define(text: string, macros: Macros): void {
  const [, name, parameters, body] = /^(\w+)(?:\(([^)]*)\))?([\s\S]*)$/.exec(text.trim()) ?? []
  if (name === undefined) return
  macros.set(name, {
    parameters: parameters?.split(',').map(parameter => parameter.trim()),
    body: tokenize(body ?? ''),
  })
}

/**
 * Runs the directives of a text: keeps what is between the conditions that are met, and adds to `macros` what the text
 * and the headers it includes define. A small part of the C preprocessor: enough to read Postfix's tables, and no
 * compiler or system header is needed.
 */
export function preprocess(text: string, macros: Macros, header: (name: string) => string | undefined): string {
  const kept: string[] = []
  /** One for each open `#if`: is this part on, has a part of it been on, was the text around it on? */
  const conditions: { on: boolean; done: boolean; readonly outer: boolean }[] = []
  let on = true
  for (const line of stripComments(text).split('\n')) {
    const [, directive, rest = ''] = /^[ \t]*#[ \t]*([a-z]+)\b[ \t]*(.*)$/.exec(line) ?? []
    if (directive === undefined) {
      if (on) kept.push(line)
      continue
    }
    if (directive === 'if' || directive === 'ifdef' || directive === 'ifndef') {
      const met: boolean =
        on &&
        (directive === 'if' ? isMet(rest, macros) : macros.has(/\w*/.exec(rest)?.[0] ?? '') === (directive === 'ifdef'))
      conditions.push({ on: met, done: met, outer: on })
      on = met
      continue
    }
    const open = conditions.at(-1)
    if (directive === 'elif' && open) {
      open.on = open.outer && !open.done && isMet(rest, macros)
      open.done ||= open.on
      on = open.on
    } else if (directive === 'else' && open) {
      open.on = open.outer && !open.done
      open.done = true
      on = open.on
    } else if (directive === 'endif' && open) {
      conditions.pop()
      on = open.outer
    } else if (!on) {
      // A directive that does not count.
    } else if (directive === 'define') define(rest, macros)
    else if (directive === 'undef') macros.delete(/\w*/.exec(rest)?.[0] ?? '')
    else if (directive === 'include') {
      const found = header(/[<"]([^>"]+)[>"]/.exec(rest)?.[1] ?? '')
      if (found !== undefined) preprocess(found, macros, header)
    }
  }
  return kept.join('\n')
}
