import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Target } from './targets.js'
import { UsageError } from './usage-error.js'

/**
 * The configurations in whose directories something was changed since this branch left another one (or a commit), in
 * what is committed, in what is not, and in files that git does not know yet. @throws UsageError
 */
export function changedTargets(targets: readonly Target[], since: string): readonly Target[] {
  const root = git(['rev-parse', '--show-toplevel'], since).trimEnd()
  const names = (text: string) => text.split('\0').filter(name => name !== '')
  const changed = [
    ...names(git(['-C', root, 'diff', '--name-only', '-z', '--merge-base', '--end-of-options', since, '--'], since)),
    ...names(git(['-C', root, 'ls-files', '--others', '--exclude-standard', '-z'], since)),
  ].map(name => join(root, name))
  return targets.filter(({ directory }) => {
    const folder = realpathSync(directory)
    return changed.some(path => path.startsWith(`${folder}${sep}`))
  })
}

function git(args: readonly string[], since: string): string {
  try {
    return execFileSync('git', [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : ''
    throw new UsageError(`\`--changed-since ${since}\`: git says: ${said === '' ? 'nothing; is it installed?' : said}`)
  }
}
