function isBox(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function format(value: unknown, depth: number): string {
  if (!isBox(value) || depth > 1) return JSON.stringify(value)
  const values: readonly unknown[] = Object.values(value)
  if (depth === 1 && (values.length === 0 || !values.every(isBox))) return JSON.stringify(value)
  if (Array.isArray(value)) return `[\n${values.map(item => format(item, depth + 1)).join(',\n')}\n]`
  const entries = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${format(item, depth + 1)}`)
  return `{\n${entries.join(',\n')}\n}`
}

/** A data file as text: each entry on a line of its own, so that a change is a line in a diff. */
export function formatData(data: object): string {
  return `${format(data, 0)}\n`
}
