import { compareLevels, levelNumber } from './compatibility-level.js'

/** Why two texts could not be compared, and the text at fault. */
export interface BadComparison {
  readonly kind: 'bad-level' | 'bad-number'
  readonly text: string
}

const digits = /^[0-9]+$/
const maximumLong = 2n ** 63n - 1n
/** Digits that always fit a `long`. */
const shortNumber = 18

/**
 * `mac_exp_eval` and `compat_relop_eval`.
 * @param levels compare as compatibility levels
 * @param strict a number that is too large is fatal (Postfix 3.6 and newer)
 */
export function compareSides(
  left: string,
  operator: string,
  right: string,
  levels: boolean,
  strict: boolean,
): boolean | BadComparison {
  if (levels) {
    for (const text of [left, right]) if (levelNumber(text) === undefined) return { kind: 'bad-level', text }
  } else if (strict && digits.test(left) && digits.test(right)) {
    for (const text of [left, right]) if (!fitsLong(text)) return { kind: 'bad-number', text }
  }
  const difference = levels ? (compareLevels(left, right) ?? 0) : compareText(left, right)
  switch (operator) {
    case '==':
      return difference === 0
    case '!=':
      return difference !== 0
    case '<':
      return difference < 0
    case '<=':
      return difference <= 0
    case '>=':
      return difference >= 0
    default:
      return difference > 0
  }
}

function significant(text: string): string {
  return text.replace(/^0+(?=.)/, '')
}

function fitsLong(text: string): boolean {
  const number = significant(text)
  return number.length <= shortNumber || (number.length < 20 && BigInt(number) <= maximumLong)
}

function compareText(left: string, right: string): number {
  if (digits.test(left) && digits.test(right)) {
    const [a, b] = [significant(left), significant(right)]
    return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
  }
  return left < right ? -1 : left > right ? 1 : 0
}
