import type { NetworkIf, PatternIf, TableSyntax } from '../syntax/tables/nodes.js'
import { readNetwork } from './networks.js'
import { opensBlock } from './read-patterns.js'

/** True unless Postfix certainly skips an `if` of a regexp, pcre or cidr table, so that it opens no block. */
export function opensAnyBlock(line: PatternIf | NetworkIf, syntax: TableSyntax): boolean {
  if (line.type === 'pattern-if') return opensBlock(line, syntax)
  const network = readNetwork(line.whole.value.replace(/^[!\s]+/, ''))
  return network.ok && network.cleared === undefined
}
