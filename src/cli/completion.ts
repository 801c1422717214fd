import { bashCompletion } from './completions/bash.js'
import { fishCompletion } from './completions/fish.js'
import { zshCompletion } from './completions/zsh.js'
import { UsageError } from './usage-error.js'

const shells: ReadonlyMap<string, () => string> = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
])

/** What completes command lines in a shell. @throws UsageError */
export function completionFor(shell: string | undefined): string {
  const write = shells.get(shell ?? '')
  if (write !== undefined) return write()
  const names = [...shells.keys()].map(name => `\`${name}\``).join(', ')
  throw new UsageError(
    `\`completion\` takes the name of a shell: ${names}${shell === undefined ? '' : `, not \`${shell}\``}`,
  )
}
