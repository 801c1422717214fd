/** Longer texts are not kept. */
const longest = 1_048_576
/** Characters that are compared at a time at first: V8 compares pieces many times as fast as we could character by character. */
const block = 4096

interface Common {
  readonly start: number
  readonly end: number
}

/** What was asked last: several ask the same of two states of a file. */
let asked: { readonly a: string; readonly b: string; readonly common: Common } | undefined

/** How many characters two texts begin with in common, and how many they end with beside those. */
export function inCommon(a: string, b: string): Common {
  if (asked?.a === a && asked.b === b) return asked.common
  const common = compare(a, b)
  asked = Math.max(a.length, b.length) > longest ? undefined : { a, b, common }
  return common
}

function compare(a: string, b: string): Common {
  const most = Math.min(a.length, b.length)
  let start = 0
  for (let step = block; step >= 1; step >>= 1) {
    while (start + step <= most && a.slice(start, start + step) === b.slice(start, start + step)) start += step
  }
  let end = 0
  for (let step = block; step >= 1; step >>= 1) {
    while (
      start + end + step <= most &&
      a.slice(a.length - end - step, a.length - end) === b.slice(b.length - end - step, b.length - end)
    ) {
      end += step
    }
  }
  return { start, end }
}

/** The physical lines of a text that are not as they were: those from the first to the last with a change. */
export function changedLines(before: string, now: string): string {
  if (before === now) return ''
  const { start, end } = inCommon(before, now)
  const from = start === 0 ? 0 : now.lastIndexOf('\n', start - 1) + 1
  const until = now.indexOf('\n', now.length - end)
  return now.slice(from, until < 0 ? now.length : until)
}

/**
 * Makes a fast test of something that is true of a text when it is true of each of its lines: after one of which it is
 * true, as while somebody types, only the lines that changed are looked at.
 */
export function ofEveryLine(isTrue: (lines: string) => boolean): (text: string) => boolean {
  let last = ''
  return text => {
    if (!isTrue(changedLines(last, text))) return false
    if (text.length <= longest) last = text
    return true
  }
}
