import { type ReleaseFacts, type Section, sections } from './facts.js'

/** One thing that the source and the catalogue do not say alike. */
export interface Difference {
  readonly section: Section
  readonly name: string
  readonly kind: 'missing in the catalogue' | 'not in the source' | 'different'
  /** The field, when both have the thing. */
  readonly field?: string
  readonly source?: string | number | null
  readonly catalogue?: string | number | null
}

/** Sections that older releases have no table for: nothing is concluded when the source says nothing at all. */
const mayBeUnsaid: ReadonlySet<Section> = new Set(['deprecated name', 'service suffix', 'compatibility'])

/** What the source of a release and the catalogue say differently. */
export function findDifferences(source: ReleaseFacts, catalogue: ReleaseFacts): readonly Difference[] {
  const found: Difference[] = []
  for (const section of sections) {
    const said = source.sections[section]
    const recorded = catalogue.sections[section]
    if (said.size === 0 && mayBeUnsaid.has(section)) continue
    for (const [name, fields] of said) {
      const known = recorded.get(name)
      if (!known) found.push({ section, name, kind: 'missing in the catalogue' })
      for (const [field, value] of known ? Object.entries(fields) : []) {
        const other = known?.[field] ?? null
        if (value !== other) found.push({ section, name, kind: 'different', field, source: value, catalogue: other })
      }
    }
    for (const [name, fields] of recorded) {
      if (!said.has(name) && !isUnsaid(section, name, fields['class'], source)) {
        found.push({ section, name, kind: 'not in the source' })
      }
    }
  }
  return found
}

/** Old releases honour names, and have words, that no table of theirs lists. */
function isUnsaid(section: Section, name: string, group: unknown, source: ReleaseFacts): boolean {
  const said = source.sections[section]
  if (section === 'parameter') {
    return (
      group === 'unlisted' || (group === 'legacy' && ![...said.values()].some(fields => fields['class'] === 'legacy'))
    )
  }
  // Other programs warn as well, and before Postfix 3.6 the newest level had no name.
  if (section === 'deprecated name' || name === 'newest level') return true
  if (section !== 'vocabulary word') return false
  const vocabulary = name.split(' ')[0] ?? ''
  return ![...said.keys()].some(word => word.startsWith(`${vocabulary} `))
}
