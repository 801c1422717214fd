import { RE2JS } from 're2js'

/** A regular expression of a policy, ready to be tried. */
export interface Pattern {
  test(text: string): boolean
}

/**
 * Reads a regular expression of a policy. It is run by RE2, which takes linear time whatever the expression: V8's own
 * engine could be made to run for ever. RE2 has no look-around and no references to groups.
 * @throws Error when it is none
 */
export function readPattern(source: string): Pattern {
  const compiled = RE2JS.compile(RE2JS.translateRegExp(source))
  return { test: text => compiled.matcher(text).find() }
}
