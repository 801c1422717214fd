/** Line and column of an offset, both counted from 1; the column in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The text of one file under the name it is reported by. Lines are counted only when somebody asks. */
export class SourceText {
  readonly name: string
  readonly text: string
  #starts: readonly number[] | undefined
  #editorStarts: readonly number[] | undefined

  /** Lines that hold secrets: reports do not show them. */
  readonly secretLines?: RegExp

  constructor(name: string, text: string, secretLines?: RegExp) {
    this.name = name
    this.text = text
    if (secretLines !== undefined) this.secretLines = secretLines
  }

  /** True when a physical line that a stretch touches must not be shown. */
  isSecret(stretch: { readonly start: number; readonly end: number }): boolean {
    if (this.secretLines === undefined) return false
    const { start } = this.lineAt(stretch.start)
    const { end } = this.lineAt(Math.max(stretch.start, stretch.end - 1))
    return this.text
      .slice(start, end)
      .split('\n')
      .some(line => this.secretLines?.test(line))
  }

  /** Offset of the first character of each physical line; only `\n` ends a line, as in Postfix. */
  get lineStarts(): readonly number[] {
    if (this.#starts === undefined) {
      const starts = [0]
      for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1)
      this.#starts = starts
    }
    return this.#starts
  }

  /** As `lineStarts`, as editors count: a lone `\r` ends a line as well. */
  get editorLineStarts(): readonly number[] {
    this.#editorStarts ??= this.text.includes('\r') ? startsBehind(/\r\n?|\n/g, this.text) : this.lineStarts
    return this.#editorStarts
  }

  /** Where an offset is. Offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position {
    const starts = this.lineStarts
    const inside = Math.max(0, Math.min(offset, this.text.length))
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= inside) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: inside - (starts[low] ?? 0) + 1 }
  }

  /** The offset of a line and column (from 1); places outside the text are moved to the nearest one in it. */
  offsetAt(position: Position): number {
    const starts = this.lineStarts
    if (position.line < 1) return 0
    const start = starts[position.line - 1]
    if (start === undefined) return this.text.length
    const next = starts[position.line]
    const end = next === undefined ? this.text.length : next - 1
    return Math.min(start + Math.max(0, position.column - 1), end)
  }

  /** The physical line an offset is in, without its newline. */
  lineAt(offset: number): { readonly start: number; readonly end: number } {
    const { line } = this.positionAt(offset)
    const start = this.lineStarts[line - 1] ?? 0
    const next = this.lineStarts[line]
    return { start, end: next === undefined ? this.text.length : next - 1 }
  }
}

function startsBehind(ends: RegExp, text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(ends), ({ 0: end, index }) => index + end.length)]
}
