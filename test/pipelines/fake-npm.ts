import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from '../cli/built-command.js'
import type { Workspace } from '../cli/workspace.js'

/**
 * Puts an `npm` and an `npx` first in the path that have only the command as it is built here, and note what they were
 * called with and where; gives the environment.
 */
export function withFakeNpm(place: Workspace, run: Command): NodeJS.ProcessEnv {
  mkdirSync(join(place.path, 'bin'))
  const note = `{ pwd; printf '%s\\n' "$@"; } >'${place.path}/npm-calls'`
  const dist = dirname(run.program())
  const scripts = {
    npm: `while [ "$1" != --prefix ]; do shift; done
mkdir -p "$2/node_modules/postfix-lint" && ln -s '${dist}' "$2/node_modules/postfix-lint/dist"`,
    npx: `while [ "\${1#postfix-lint@}" = "$1" ]; do shift; done; shift
exec '${process.execPath}' '${run.program()}' "$@"`,
  }
  for (const [name, body] of Object.entries(scripts)) {
    chmodSync(place.write(`bin/${name}`, `#!/bin/sh\n${note}\n${body}\n`), 0o755)
  }
  return { PATH: `${join(place.path, 'bin')}:${dirname(process.execPath)}:/usr/bin:/bin` }
}

/** The folder in which npm or npx was called, and its arguments. */
export function npmCall(place: Workspace): readonly string[] {
  return readFileSync(join(place.path, 'npm-calls'), 'utf8').trimEnd().split('\n')
}
