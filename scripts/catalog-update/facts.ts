/** What can be compared of one thing: `{ type: 'integer', min: 1 }`. */
export type Fields = Readonly<Record<string, string | number | null>>

/** The kinds of things that are read from a source tree and compared with the catalogue. */
export const sections = [
  'parameter',
  'deprecated name',
  'service suffix',
  'client key',
  'restriction',
  'access action',
  'table type',
  'vocabulary word',
  'table of words',
  'program',
  'stock entry',
  'compatibility',
] as const

export type Section = (typeof sections)[number]

/** What is known about one release, from its source or from the catalogue: the same shape for both. */
export interface ReleaseFacts {
  /** `3.11.6`, or `3.12-20260821` for a snapshot. */
  readonly release: string
  readonly sections: Readonly<Record<Section, ReadonlyMap<string, Fields>>>
  /** Words as their tables write them, by the word in lower case. */
  readonly spellings?: ReadonlyMap<string, string>
}
