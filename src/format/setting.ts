import type { SettingLine } from '../syntax/nodes.js'
import type { Edit, Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import type { WrittenElement } from './list-groups.js'
import { layOut, trimEnd } from './pieces.js'
import { settingIndent } from './style.js'
import { lineEnd, respace } from './white-space.js'

const HASH = 35

/**
 * White space of `name = value`, over all its physical lines.
 * @param elements of its value, when that is a list in which white space means nothing
 */
export function formatSetting(
  source: SourceText,
  line: SettingLine,
  elements: readonly WrittenElement[] | undefined,
): readonly Edit[] {
  const { pieces, nameRange, equals, valueRange, nul } = line
  const [first] = pieces
  // Nobody writes these on purpose, and nothing is gained by making them prettier.
  if (first === undefined || equals >= first.end || nul !== undefined) return []
  const list = elements && new SplitList(source, line, elements)
  const edits = [...respace(source, { start: nameRange.end, end: equals }, ' ')]
  const empty = valueRange.start === valueRange.end
  if (!empty && valueRange.start < first.end) {
    edits.push(...respace(source, { start: equals + 1, end: valueRange.start }, list?.beforeFirst() ?? ' '))
  }
  edits.push(
    ...layOut({
      source,
      pieces,
      words: elements ?? [valueRange],
      indent: settingIndent,
      free: at => elements !== undefined || at <= valueRange.start,
    }),
  )
  if (list) edits.push(...list.splits())
  // What follows the `=` of an empty value is white space at the end of the line.
  return [...edits, ...trimEnd(source, pieces, Math.max(equals + 1, valueRange.end))]
}

/** A list that goes over several lines gets one element a line. */
class SplitList {
  readonly #source: SourceText
  readonly #line: SettingLine
  readonly #elements: readonly WrittenElement[]
  readonly #newLine: string
  /** Where the lines begin that have a comment right above: it may speak of all that stands in the line. */
  readonly #spokenOf: ReadonlySet<number>

  constructor(source: SourceText, line: SettingLine, elements: readonly WrittenElement[]) {
    this.#source = source
    this.#line = line
    this.#elements = elements
    this.#newLine = lineEnd(source) + settingIndent
    this.#spokenOf = new Set(line.inner.filter(({ type }) => type === 'comment').map(({ range }) => range.end))
  }

  /** A new line, when the first element is to stand below the name. */
  beforeFirst(): string | undefined {
    const [first] = this.#elements
    const start = first && this.#line.valueRange.start
    return start !== undefined && this.#isSplit() && this.#mayBeginLine(start) ? this.#newLine : undefined
  }

  splits(): readonly Edit[] {
    if (!this.#isSplit()) return []
    const { pieces } = this.#line
    const edits: Edit[] = []
    let piece = 0
    this.#elements.forEach((element, index) => {
      const before = this.#elements[index - 1]
      if (before === undefined || element.joined) return
      while ((pieces[piece]?.end ?? Number.POSITIVE_INFINITY) < before.end) piece++
      const gap: Range = { start: before.end, end: element.start }
      const { start, end } = pieces[piece] ?? gap
      if (element.start >= end || this.#spokenOf.has(start) || !this.#mayBeginLine(element.start)) return
      edits.push(...respace(this.#source, gap, this.#commasOf(gap) + this.#newLine))
    })
    return edits
  }

  /** Its elements begin on more than one line. */
  #isSplit(): boolean {
    const [first] = this.#elements
    const last = this.#elements.at(-1)
    return (
      first !== undefined &&
      last !== undefined &&
      this.#line.pieces.some(({ start }) => first.start < start && start <= last.start)
    )
  }

  /** A line that begins with `#` would be a comment. */
  #mayBeginLine(at: number): boolean {
    return this.#source.text.charCodeAt(at) !== HASH
  }

  #commasOf({ start, end }: Range): string {
    return this.#source.text.slice(start, end).replaceAll(/[^,]/g, '')
  }
}
