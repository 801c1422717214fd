import { compareEdits, editsConflict } from '../text/edits.js'
import type { Edit } from '../text/range.js'

/** The places of one file that edits change. No two of the edits that are added conflict. */
export class TakenPlaces {
  /** In the order of `compareEdits`, which is that of their ends as well. */
  readonly #edits: Edit[] = []

  /** True when an edit changes what one of these changes. */
  conflictsWith(edit: Edit): boolean {
    const next = this.#after(edit)
    // Before the next one, only insertions can stand where its neighbour ends.
    for (let at = next - 1, other = this.#edits[at]; other !== undefined; other = this.#edits[--at]) {
      if (editsConflict(edit, other)) return true
      if (other.range.end < edit.range.start) break
    }
    for (let at = next, other = this.#edits[at]; other !== undefined; other = this.#edits[++at]) {
      if (editsConflict(edit, other)) return true
      if (other.range.start > edit.range.end) break
    }
    return false
  }

  add(edit: Edit): void {
    const at = this.#after(edit)
    if (at === this.#edits.length) this.#edits.push(edit)
    else this.#edits.splice(at, 0, edit)
  }

  /** Where an edit belongs: behind all that come before it or are equal. */
  #after(edit: Edit): number {
    let from = 0
    let to = this.#edits.length
    while (from < to) {
      const middle = (from + to) >> 1
      const other = this.#edits[middle]
      if (other !== undefined && compareEdits(other, edit) <= 0) from = middle + 1
      else to = middle
    }
    return from
  }
}
