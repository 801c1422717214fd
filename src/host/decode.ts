/** How the bytes of a file were read as text: each can be written back byte for byte. */
export type Encoding = 'utf-8' | 'latin1'

/** A file's text, and how to turn it into the same bytes again. */
export interface Decoded {
  readonly text: string
  readonly encoding: Encoding
}

/**
 * Reads bytes as UTF-8 when they are valid UTF-8, else as Latin-1, in which every byte is one character. Postfix itself
 * reads bytes: a wrong guess shows odd letters, and loses nothing.
 */
export function decode(bytes: Uint8Array): Decoded {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return {
      text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
      encoding: 'latin1',
    }
  }
}

/** The bytes of a text; undefined when it has characters that the encoding lacks. */
export function encode(text: string, encoding: Encoding): Uint8Array | undefined {
  const bytes = Buffer.from(text, encoding)
  return bytes.toString(encoding) === text ? bytes : undefined
}

/** Bytes looked at to tell a text from something else. */
const sample = 8192

/**
 * What the bytes are, when they are no configuration text; undefined when they can be one. A stray NUL or control byte
 * does not make a file binary: Postfix reads it, and rules speak about it.
 */
export function notText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'is UTF-16 text, which Postfix cannot read: save it as UTF-8'
  }
  const looked = Math.min(bytes.length, sample)
  let odd = 0
  // By index: to ask an iterator for each byte of all files takes longer.
  for (let index = 0; index < looked; index++) {
    const byte = bytes[index] ?? 0
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) odd++
  }
  return odd > 8 && odd * 10 > looked ? 'is a binary file, not a configuration text' : undefined
}
