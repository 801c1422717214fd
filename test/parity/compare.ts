import type { Target } from '../../src/catalog/types.js'
import { nodePostconfHost } from '../../src/host/postconf-host.js'
import { postconf } from '../../src/postconf/postconf.js'
import type { Run } from './real-postconf.js'

/** How the installed program and ours differ; undefined when they do not. */
export interface Difference {
  readonly args: readonly string[]
  readonly what: string
  readonly real: string
  readonly ours: string
}

/** Status of a program that a SIGSEGV ended. */
const crashed = 139

/** Stands for the number of the process, which nobody can know before. */
const someProcess = 4_242_424_242

const host = { ...nodePostconfHost(), processId: someProcess }

function sameOutput(real: string, ours: string): boolean {
  if (!ours.includes(String(someProcess))) return real === ours
  return real.replaceAll(/[0-9]+/g, '0') === ours.replaceAll(/[0-9]+/g, '0')
}

/** Runs ours and compares: output byte for byte, what is said as a set, and the exit status. */
export function compareRun(args: readonly string[], real: Run, target: Target): Difference | undefined {
  const ours = postconf(args, { target, host })
  const differ = (what: 'stdout' | 'stderr' | 'status'): Difference => ({
    args,
    what,
    real: String(real[what]),
    ours: String(ours[what]),
  })
  // A comparison that needs its own value makes the real program run out of stack; ours gives up on the value.
  if (real.status === crashed) return ours.stderr.endsWith('macro processing error\n') ? undefined : differ('stderr')
  if (real.status !== ours.status)
    return { args, what: 'status', real: `${real.status}\n${real.stderr}`, ours: `${ours.status}\n${ours.stderr}` }
  if (!sameOutput(real.stdout, ours.stdout)) return differ('stdout')
  const said = new Set(real.stderr.split('\n'))
  const weSay = new Set(ours.stderr.split('\n'))
  if (said.size === weSay.size && [...said].every(line => weSay.has(line))) return undefined
  return differ('stderr')
}
