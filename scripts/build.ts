import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { bundle, writeCodeCache } from './bundle.js'
import { jsonSchemas } from './json-schemas.js'
import { licencesOf } from './licences.js'

// `npm run build`: everything that is published, in dist/ and schemas/. With `--no-types`, without the declarations.
mkdirSync('schemas', { recursive: true })
for (const [path, text] of jsonSchemas()) writeFileSync(path, text)
const metafiles = await bundle('dist')
writeFileSync('THIRD-PARTY-LICENSES', licencesOf(metafiles))
writeCodeCache('dist')
if (!process.argv.includes('--no-types')) {
  execFileSync('node_modules/.bin/tsc', ['-b', 'tsconfig.node.json', '--force'], { stdio: 'inherit' })
}
