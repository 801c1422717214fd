import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

/** Declares tests that need a program; without it they are skipped, unless POSTFIX_LINT_REQUIRE names it. */
export function withProgram(name: string, args: readonly string[], declare: () => void): void {
  const isThere = spawnSync(name, [...args], { stdio: 'ignore' }).error === undefined
  if (isThere) {
    declare()
    return
  }
  const isRequired = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes(name)
  if (isRequired)
    it('can be run here', () => expect.fail(`POSTFIX_LINT_REQUIRE names ${name}, but it is not installed`))
  else it.skip(`is not tested: ${name} is not installed`, () => {})
}
