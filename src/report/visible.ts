// C0 and C1 controls, DEL, separators that some programs take for line ends, marks that turn the direction of text
// around or show nothing at all, and halves of surrogate pairs.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

/**
 * Text that a terminal shows as it is: control characters and marks that change the direction of text, which could hide
 * or imitate something, are shown as signs that stand for them.
 */
export function visible(text: string): string {
  return text.replaceAll(hidden, picture)
}
