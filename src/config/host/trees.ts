import type { Facts, PathFact } from '../facts.js'

/** Something below a directory, with what is known of it. */
export interface TreePath {
  readonly path: string
  readonly fact: PathFact
}

/** No installation of Postfix has more files in one of its directories. */
const maximumPaths = 4000
const maximumDepth = 8

/** A directory and all that is in it, as far as it is known; no further than a bound. */
export function treeOf(facts: Facts, directory: string): readonly TreePath[] {
  const found: TreePath[] = []
  const visit = (path: string, depth: number): void => {
    if (found.length >= maximumPaths) return
    const fact = facts.path(path)
    if (typeof fact === 'string') return
    found.push({ path, fact })
    if (fact.kind !== 'directory' || depth === maximumDepth) return
    for (const name of fact.entries ?? []) visit(`${path}/${name}`, depth + 1)
  }
  visit(directory.replace(/\/+$/, ''), 0)
  return found
}

/** Some paths for a message: the first, and how many more there are. */
export function someOf(paths: readonly TreePath[]): string {
  const [first] = paths
  const rest = paths.length - 1
  return `\`${first?.path ?? ''}\`${rest > 0 ? ` and ${rest} more ${rest === 1 ? 'path' : 'paths'}` : ''}`
}
