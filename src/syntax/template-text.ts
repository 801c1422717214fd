import { type Placeholder, placeholdersIn } from './template-marks.js'

/**
 * Stands in a text for each character that another program fills in before Postfix reads it. It is no white space and
 * has no meaning in any value, and nobody types it.
 */
export const opaque = '\uf8f0'

/** True when a text has a place that is not filled in yet: nobody can judge it. */
export function isOpaque(text: string): boolean {
  return text.includes(opaque)
}

/** A template as Postfix will see it, as far as that can be told. */
export interface TemplateText {
  /** As long as the template, each character in its place: tags that steer are comments, placeholders are opaque. */
  readonly text: string
  /** True when whole lines come and go: conditions, loops, inclusions, lines that are one placeholder. */
  readonly open: boolean
}

/** Reads a template; undefined for a text that is none. */
export function readTemplate(text: string, kind: 'main' | 'master'): TemplateText | undefined {
  const found = placeholdersIn(text, kind)
  if (found.length === 0) return undefined
  const lines: string[] = []
  let open = false
  let next = 0
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    const inside: Placeholder[] = []
    for (let each = found[next]; each !== undefined && each.start < end; each = found[next]) {
      inside.push(each)
      // One over several lines is in each of them.
      if (each.end > end) break
      next++
    }
    const line = readLine(text.slice(start, end), inside, start)
    open ||= line.open
    lines.push(line.text)
    start = end + 1
  }
  return { text: lines.join('\n') + (text.endsWith('\n') ? '\n' : ''), open }
}

function readLine(content: string, inside: readonly Placeholder[], offset: number): TemplateText {
  const [first] = inside
  if (first === undefined) return { text: content, open: false }
  const places = inside.map(({ start, end, control }) => ({
    start: Math.max(0, start - offset),
    end: Math.min(content.length, end - offset),
    control,
  }))
  const steering = places.filter(({ control }) => control === 'steers')
  const open = steering.length > 0 || (first.control === undefined && first.start <= offset)
  const isSilent = inside.every(({ control }) => control !== undefined)
  // Nothing but tags, none of which gives text.
  if (isSilent && cover(content, places, ' ').trim() === '') {
    return { text: content === '' ? '' : `#${' '.repeat(content.length - 1)}`, open }
  }
  // What stands between a condition and its end is there or not.
  const from = steering[0]?.start ?? 0
  const until = steering.at(-1)?.end ?? 0
  const conditional = cover(content, [{ start: from, end: until }], opaque)
  return { text: cover(conditional, places, opaque), open }
}

/** Puts a sign in the place of each character of some stretches, which are in order. */
function cover(
  text: string,
  places: readonly { readonly start: number; readonly end: number }[],
  sign: string,
): string {
  let covered = ''
  let at = 0
  for (const { start, end } of places) {
    covered += text.slice(at, start) + sign.repeat(Math.max(0, end - start))
    at = Math.max(at, end)
  }
  return covered + text.slice(at)
}
