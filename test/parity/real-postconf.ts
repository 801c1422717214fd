import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** Runs the installed postconf(1) many times from one shell: starting a process from here each time takes far longer. */
export function runReal(jobs: readonly (readonly string[])[]): readonly Run[] {
  const folder = mkdtempSync(join(tmpdir(), 'parity-'))
  try {
    mkdirSync(join(folder, 'out'))
    const lines = jobs.map((args, index) => `postconf ${args.map(quote).join(' ')} >${index}.out 2>${index}.err; echo $?\n`)
    const script = join(folder, 'run.sh')
    writeFileSync(script, `cd ${quote(join(folder, 'out'))}\nPATH=/usr/sbin:$PATH\n${lines.join('')}`, 'latin1')
    const statuses = execFileSync('/bin/sh', [script], { encoding: 'utf8', env: {}, maxBuffer: 1 << 26 }).trimEnd().split('\n')
    return jobs.map((_, index) => ({
      stdout: readFileSync(join(folder, 'out', `${index}.out`), 'latin1'),
      stderr: readFileSync(join(folder, 'out', `${index}.err`), 'latin1'),
      status: Number(statuses[index]),
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
