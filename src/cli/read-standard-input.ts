import { maximumFileSize } from '../host/read.js'

/** All of standard input, or so much of it that it is seen to be too large. */
export async function allBytes(maximum = maximumFileSize): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    length += chunk.length
    // One chunk too many is enough to say that it is too large.
    if (length > maximum) break
  }
  return Buffer.concat(chunks)
}
