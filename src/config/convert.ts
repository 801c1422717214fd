import type { TimeUnit } from '../catalog/types.js'

/** Why Postfix would refuse a number or a time. */
export type NumberProblem = 'empty' | 'not-a-number' | 'text-after' | 'out-of-range' | 'negative' | 'bad-unit'

/** A number that Postfix read, or why it did not. */
export type Converted =
  | {
      readonly ok: true
      readonly value: number
      /** Text that Postfix ignores. */
      readonly ignored?: string
      /** Set when there is no digit at all: strtol(3) makes it 0, and Postfix does not look. */
      readonly noDigits?: true
    }
  | {
      readonly ok: false
      readonly problem: NumberProblem
      /** Where Postfix stopped reading: what follows is what it cannot use. */
      readonly end: number
    }

const maximumInt = 2_147_483_647
const minimumInt = -2_147_483_648

/** `yes` or `no` in any case (`src/global/mail_conf_bool.c`); undefined for anything else. */
export function toBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase()
  return lower === 'yes' ? true : lower === 'no' ? false : undefined
}

/** Longer ones fit no C type (leading zeros aside); BigInt would take quadratic time over them. */
const longestNumber = 1000

// strtol(3): white space and a sign may stand before the digits.
const numberStart = /^[ \t\n\v\f\r]*([+-]?[0-9]+)/

/** So many digits fit every type. */
const surelyFits = 9

/** Nearly every number: a few digits and nothing else. */
function plainNumber(text: string): number | undefined {
  if (text.length > surelyFits) return undefined
  let value = 0
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return value
}

/** A decimal number that fits a C `int` (`src/global/mail_conf_int.c`), or a `long` when `wide`. */
export function toInteger(text: string, wide = false): Converted {
  if (text === '') return { ok: false, problem: 'empty', end: 0 }
  const plain = plainNumber(text)
  if (plain !== undefined) return { ok: true, value: plain }
  const match = numberStart.exec(text)
  const digits = match?.[1]
  if (match === null || digits === undefined) return { ok: false, problem: 'not-a-number', end: 0 }
  if (match[0].length < text.length) return { ok: false, problem: 'text-after', end: match[0].length }
  if (digits.length > longestNumber) return { ok: false, problem: 'out-of-range', end: 0 }
  const exact = BigInt(digits)
  const fits = wide ? BigInt.asIntN(64, exact) === exact : exact >= minimumInt && exact <= maximumInt
  return fits ? { ok: true, value: Number(exact) } : { ok: false, problem: 'out-of-range', end: 0 }
}

const secondsIn: { readonly [unit in TimeUnit]: number } = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

function isTimeUnit(text: string): text is TimeUnit {
  return Object.hasOwn(secondsIn, text)
}

/**
 * A time in seconds (`src/global/conv_time.c`): digits and one unit letter. Postfix looks at no more than that letter:
 * `5days` is five days, and `1h30m` is one hour; what it ignores is given back. Without a digit it is 0: `days`.
 */
export function toSeconds(text: string, defaultUnit: TimeUnit = 's'): Converted {
  if (text === '') return { ok: false, problem: 'empty', end: 0 }
  const match = numberStart.exec(text)
  const end = match?.[0].length ?? 0
  const after = text.slice(end)
  const unit = after === '' ? defaultUnit : after.charAt(0)
  const count = Number(match?.[1] ?? 0)
  if (count < 0) return { ok: false, problem: 'negative', end: 0 }
  if (!isTimeUnit(unit)) return { ok: false, problem: match === null ? 'not-a-number' : 'bad-unit', end }
  const scale = secondsIn[unit]
  if (count > maximumInt || (scale > 1 && count >= Math.floor(maximumInt / scale)))
    return { ok: false, problem: 'out-of-range', end: 0 }
  const ignored = after.slice(1)
  return {
    ok: true,
    value: count * scale,
    ...(ignored !== '' && { ignored }),
    ...(match === null && { noDigits: true as const }),
  }
}

/** Seconds as a person would write them for Postfix: the largest unit that divides them. */
export function formatSeconds(seconds: number): string {
  for (const unit of ['w', 'd', 'h', 'm'] as const) {
    if (seconds !== 0 && seconds % secondsIn[unit] === 0) return `${seconds / secondsIn[unit]}${unit}`
  }
  return `${seconds}s`
}
