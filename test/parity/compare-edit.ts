import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodePostconfHost } from '../../src/host/postconf-host.js'
import { postconf } from '../../src/postconf/postconf.js'
import type { Difference } from './compare.js'
import type { Configuration } from './configurations.js'
import type { Run } from './real-postconf.js'

const host = nodePostconfHost()

/** Status of a program that a SIGSEGV ended: 3.7.11 crashes when `-X` or `-#` names a parameter twice. */
const crashed = 139

/** Compares what an edit left in the directory with what ours makes of the files as they were. */
export function compareEdit(
  args: readonly string[],
  real: Run,
  before: Configuration,
  version: string,
): Difference | undefined {
  if (real.status === crashed) return undefined
  const directory = args[2] ?? ''
  const files = new Map([
    ['main.cf', before.main],
    ['master.cf', before.master],
  ])
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
  const ours = postconf(args, {
    target: { version, profile: 'debian' },
    host: {
      ...host,
      readFile: path => ({ text: files.get(nameOf(path)) ?? '' }),
      replaceFile: (path, text) => {
        files.set(nameOf(path), text)
        return undefined
      },
    },
  })
  const differ = (what: string, theirs: string, mine: string): Difference => ({ args, what, real: theirs, ours: mine })
  if (real.status !== ours.status)
    return differ('status', `${real.status} ${real.stderr}`, `${ours.status} ${ours.stderr}`)
  if (sortedLines(real.stderr) !== sortedLines(ours.stderr)) return differ('stderr', real.stderr, ours.stderr)
  for (const [name, text] of files) {
    const written = readFileSync(join(directory, name), 'latin1')
    if (written !== text) return differ(name, written, text)
  }
  return undefined
}

function sortedLines(text: string): string {
  return [...new Set(text.split('\n'))].sort().join('\n')
}
