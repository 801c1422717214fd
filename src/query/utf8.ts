/**
 * What Postfix reads are bytes. Here a text of bytes has one character for each, below U+0100; these functions go between
 * that and what UTF-8 makes of it.
 */

const onlyAscii = /^[\0-\x7f]*$/

/** True when a text has nothing but ASCII. */
export function isAscii(bytes: string): boolean {
  return onlyAscii.test(bytes)
}

/** The text that bytes stand for; undefined when they are no UTF-8 (`valid_utf8_string`). */
export function decodeUtf8(bytes: string): string | undefined {
  if (isAscii(bytes)) return bytes
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes.charCodeAt(at++)
    if (lead < 0x80) {
      text += String.fromCharCode(lead)
      continue
    }
    const more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1
    if (lead < 0xc2 || lead > 0xf4) return undefined
    let code = lead & (0x3f >> more)
    for (let index = 0; index < more; index++) {
      const next = bytes.charCodeAt(at++)
      if (Number.isNaN(next) || (next & 0xc0) !== 0x80) return undefined
      code = (code << 6) | (next & 0x3f)
    }
    const isTooLong = code < (more === 3 ? 0x10000 : more === 2 ? 0x800 : 0x80)
    if (isTooLong || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined
    text += String.fromCodePoint(code)
  }
  return text
}

/** The bytes of a text in UTF-8. */
export function encodeUtf8(text: string): string {
  if (isAscii(text)) return text
  let bytes = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes += character
    else if (code < 0x800) bytes += String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) {
      bytes += String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    } else {
      bytes += String.fromCharCode(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63))
      bytes += String.fromCharCode(0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    }
  }
  return bytes
}

/** Lower case of ASCII letters, all else as it is (`lowercase` in the C locale). */
export function foldAscii(bytes: string): string {
  return bytes.replaceAll(/[A-Z]+/g, letters => letters.toLowerCase())
}

/** What JavaScript's own mappings do not give as full case folding has it (Unicode, CaseFolding.txt). */
const otherFolds: ReadonlyMap<string, string> = new Map([
  ['\u0131', '\u0131'],
  ['\u1e9e', 'ss'],
])

const cherokee = /[\u13a0-\u13fd\uab70-\uabbf]/

/** Full case folding of Unicode, of which lower case is only nearly the same. */
export function foldUnicode(text: string): string {
  let folded = ''
  for (const character of text) {
    folded +=
      otherFolds.get(character) ??
      // Cherokee alone is folded to capitals.
      (cherokee.test(character) ? character.toUpperCase() : character.toUpperCase().toLowerCase())
  }
  return folded
}

/** A key as it is looked up: folded by Unicode's rules, or by those of ASCII. */
export function foldKey(bytes: string, unicode: boolean): string {
  const text = unicode && !isAscii(bytes) ? decodeUtf8(bytes) : undefined
  return text === undefined ? foldAscii(bytes) : encodeUtf8(foldUnicode(text))
}
