import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** So many folders are looked into, so deep; more is no place where people keep configurations. */
const mostFolders = 5000
const deepest = 12

const passedOver = new Set(['node_modules', '.git', '.hg', '.svn'])

/** The main.cf and master.cf files below a folder; symbolic links are not followed. */
export async function findConfigurations(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  let level = [folder]
  let folders = 0
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const below: string[] = []
    for (const path of level) {
      if (++folders > mostFolders) return found
      for (const entry of await readdir(path, { withFileTypes: true }).catch(() => [])) {
        if (entry.isDirectory() && !passedOver.has(entry.name)) below.push(join(path, entry.name))
        else if (entry.isFile() && (entry.name === 'main.cf' || entry.name === 'master.cf'))
          found.push(join(path, entry.name))
      }
    }
    level = below
  }
  return found
}
