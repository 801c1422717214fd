import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { licencesOf } from './licences.js'
import { jsonSchemas } from './json-schemas.js'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }

const shared = {
  bundle: true,
  format: 'esm',
  target: 'node20.19',
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  minify: true,
  keepNames: false,
  metafile: true,
  legalComments: 'none',
  charset: 'utf8',
  plugins: [rawText],
  define: { POSTFIX_LINT_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
} satisfies BuildOptions

async function bundle(): Promise<readonly Metafile[]> {
  const library = await build({
    ...shared,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node:*'],
    entryPoints: { index: 'src/index.ts', node: 'src/node.ts', testing: 'src/testing/examples.ts', cli: 'src/cli/main.ts' },
    plugins: [...shared.plugins, languageServerApart],
  })
  // The protocol library is CommonJS and asks for Node's modules by require(): it is kept out of all else.
  const server = await build({
    ...shared,
    platform: 'node',
    entryPoints: { 'language-server': 'src/language-server/node.ts' },
    banner: { js: "import{createRequire as _createRequire}from'node:module';const require=_createRequire(import.meta.url);" },
  })
  return [library.metafile, server.metafile]
}

/** The command loads the server from its own bundle. */
const languageServerApart: Plugin = {
  name: 'language-server-apart',
  setup(context) {
    context.onResolve({ filter: /language-server\/node\.js$/ }, () => ({ path: './language-server.js', external: true }))
  },
}

rmSync('dist', { recursive: true, force: true })
mkdirSync('schemas', { recursive: true })
for (const [path, text] of jsonSchemas()) writeFileSync(path, text)
const metafiles = await bundle()
writeFileSync('dist/cli.js', `#!/usr/bin/env node\n${readFileSync('dist/cli.js', 'utf8')}`)
chmodSync('dist/cli.js', 0o755)
writeFileSync('THIRD-PARTY-LICENSES', licencesOf(metafiles))
if (!process.argv.includes('--no-types')) {
  execFileSync('node_modules/.bin/tsc', ['-b', 'tsconfig.node.json', '--force'], { stdio: 'inherit' })
}
