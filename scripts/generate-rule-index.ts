import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ruleFolder, ruleIndex } from './rule-index.js'

// Run with `npx vite-node scripts/generate-rule-index.ts` after adding a rule's file.
writeFileSync(join(ruleFolder, 'index.ts'), ruleIndex())
