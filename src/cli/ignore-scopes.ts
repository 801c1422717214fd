import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { systemMessage } from '../host/read.js'
import { UsageError } from './usage-error.js'
import type { LoadedConfig } from './user-config.js'

const ignoreName = '.postfix-lintignore'

/** Patterns, as gitignore(5) has them, that hold below a folder. */
export interface IgnoreScope {
  readonly folder: string
  readonly patterns: Ignore
}

/** What is not to be searched below a folder: by the ignore files above it and in it, and by its settings. */
export function scopesAbove(folder: string, settings: LoadedConfig | undefined): readonly IgnoreScope[] {
  const above: string[] = []
  for (let at = folder; ; at = dirname(at)) {
    above.unshift(at)
    if (dirname(at) === at) break
  }
  return [...settingsScope(settings), ...above.flatMap(fileScope)]
}

/** The patterns of the ignore file in a folder. */
export function fileScope(folder: string): readonly IgnoreScope[] {
  const file = join(folder, ignoreName)
  if (!existsSync(file)) return []
  try {
    return [{ folder, patterns: ignore().add(readFileSync(file, 'utf8')) }]
  } catch (error) {
    throw new UsageError(`${file} ${systemMessage(error)}`)
  }
}

/** The patterns of a settings file. */
export function settingsScope(settings: LoadedConfig | undefined): readonly IgnoreScope[] {
  const patterns = settings?.settings.ignore ?? []
  if (settings === undefined || patterns.length === 0) return []
  return [{ folder: dirname(settings.file), patterns: ignore().add([...patterns]) }]
}

/** True when a path is to be left out: of all patterns that speak of it, the innermost last one counts. */
export function isIgnored(path: string, isDirectory: boolean, scopes: readonly IgnoreScope[]): boolean {
  let ignored = false
  for (const { folder, patterns } of scopes) {
    const inside = relative(folder, path).split(sep).join('/')
    if (inside === '' || inside.startsWith('../')) continue
    const answer = patterns.test(isDirectory ? `${inside}/` : inside)
    ignored = answer.ignored || (ignored && !answer.unignored)
  }
  return ignored
}
