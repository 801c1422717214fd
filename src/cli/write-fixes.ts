import { encode } from '../host/decode.js'
import { replaceFile } from '../host/write.js'
import type { UnreadFile } from '../report/json.js'
import type { Outcome } from './outcome.js'

/** Writes what was fixed; gives the files that could not be written. */
export function writeFixes({ texts }: Outcome): readonly UnreadFile[] {
  const failed: UnreadFile[] = []
  for (const { file, text } of texts) {
    const { name, decoded } = file
    if (text === file.source.text) continue
    const before = encode(decoded.text, decoded.encoding)
    const after = encode(text, decoded.encoding)
    const message =
      before === undefined || after === undefined
        ? 'is not valid UTF-8, and a fix has letters that cannot be written into it: not changed'
        : replaceFile(name, before, after)
    if (message !== undefined) failed.push({ file: name, message })
  }
  return failed
}
