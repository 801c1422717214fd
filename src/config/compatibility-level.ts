/** Bounds of the parts of a level (`src/global/compat_level.c`). */
// Of a 64-bit system: LONG_MAX >> 20.
const maximumMajor = 8_796_093_022_207
const maximumMinor = 1023

/**
 * A compatibility level (`3`, `3.6`, `3.6.1`) as one number that compares as levels do; undefined when Postfix would
 * refuse the text.
 */
export function levelNumber(text: string): number | undefined {
  // strtol(3) takes white space and a plus sign before each part.
  const match = /^[ \t\n\v\f\r]*\+?(\d+)(?:\.[ \t\n\v\f\r]*\+?(\d+)(?:\.[ \t\n\v\f\r]*\+?(\d+))?)?$/.exec(text)
  if (match === null) return undefined
  const [major, minor, patch] = match.slice(1).map(part => (part === undefined ? 0 : Number(part)))
  if (major === undefined || minor === undefined || patch === undefined) return undefined
  if (major > maximumMajor || minor > maximumMinor || patch > maximumMinor) return undefined
  return (major * 1024 + minor) * 1024 + patch
}

/** Less than, equal to or greater than 0, as with any comparison; undefined when either is not a level. */
export function compareLevels(left: string, right: string): number | undefined {
  const a = levelNumber(left)
  const b = levelNumber(right)
  return a === undefined || b === undefined ? undefined : a - b
}
