const number = String.raw`[ \t]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`
const form = new RegExp(`^(${number})(?:[ \\t]*(/)[ \\t]*(\\S{1,30}))?$`)
const methods: ReadonlySet<string> = new Set(['concurrency', 'sqrt_concurrency'])

/**
 * True when qmgr(8) takes a value for what one delivery adds to the concurrency of a destination, or takes from it: a
 * number from 0 to 1, a fraction, or a number over `concurrency` or `sqrt_concurrency` (`src/qmgr/qmgr_feedback.c`).
 */
export function isFeedback(text: string): boolean {
  const match = form.exec(text)
  if (match === null) return false
  const value = Number(match[1])
  const below = match[3]
  if (below === undefined) return value >= 0 && value <= 1
  if (methods.has(below.toLowerCase())) return value >= 0 && value <= 1
  const denominator = /^[+]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(below) ? Number(below) : Number.NaN
  return denominator > 0 && value >= 0 && value / denominator <= 1
}
