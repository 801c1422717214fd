import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ruleLists } from './rule-index.js'

// `npm run generate`: writes every file that is made from others. `test/generated.test.ts` compares.
const lists = ruleLists()
for (const [path, text] of lists) writeFileSync(path, text)
const { generatedFiles } = await import('./generated-files.js')
const files = generatedFiles()
for (const [path, text] of files) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
// The page of a rule that is gone.
for (const name of readdirSync('docs/rules')) {
  if (!files.has(`docs/rules/${name}`)) rmSync(join('docs/rules', name))
}
console.log(`${files.size + lists.size} files written`)
