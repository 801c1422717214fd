import type { DocumentSymbol, WorkspaceSymbol } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import { documentSymbols } from './symbols.js'
import { tableKeysHolding } from './tables/table-symbols.js'

/** Settings and services of a project whose name holds the letters of a query in their order, and keys of its tables that hold it. */
export function workspaceSymbols(project: Project, query: string): WorkspaceSymbol[] {
  const files = [project.main, project.master].flatMap(file => file?.source.name ?? [])
  const names = files.flatMap(uri => {
    const collect = (symbol: DocumentSymbol, containerName?: string): WorkspaceSymbol[] => {
      const { name, kind, selectionRange, children } = symbol
      const own = matches(name, query)
        ? [
            {
              name,
              kind,
              location: { uri, range: selectionRange },
              ...(containerName !== undefined && { containerName }),
            },
          ]
        : []
      return [...own, ...(children ?? []).flatMap(child => collect(child, name))]
    }
    return documentSymbols(project, uri).flatMap(symbol => collect(symbol))
  })
  return [...names, ...tableKeysHolding(project, query)]
}

function matches(name: string, query: string): boolean {
  let at = 0
  const lower = name.toLowerCase()
  for (const letter of query.toLowerCase()) {
    at = lower.indexOf(letter, at)
    if (at < 0) return false
    at++
  }
  return true
}
