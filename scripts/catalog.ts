import { writeFileSync } from 'node:fs'
import { catalogNames } from './catalog-names.js'

// Run with `npx vite-node scripts/catalog.ts` after a change of the names in src/catalog/data.
writeFileSync(new URL('../src/catalog/names.ts', import.meta.url), catalogNames())
