import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = '/usr/sbin/postconf'

/** The version of the installed Postfix; undefined where there is none. */
export function installedVersion(): string | undefined {
  if (!existsSync(program)) return undefined
  return execFileSync(program, ['-dh', 'mail_version'], { encoding: 'utf8' }).trim()
}

/** What one run gave, all of it as bytes. */
export interface Run {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

/** A fatal error makes the real program wait a second: several lanes wait at the same time. */
const lanes = 48

/** Runs the installed postconf(1) many times from few shells: starting a process from here each time takes far longer. */
export function runReal(jobs: readonly (readonly string[])[]): readonly Run[] {
  const folder = mkdtempSync(join(tmpdir(), 'parity-'))
  try {
    const lines: string[][] = Array.from({ length: lanes }, () => [])
    for (const [index, args] of jobs.entries()) {
      lines[index % lanes]?.push(
        `postconf ${args.map(quote).join(' ')} >${index}.out 2>${index}.err; echo $? >${index}.status\n`,
      )
    }
    const script = join(folder, 'run.sh')
    const groups = lines.map(lane => `(\n:\n${lane.join('')}) &\n`).join('')
    writeFileSync(script, `cd ${quote(folder)}\nPATH=/usr/sbin:$PATH\n${groups}wait\n`, 'latin1')
    // Without it, its hash tables are in another order each time, and some of what it says depends on that.
    execFileSync('/bin/sh', [script], { env: { NORANDOMIZE: '1' } })
    const read = (index: number, kind: string) => readFileSync(join(folder, `${index}.${kind}`), 'latin1')
    return jobs.map((_, index) => ({
      stdout: read(index, 'out'),
      stderr: read(index, 'err'),
      status: Number(read(index, 'status')),
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
