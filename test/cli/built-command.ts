import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { bundle } from '../../scripts/bundle.js'

/** What a run of the command gave. */
export interface CommandResult {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** How a command is run. */
export interface CommandOptions {
  readonly cwd?: string
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  /** Another copy of the command. */
  readonly program?: string
}

/** Runs the command. */
export interface Command {
  (args: readonly string[], options?: CommandOptions): CommandResult
  /** The file that Node runs. */
  program(): string
}

/** Bundles the command as it is published, once for a test file, and gives a function that runs it. */
export function builtCommand(): Command {
  let folder = ''
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'postfix-lint-dist-'))
    await bundle(folder)
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const program = () => join(folder, 'cli.cjs')
  const run = (
    args: readonly string[],
    { cwd, input = '', env, program: other }: CommandOptions = {},
  ): CommandResult => {
    const { NO_COLOR: _no, FORCE_COLOR: _force, ...rest } = process.env
    const result = spawnSync(process.execPath, [other ?? program(), ...args], {
      cwd,
      input,
      env: { ...rest, ...env },
      encoding: 'latin1',
    })
    return { status: result.status, stdout: result.stdout, stderr: result.stderr }
  }
  return Object.assign(run, { program })
}
