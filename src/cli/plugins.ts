import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Rule } from '../rules/define.js'
import { describePluginFault, pluginRules } from './plugin-rules.js'
import { UsageError } from './usage-error.js'

/**
 * Loads plug-in modules by the names that a settings file has for them: a path that begins with a dot is relative to
 * the file, anything else is a package that Node would find from there. This runs their code. @throws UsageError
 */
export async function loadPlugins(names: readonly string[], settingsFile: string): Promise<readonly Rule[]> {
  const rules: Rule[] = []
  for (const name of new Set(names)) {
    const module = await load(name, resolve(settingsFile))
    for (const rule of pluginRules(name, module)) {
      if (rules.some(({ id }) => id === rule.id)) throw new UsageError(`there are two rules with the id \`${rule.id}\``)
      rules.push(rule)
    }
  }
  return rules
}

async function load(name: string, settingsFile: string): Promise<unknown> {
  const file = find(name, settingsFile)
  if (file === undefined) throw new UsageError(`plug-in \`${name}\`, named in ${settingsFile}, is not there`)
  try {
    const module: unknown = await import(pathToFileURL(file).href)
    return module
  } catch (error) {
    throw new UsageError(`plug-in \`${name}\` cannot be loaded: ${describePluginFault(error)}`)
  }
}

function find(name: string, settingsFile: string): string | undefined {
  if (/^\.{1,2}\/|^\//.test(name)) {
    const file = resolve(dirname(settingsFile), name)
    return existsSync(file) ? file : undefined
  }
  try {
    return createRequire(settingsFile).resolve(name)
  } catch {
    return findModulePackage(name, dirname(settingsFile))
  }
}

/** A package that offers itself to `import` only, which `require.resolve` takes for none. */
function findModulePackage(name: string, folder: string): string | undefined {
  const home = join(folder, 'node_modules', name)
  const manifest = join(home, 'package.json')
  if (existsSync(manifest)) {
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly exports?: unknown }
    const target = importTarget(exports)
    const file = target === undefined ? undefined : resolve(home, target)
    return file !== undefined && existsSync(file) ? file : undefined
  }
  return dirname(folder) === folder ? undefined : findModulePackage(name, dirname(folder))
}

function importTarget(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports
  if (typeof exports !== 'object' || exports === null) return undefined
  for (const condition of ['.', 'node', 'import', 'default']) {
    const target = importTarget(Reflect.get(exports, condition))
    if (target !== undefined) return target
  }
  return undefined
}
