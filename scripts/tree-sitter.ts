import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { digestFile, parserDigests, treeSitterFolder, treeSitterGrammars } from './tree-sitter-digest.js'

// `npm run generate:tree-sitter`: makes the parsers of the tree-sitter grammars anew. It needs the program `tree-sitter`
// (0.26), or TREE_SITTER names it. ABI 14 is what Neovim 0.9, Helix 23 and all later ones load.

const program = process.env['TREE_SITTER'] ?? 'tree-sitter'
for (const name of treeSitterGrammars) {
  const cwd = `${treeSitterFolder}/${name}`
  const { error, status } = spawnSync(program, ['generate', '--abi', '14'], { cwd, stdio: 'inherit' })
  if (error !== undefined || status !== 0) {
    console.error(`${program} did not make a parser of ${cwd}/grammar.js${error ? `: ${error.message}` : ''}`)
    process.exit(1)
  }
}
writeFileSync(digestFile, `${JSON.stringify(parserDigests(), null, 2)}\n`)
