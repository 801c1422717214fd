import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { withProgram } from '../cli/programs.js'

// The scripts for shells that are kept here: that of the action, of CI, of the installation of VS Code.

withProgram('shellcheck', ['--version'], () => {
  it.each(['action/lint.sh', '.ci/run', 'scripts/code-server.sh'])('ShellCheck calls %s clean', script => {
    expect(spawnSync('shellcheck', [script], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' })
  })
})

it.each(['.ci/run', 'scripts/code-server.sh'])('%s can be run', script => {
  expect(statSync(script).mode & 0o111).toBe(0o111)
})
