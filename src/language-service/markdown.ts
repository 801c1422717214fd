/** Longest value that is shown whole. */
const longestShown = 160

/** A text as inline code, whatever it holds; cut when it is long. */
export function code(text: string): string {
  const flat = text.replaceAll(/[\r\n\t]+/g, ' ')
  const shown = flat.length > longestShown ? `${flat.slice(0, longestShown)}…` : flat
  if (!shown.includes('`')) return `\`${shown}\``
  const fence = '`'.repeat(Math.max(...(shown.match(/`+/g) ?? []).map(run => run.length)) + 1)
  return `${fence} ${shown} ${fence}`
}

/** Names as inline code with commas; beyond a few the rest is counted. */
export function codes(names: readonly string[], atMost = 8): string {
  const shown = names.slice(0, atMost).map(code).join(', ')
  return names.length > atMost ? `${shown} and ${names.length - atMost} more` : shown
}

/** Paragraphs with an empty line between them; what is empty is left out. */
export function paragraphs(...texts: readonly (string | undefined)[]): string {
  return texts.filter(text => text !== undefined && text !== '').join('\n\n')
}

/** A list with one line for each text; what is empty is left out. */
export function bullets(...texts: readonly (string | undefined)[]): string {
  const kept = texts.filter(text => text !== undefined && text !== '')
  return kept.map(text => `- ${text}`).join('\n')
}

/** A link. */
export function link(title: string, url: string): string {
  return `[${title}](${url})`
}
