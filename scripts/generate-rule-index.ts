import { writeFileSync } from 'node:fs'
import { ruleLists } from './rule-index.js'

// Run with `npx vite-node scripts/generate-rule-index.ts` after adding a rule's file.
for (const [path, text] of ruleLists()) writeFileSync(path, text)
