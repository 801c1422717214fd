import { readFileSync } from 'node:fs'
import { treeSitterFolder, treeSitterGrammars } from './tree-sitter-digest.js'

/** Names of captures that an editor has another name for; all others it knows, or knows what they begin with. */
const namesIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  helix: {
    property: 'variable.other.member',
    boolean: 'constant.builtin.boolean',
    number: 'constant.numeric',
    'string.escape': 'constant.character.escape',
    'keyword.conditional': 'keyword.control.conditional',
    'keyword.import': 'keyword.control.import',
    'keyword.modifier': 'keyword.storage.modifier',
  },
  zed: { 'string.regexp': 'string.regex', 'string.special.path': 'string.special' },
}

/** Where an editor wants the queries of a language. */
const folderOf: Readonly<Record<string, (grammar: string) => string>> = {
  helix: grammar => `editors/helix/queries/${grammar}`,
  zed: grammar => `editors/zed/languages/${grammar}`,
}

/** The queries of the grammars with the names of captures that other editors know, by path. */
export function editorQueries(): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const [editor, names] of Object.entries(namesIn)) {
    for (const grammar of treeSitterGrammars) {
      for (const query of ['highlights', 'injections']) {
        const source = `${treeSitterFolder}/${grammar}/queries/${query}.scm`
        const text = readIfThere(source)
        if (text === undefined) continue
        const renamed = text.replaceAll(/@([a-z][a-z.]*)/g, (_, name: string) => `@${names[name] ?? name}`)
        files.set(`${folderOf[editor]?.(grammar)}/${query}.scm`, `; Made from ${source}.\n${renamed}`)
      }
    }
  }
  return files
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
