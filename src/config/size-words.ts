const powers: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4 }

/**
 * The number a person meant who wrote `15M`, `10 MB`, `1GiB` or `10,240,000` where Postfix takes digits only; undefined
 * when that is not plain. Units are taken as powers of 1024.
 */
export function numberMeant(text: string): number | undefined {
  const unit = /^(\d{1,9}) ?([kmgt])i?b?$/i.exec(text)
  if (unit !== null) {
    const bytes = Number(unit[1]) * 1024 ** (powers[unit[2]?.toLowerCase() ?? ''] ?? 0)
    return Number.isSafeInteger(bytes) ? bytes : undefined
  }
  const plain = /^(\d{1,12}) ?(?:b|bytes?)$/i.exec(text)
  if (plain !== null) return Number(plain[1])
  const grouped = /^\d{1,3}(?:([,._'])\d{3})(?:\1\d{3}){0,3}$/.exec(text)
  return grouped === null ? undefined : Number(text.replace(/[,._']/g, ''))
}
