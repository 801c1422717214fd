import { readdirSync } from 'node:fs'
import { dirname, normalize, resolve } from 'node:path'
import { readConfigurationName } from './configuration-names.js'
import { isIgnored, scopesAbove } from './ignore-scopes.js'
import { type Found, pairedTargets, type Target } from './targets.js'
import type { FindSettings } from './user-config.js'

/**
 * The configurations that changed files belong to, whole: a change in one file shows in another. A file that is neither
 * main.cf nor master.cf belongs to what is in the nearest folder above it that has one, as far up as the current folder;
 * files that belong to none are passed over. Each configuration comes once, and ignore files hold.
 */
export async function affectedTargets(paths: readonly string[], find: FindSettings): Promise<Found> {
  const inFolder = new Map<string, readonly Target[]>()
  const targetsIn = (folder: string): readonly Target[] => {
    const known = inFolder.get(folder)
    if (known !== undefined) return known
    const targets = pairedTargets(folder, namesIn(folder))
    inFolder.set(folder, targets)
    return targets
  }
  const affected = new Set<Target>()
  for (const path of paths.map(written => normalize(written))) {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const targets = targetsIn(folder)
      const pair = readConfigurationName(path)?.pair
      const own =
        folder === dirname(path) ? targets.filter(target => pair !== undefined && pairOf(target) === pair) : []
      for (const target of own.length > 0 ? own : targets) affected.add(target)
      if (targets.length > 0 || dirname(folder) === folder) break
    }
  }
  const kept: Target[] = []
  for (const target of affected) {
    const folder = resolve(target.directory)
    const name = (target.main?.shown ? target.main : target.master)?.name
    const scopes = scopesAbove(folder, await find(folder))
    if (name !== undefined && !isIgnored(resolve(name), false, scopes)) kept.push(target)
  }
  return { targets: kept.sort((a, b) => (a.directory < b.directory ? -1 : a.directory > b.directory ? 1 : 0)), bad: [] }
}

function pairOf({ main, master }: Target): string | undefined {
  return readConfigurationName((main?.shown ? main : master)?.name ?? '')?.pair
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    // A folder that is gone has no configuration.
    return []
  }
}
