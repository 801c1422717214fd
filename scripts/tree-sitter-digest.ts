import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Where the grammars for tree-sitter are. */
export const treeSitterFolder = 'grammars/tree-sitter'

/** Their names, which are those of their folders. */
export const treeSitterGrammars: readonly string[] = readdirSync(treeSitterFolder).filter(name =>
  existsSync(`${treeSitterFolder}/${name}/grammar.js`),
)

/** The record of what the committed parsers were made from. */
export const digestFile = `${treeSitterFolder}/parsers.json`

/** A digest of what a parser is made from and of the parser, by grammar: it tells when one has changed without the other. */
export function parserDigests(): Readonly<Record<string, { readonly from: string; readonly parser: string }>> {
  const common = `${treeSitterFolder}/common`
  const shared = readdirSync(common)
    .filter(name => name.endsWith('.js'))
    .map(name => `${common}/${name}`)
  return Object.fromEntries(
    treeSitterGrammars.map(name => [
      name,
      {
        from: digest([`${treeSitterFolder}/${name}/grammar.js`, ...shared]),
        parser: digest([`${treeSitterFolder}/${name}/src/parser.c`]),
      },
    ]),
  )
}

function digest(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex')
}
