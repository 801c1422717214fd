import type { Element } from '../../grammars/value-nodes.js'
import type { Catalog, DictionaryClient } from '../catalog/types.js'
import { parseList } from '../syntax/value.js'

/** `ldap:prefix` in a value: the old way to name the `prefix_server_host` ... settings in main.cf. */
export interface ClientPrefix {
  readonly client: DictionaryClient
  readonly prefix: string
}

/** More groups in groups than a sane value has. */
const maximumDepth = 100

/**
 * The database clients that a value names by a prefix instead of a file, found as postconf(1) looks for them: in any
 * word of the expanded value, without knowing whether it is a table at all (`src/postconf/postconf_dbms.c`).
 */
export function clientPrefixesIn(text: string, catalog: Catalog): readonly ClientPrefix[] {
  if (!catalog.dictionaryClients().some(type => text.includes(`${type}:`))) return []
  const found: ClientPrefix[] = []
  collect(text, parseList(text), catalog, true, found, 0)
  return found
}

function collect(
  text: string,
  elements: readonly Element[],
  catalog: Catalog,
  enterGroups: boolean,
  found: ClientPrefix[],
  depth: number,
): void {
  if (depth > maximumDepth) return
  for (const element of elements) {
    const [first, ...rest] = element.parts
    if (first?.type === 'group') {
      if (enterGroups && catalog.atLeast('3.5')) collect(text, first.elements, catalog, true, found, depth + 1)
      continue
    }
    const word = text.slice(element.span.start, element.span.end)
    // postconf(1) takes the rest of the value for a comment.
    if (word.startsWith('#') && catalog.atLeast('3.8')) return
    const { type, name } = withoutAdapters(word, catalog)
    if (name === undefined || name.startsWith('/') || name.startsWith('.')) continue
    if (name.startsWith('{')) {
      if (!catalog.atLeast('3.0')) continue
      const group = rest.find(part => part.type === 'group')
      const patterns = catalog.tableType(type)?.keyKind === 'pattern' && catalog.atLeast('3.8')
      if (group) collect(text, group.elements, catalog, enterGroups && !patterns, found, depth + 1)
      continue
    }
    const client = catalog.dictionaryClient(type)
    if (client !== undefined) found.push({ client, prefix: name })
  }
}

/** `proxy:ldap:name` is `ldap:name` opened by another program. */
function withoutAdapters(word: string, catalog: Catalog): { readonly type: string; readonly name: string | undefined } {
  let start = 0
  for (;;) {
    const colon = word.indexOf(':', start)
    if (colon < 0) return { type: word.slice(start), name: undefined }
    const type = word.slice(start, colon)
    if (catalog.tableType(type)?.category !== 'adapter') return { type, name: word.slice(colon + 1) }
    start = colon + 1
  }
}
