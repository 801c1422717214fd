import type { Catalog, DictionaryClient } from '../catalog/types.js'
import { isBlankOrComma } from '../syntax/characters.js'
import { closingBrace, nextWord } from '../syntax/words.js'
import { rememberedByText } from '../text/remembered-by-text.js'

/** What postconf(1) takes for a mention of a database client in a value, or stumbles over on the way. */
export type ClientMention =
  /** `ldap:prefix`: the old way to name the `prefix_server_host` ... settings in main.cf. */
  | { readonly kind: 'prefix'; readonly client: DictionaryClient; readonly prefix: string }
  /** `ldap:/path`: a file with the client's settings. */
  | { readonly kind: 'file'; readonly client: DictionaryClient; readonly path: string }
  /** `{` without `}`, or text after it. */
  | { readonly kind: 'braces'; readonly problem: 'missing-close' | 'text-after-close'; readonly text: string }
  /** A word that begins with `#`: the rest of the list is not looked at. */
  | { readonly kind: 'comment'; readonly word: string; readonly rest: string }

/** More groups in groups than a sane value has. */
const maximumDepth = 100

/**
 * The database clients that a value names, found as postconf(1) looks for them: in any word of the expanded value,
 * without knowing whether it is a table at all (`src/postconf/postconf_dbms.c`).
 */
export function clientMentionsIn(text: string, catalog: Catalog): readonly ClientMention[] {
  if (!/[:{#]/.test(text)) return nothing
  return findMentions(text, catalog)
}

const nothing: readonly ClientMention[] = []

const findMentions = rememberedByText({ texts: 1024, length: 512 }, (text, catalog: Catalog) => {
  const found: ClientMention[] = []
  collect(text, catalog, true, found, 0)
  return found
})

function collect(text: string, catalog: Catalog, enterGroups: boolean, found: ClientMention[], depth: number): void {
  if (depth > maximumDepth) return
  for (
    let next = nextWord(text, 0, true, isBlankOrComma);
    next !== undefined;
    next = nextWord(text, next.end, true, isBlankOrComma)
  ) {
    const word = text.slice(next.start, next.end)
    if (word.startsWith('#') && catalog.atLeast('3.8')) {
      found.push({ kind: 'comment', word, rest: text.slice(next.end + 1) })
      return
    }
    if (word.startsWith('{') && catalog.atLeast('3.5')) {
      const inside = insideBraces(word, found)
      if (enterGroups) collect(inside, catalog, true, found, depth + 1)
      continue
    }
    const { type, name } = withoutAdapters(word, catalog)
    if (name === undefined || name.startsWith('.')) continue
    const client = catalog.dictionaryClient(type)
    if (name.startsWith('/')) {
      if (client !== undefined && catalog.atLeast('3.3')) found.push({ kind: 'file', client, path: name })
    } else if (name.startsWith('{') && catalog.atLeast('3.0')) {
      const patterns = catalog.tableType(type)?.keyKind === 'pattern' && catalog.atLeast('3.8')
      collect(insideBraces(name, found), catalog, enterGroups && !patterns, found, depth + 1)
    } else if (client !== undefined) {
      found.push({ kind: 'prefix', client, prefix: name })
    }
  }
}

/** `extpar` (`src/util/extpar.c`). */
function insideBraces(word: string, found: ClientMention[]): string {
  const close = closingBrace(word, 0, word.length)
  if (close === undefined) found.push({ kind: 'braces', problem: 'missing-close', text: word })
  else if (close + 1 < word.length) found.push({ kind: 'braces', problem: 'text-after-close', text: word })
  return word.slice(1, close)
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
