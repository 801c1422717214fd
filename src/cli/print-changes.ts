import { encode } from '../host/decode.js'
import { visible } from '../report/terminal-text.js'
import type { Outcome } from './lint-command.js'

/** Prints what fixing would change, as a diff. */
export async function printDiff({ files, changed }: Outcome): Promise<void> {
  const { unifiedDiff } = await import('./print-diff.js')
  for (const { name, source, decoded } of files) {
    const text = changed.get(name)
    if (text === undefined) continue
    const patch = unifiedDiff(name, source.text, text)
    // A terminal gets nothing it could obey; a pipe gets the file's own bytes, for patch(1).
    const printed = process.stdout.isTTY
      ? patch.split('\n').map(visible).join('\n')
      : (encode(patch, decoded.encoding) ?? patch)
    process.stdout.write(printed)
  }
}

/** Prints the fixed text of standard input, so that an editor can take it. */
export function printFixed({ files, changed }: Outcome): void {
  for (const { name, source, decoded } of files) {
    const text = changed.get(name) ?? source.text
    process.stdout.write(encode(text, decoded.encoding) ?? text)
  }
}
