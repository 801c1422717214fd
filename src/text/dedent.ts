/**
 * Takes the common indentation off a text written inside code, and the empty first and last lines. A text that does
 * not begin with a newline is given back as it is.
 */
export function dedent(text: string): string {
  if (!text.startsWith('\n')) return text
  const lines = text.slice(1).split('\n')
  if (lines.at(-1)?.trim() === '') lines.pop()
  const depths = lines.filter(line => line.trim() !== '').map(line => /^ */.exec(line)?.[0].length ?? 0)
  const depth = Math.min(...depths)
  return `${lines.map(line => line.slice(depth)).join('\n')}\n`
}
