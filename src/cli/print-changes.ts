import { encode } from '../host/decode.js'
import { visible } from '../report/visible.js'
import type { Outcome } from './outcome.js'
import { standardOutput } from './output.js'

/** Prints what fixing would change, as a diff. */
export async function printDiff({ texts }: Outcome): Promise<void> {
  const { unifiedDiff } = await import('./print-diff.js')
  for (const { file, text } of texts) {
    if (text === file.source.text) continue
    const patch = unifiedDiff(file.name, file.source.text, text)
    // A terminal gets nothing it could obey; a pipe gets the file's own bytes, for patch(1).
    const printed = standardOutput.isTTY
      ? patch.split('\n').map(visible).join('\n')
      : (encode(patch, file.decoded.encoding) ?? patch)
    standardOutput.write(printed)
  }
}

/** Prints the fixed text of standard input, so that an editor can take it. */
export function printFixed({ texts }: Outcome): void {
  for (const { file, text } of texts) standardOutput.write(encode(text, file.decoded.encoding) ?? text)
}
