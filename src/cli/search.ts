import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { globSync } from 'tinyglobby'
import { systemMessage } from '../host/read.js'
import { readConfigurationName } from './configuration-names.js'
import { fileScope, type IgnoreScope, isIgnored, scopesAbove, settingsScope } from './ignore-scopes.js'
import type { BadPath, Found } from './targets.js'
import { fileTarget, pairedTargets, targetAt } from './targets.js'
import type { FindSettings } from './user-config.js'

/** Folders in which nobody keeps a configuration, and that can be large. */
const neverSearched = new Set(['.git', '.hg', '.svn', 'node_modules'])

/**
 * Every configuration in a folder and below it, in the order of their paths, but for what ignore files and settings
 * leave out. Links to folders are not followed.
 */
export async function searchFolder(path: string, find: FindSettings): Promise<Found> {
  const start = resolve(path)
  const targets: Found['targets'][number][] = []
  const bad: BadPath[] = []
  const ahead: { readonly path: string; readonly scopes: readonly IgnoreScope[] }[] = [
    { path, scopes: scopesAbove(start, await find(start)) },
  ]
  for (let folder = ahead.pop(); folder !== undefined; folder = ahead.pop()) {
    const { path: here, scopes } = folder
    const entries = entriesOf(here)
    if (typeof entries === 'string') {
      bad.push({ file: here, message: entries })
      continue
    }
    const kept = entries.filter(entry => !isIgnored(join(resolve(here), entry.name), entry.isDirectory, scopes))
    targets.push(
      ...pairedTargets(
        here,
        kept.flatMap(({ name, isDirectory }) => (isDirectory ? [] : [name])),
      ),
    )
    // The first comes last on the stack's top.
    for (const { name, isDirectory } of kept.toReversed()) {
      if (!isDirectory || neverSearched.has(name)) continue
      const below = join(resolve(here), name)
      const settings = await find(below)
      const own = settings?.file.startsWith(`${below}/`) ? settingsScope(settings) : []
      ahead.push({ path: join(here, name), scopes: [...scopes, ...own, ...fileScope(below)] })
    }
  }
  return { targets, bad }
}

function entriesOf(folder: string): string | readonly { readonly name: string; readonly isDirectory: boolean }[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries
      .map(entry => ({ name: entry.name, isDirectory: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    return systemMessage(error)
  }
}

/** The configurations that a pattern such as `hosts/*` names, but for those that ignore files and settings leave out. */
export async function searchPattern(pattern: string, find: FindSettings): Promise<Found> {
  const paths = globSync(pattern, {
    onlyFiles: false,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: [...neverSearched].map(name => `**/${name}/**`),
  }).sort()
  const targets: Found['targets'][number][] = []
  for (const written of paths) {
    const isDirectory = written.endsWith('/')
    const path = isDirectory ? written.slice(0, -1) : written
    const whole = resolve(path)
    if (isIgnored(whole, isDirectory, scopesAbove(resolve(whole, '..'), await find(resolve(whole, '..'))))) continue
    const found = isDirectory
      ? targetAt(path)
      : readConfigurationName(path) === undefined
        ? undefined
        : fileTarget(path, true)
    // A pattern says where to look, not that each thing there is a configuration.
    if (found !== undefined && !('message' in found)) targets.push(found)
  }
  return { targets, bad: targets.length > 0 ? [] : [{ file: pattern, message: 'matches no `main.cf` or `master.cf`' }] }
}
