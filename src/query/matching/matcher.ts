/** Where a group matched: offsets in the key. Undefined: it took no part. */
export type GroupSpan = { readonly start: number; readonly end: number } | undefined

/** What a compiled pattern finds in a key. `undecided`: what the real engine does is not known, and why. */
export type MatchResult =
  | { readonly matches: false }
  | { readonly matches: true; readonly groups: readonly GroupSpan[] }
  | { readonly undecided: string }

/** A pattern that can be tried. */
export interface Matcher {
  /**
   * Looks for the pattern in a key, anywhere.
   * @param wantsGroups otherwise no group is told
   */
  match(key: string, wantsGroups: boolean): MatchResult
}

/** A pattern that the engine here does not take. */
export interface NoMatcher {
  readonly undecided: string
}
