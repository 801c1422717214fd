import { closingBracket } from './braces.js'

/** A piece of a result: text, or the number of a group. */
export type ResultPiece = { readonly text: string } | { readonly group: number }

/** The result of a pattern, ready to be filled in. */
export interface ResultText {
  readonly pieces: readonly ResultPiece[]
  /** The largest group that is named; 0 for none. */
  readonly groups: number
}

const allDigits = /^[0-9]+$/

/**
 * Reads the result of a pattern rule (`mac_parse` with `dict_regexp_prescan` in `src/util/dict_regexp.c`): `$1`, `${1}`,
 * `$(1)`, and `$$` for a dollar sign. Undefined when Postfix refuses it; it says why to `warn` and `complain`.
 * @param complain is told what Postfix says about the rule
 * @param outOfRange the two kinds of tables do not spell it alike
 */
export function readResult(
  value: string,
  warn: (message: string) => void,
  complain: (message: string) => void,
  outOfRange: string,
): ResultText | undefined {
  const pieces: ResultPiece[] = []
  let text = ''
  let groups = 0
  let isBad = false
  const flush = () => {
    if (text !== '') pieces.push({ text })
    text = ''
  }
  for (let at = 0; at < value.length; ) {
    const character = value.charAt(at)
    if (character !== '$') {
      text += character
      at++
      continue
    }
    if (value.charAt(at + 1) === '$') {
      text += '$'
      at += 2
      continue
    }
    flush()
    const found = referenceAt(value, at + 1)
    if (found === undefined) {
      warn(`truncated macro reference: "${value}"`)
      return undefined
    }
    // After a first fault, Postfix gives up at the next brace.
    if (isBad && found.braces) return undefined
    if (found.name === '') {
      warn(`empty macro name: "${value}"`)
      return undefined
    }
    at = found.end
    const group = numberOf(found.name)
    if (group === undefined) {
      complain(`non-numeric replacement index "${found.name}"`)
      isBad = true
    } else if (group === 0) {
      complain(`${outOfRange} replacement index "${found.name}"`)
      isBad = true
    } else {
      groups = Math.max(groups, group)
      pieces.push({ group })
    }
  }
  flush()
  return isBad ? undefined : { pieces, groups }
}

interface Reference {
  readonly name: string
  readonly end: number
  readonly braces: boolean
}

function referenceAt(value: string, start: number): Reference | undefined {
  const open = value.charAt(start)
  if (open === '{' || open === '(') {
    const close = closingBracket(value, start, open === '{' ? '{}' : '()')
    return close === undefined ? undefined : { name: value.slice(start + 1, close), end: close + 1, braces: true }
  }
  let end = start
  while (end < value.length && /[A-Za-z0-9_]/.test(value.charAt(end))) end++
  return { name: value.slice(start, end), end, braces: false }
}

/** A number as C reads it: in 32 bits, and from the other end when there are more. */
function numberOf(name: string): number | undefined {
  if (!allDigits.test(name)) return undefined
  if (name.length < 10) return Number(name)
  if (name.length > 200) return 0xffff_ffff
  const value = BigInt(name)
  const limit = 0x7fff_ffff_ffff_ffffn
  return Number(BigInt.asUintN(32, value > limit ? limit : value))
}

/** Fills in what the groups matched; a group that took no part is nothing. */
export function fillIn({ pieces }: ResultText, group: (number: number) => string): string {
  return pieces.map(piece => ('text' in piece ? piece.text : group(piece.group))).join('')
}
