import { remembered } from '../text/remembered.js'
import type { Resolved } from './effective.js'
import { knownItems, type ListItem, partOfItem, type ValuePlace } from './elements.js'

/** One element of a match list (`mynetworks`, `mydestination`, `relay_domains` ...). */
export interface MatchPattern extends ValuePlace {
  readonly item: ListItem
  /** Number of `!` before it; an odd number excludes what matches. */
  readonly negations: number
  /** Without the `!`. */
  readonly value: string
  /** `file`: `/file/name`, whose lines count as elements; `table`: `type:name`; `nothing`: only `!`. */
  readonly form: 'file' | 'table' | 'pattern' | 'nothing'
}

/** Reads what is known of a match list as `match_list_parse` does (`src/util/match_list.c`). */
export const matchPatterns = remembered((resolved: Resolved): readonly MatchPattern[] =>
  knownItems(resolved).map(item => {
    let negations = 0
    while (item.value.charAt(negations) === '!') negations++
    const value = item.value.slice(negations)
    const { text, span } = partOfItem(item, negations, item.value.length)
    return { text, span, item, negations, value, form: formOf(value) }
  }),
)

function formOf(value: string): MatchPattern['form'] {
  if (value === '') return 'nothing'
  if (value.startsWith('/')) return 'file'
  return !value.startsWith('[') && value.includes(':') ? 'table' : 'pattern'
}
