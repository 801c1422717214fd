import { realpathSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { findConfigurations } from '../host/find-configurations.js'
import { installedPackage } from '../host/installed-package.js'
import { nodeHost } from '../host/machine.js'
import { nodeFacts } from '../host/node.js'
import { readTextFile } from '../host/read.js'
import type { Runtime } from './runtime.js'
import { startServer as serve } from './server.js'

const systemFolder = '/etc/postfix'

const runtime: Runtime = {
  sees: uri => uri.startsWith('file:'),
  async readText(uri, within) {
    if (!uri.startsWith('file:')) return undefined
    const path = fileURLToPath(uri)
    if (within !== undefined && !isReallyIn(path, fileURLToPath(within))) return undefined
    const read = readTextFile(path)
    return 'text' in read ? read.text : undefined
  },
  host(uri, root, settingsUri) {
    if (root === false || !uri.startsWith('file:')) return {}
    // Without a word about it, only the configuration of this very machine is taken to be about this machine.
    const folder = dirname(fileURLToPath(settingsUri ?? uri))
    const ownSystem = dirname(fileURLToPath(uri)) === systemFolder
    const seen = root === undefined ? (ownSystem ? '/' : undefined) : resolve(folder, root)
    if (seen === undefined) return {}
    const found = installedPackage(seen)
    return {
      facts: nodeFacts(seen),
      ...(seen === '/' && { host: nodeHost() }),
      ...(found && { installed: found }),
    }
  },
  async policies(names, settingsUri) {
    if (!settingsUri.startsWith('file:')) return { rules: [] }
    // What tries policies is large, and most people have none.
    const { loadPolicies } = await import('../host/policies.js')
    const folder = dirname(fileURLToPath(settingsUri))
    return loadPolicies(names.map(name => ({ name, folder })))
  },
  async listFolder(path, mainUri) {
    const folders = [path, ...localFolder(path, mainUri)]
    const found = await Promise.all(folders.map(folder => readdir(folder, { withFileTypes: true }).catch(() => [])))
    const entries = found.flat().map(entry => ({ name: entry.name, isFolder: entry.isDirectory() }))
    return [...new Map(entries.map(entry => [entry.name, entry])).values()]
  },
  async configurationsBelow(folderUri) {
    if (!folderUri.startsWith('file:')) return []
    return (await findConfigurations(fileURLToPath(folderUri))).map(path => pathToFileURL(path).href)
  },
  later(run, milliseconds) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** Where a folder of Postfix's configuration is, if that lies elsewhere, such as in a repository. */
function localFolder(path: string, mainUri: string): readonly string[] {
  if (!mainUri.startsWith('file:') || !`${path}/`.startsWith(`${systemFolder}/`)) return []
  const own = dirname(fileURLToPath(mainUri))
  const folder = resolve(own, `.${path.slice(systemFolder.length)}`)
  return own !== systemFolder && (folder === own || isReallyIn(folder, own)) ? [folder] : []
}

/** True when a file lies in a folder whatever links lead to it. */
function isReallyIn(path: string, folder: string): boolean {
  try {
    return realpathSync(path).startsWith(realpathSync(folder) + sep)
  } catch {
    return false
  }
}

/** Serves an editor over the way its command line names (`--node-ipc`, `--socket=`, `--pipe=`), else over standard input and output. */
export function startServer(args: readonly string[] = process.argv.slice(2)): void {
  const otherWay = args.some(arg => /^--(?:node-ipc$|socket\b|pipe\b)/.test(arg))
  const connection = otherWay
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout)
  serve(connection, runtime)
}
