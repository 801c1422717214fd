import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createVSIX } from '@vscode/vsce'
import { build } from 'esbuild'
import { licencesOf } from './licences.js'
import { rawText } from './raw-text.js'

// `npm run build:vscode [file]`: bundles the extension with its server and grammars, and packs it.

const source = 'editors/vscode'
const staging = resolve('.cache/vscode-extension')
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
const packagePath = resolve(
  process.argv.slice(2).find(arg => arg.endsWith('.vsix')) ?? `dist/postfix-lint-${version}.vsix`,
)

rmSync(staging, { recursive: true, force: true })
mkdirSync(join(staging, 'dist'), { recursive: true })
for (const name of ['README.md', 'icon.png', 'language-configuration.json'])
  cpSync(join(source, name), join(staging, name))
cpSync('LICENSE', join(staging, 'LICENSE'))
cpSync('grammars/textmate', join(staging, 'grammars'), { recursive: true, filter: path => !path.endsWith('.md') })
const manifest: object = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
writeFileSync(join(staging, 'package.json'), JSON.stringify({ ...manifest, version, files: ['**'] }, null, 2))

const common = {
  bundle: true,
  metafile: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
} as const
const extension = await build({
  ...common,
  entryPoints: [join(source, 'src/extension.ts')],
  outfile: join(staging, 'dist/extension.cjs'),
  external: ['vscode'],
  logLevel: 'warning',
})
const server = await build({
  ...common,
  stdin: {
    contents: "import { startServer } from './src/language-server/node.ts'\nstartServer()\n",
    resolveDir: '.',
  },
  outfile: join(staging, 'dist/server.cjs'),
  plugins: [rawText],
  logLevel: 'warning',
})
writeFileSync(join(staging, 'THIRD-PARTY-LICENSES'), licencesOf([extension.metafile, server.metafile]))
mkdirSync(resolve(packagePath, '..'), { recursive: true })
await createVSIX({ cwd: staging, packagePath, dependencies: false })
console.log(packagePath)
