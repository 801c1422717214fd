const words: readonly (readonly [unit: string, pattern: RegExp])[] = [
  ['s', /^s(?:ec(?:ond)?s?)?$/i],
  ['m', /^m(?:in(?:ute)?s?)?$/i],
  ['h', /^h(?:(?:ou)?rs?)?$/i],
  ['d', /^d(?:ays?)?$/i],
  ['w', /^w(?:eeks?)?$/i],
]

/** One number with one unit, as people write it. */
interface WrittenTime {
  readonly count: string
  /** `s`, `m`, `h`, `d` or `w`. */
  readonly unit: string
}

function readWords(text: string): readonly WrittenTime[] | undefined {
  const found: WrittenTime[] = []
  const pattern = /(\d{1,9}) ?([A-Za-z]+) ?/y
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text)
    const unit = words.find(([, word]) => word.test(match?.[2] ?? ''))?.[0]
    if (match?.[1] === undefined || unit === undefined) return undefined
    found.push({ count: match[1], unit })
  }
  return found
}

const secondsIn: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/**
 * The time a person meant who wrote `5 days`, `10 min` or `1h30m`, as Postfix takes it; undefined when that is not plain
 * (a month, a fraction).
 */
export function timeMeant(text: string): string | undefined {
  const parts = readWords(text)
  const [first] = parts ?? []
  if (parts === undefined || first === undefined) return undefined
  if (parts.length === 1) return `${first.count}${first.unit}`
  const smallest = parts.reduce(
    (unit, part) => ((secondsIn[part.unit] ?? 1) < (secondsIn[unit] ?? 1) ? part.unit : unit),
    'w',
  )
  const total = parts.reduce((sum, { count, unit }) => sum + Number(count) * (secondsIn[unit] ?? 1), 0)
  return `${total / (secondsIn[smallest] ?? 1)}${smallest}`
}
