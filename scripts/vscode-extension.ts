import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createVSIX } from '@vscode/vsce'
import { type BuildOptions, build } from 'esbuild'
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
for (const name of ['README.md', 'icon.png', 'language-configuration.json', 'media'])
  cpSync(join(source, name), join(staging, name), { recursive: true })
for (const name of ['finding', 'fix', 'compare'])
  cpSync(`docs/images/vscode-${name}.png`, join(staging, `media/${name}.png`))
cpSync('LICENSE', join(staging, 'LICENSE'))
cpSync('grammars/textmate', join(staging, 'grammars'), { recursive: true, filter: path => !path.endsWith('.md') })
const manifest: object = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
// A browser has no `.cjs`: there, what is not said to be a module is a script.
writeFileSync(
  join(staging, 'package.json'),
  JSON.stringify({ ...manifest, version, type: 'commonjs', files: ['**'] }, null, 2),
)

const common = {
  bundle: true,
  metafile: true,
  format: 'cjs',
  minify: true,
  external: ['vscode'],
  plugins: [rawText],
  logLevel: 'warning',
} satisfies BuildOptions
const inNode = { ...common, platform: 'node', target: 'node20' } satisfies BuildOptions
const inBrowser = { ...common, platform: 'browser', target: 'es2022' } satisfies BuildOptions
const starting = (module: string) => ({
  contents: `import { startServer } from '${module}'\nstartServer()\n`,
  resolveDir: '.',
})
const bundles = await Promise.all([
  build({ ...inNode, entryPoints: [join(source, 'src/node.ts')], outfile: join(staging, 'dist/extension.cjs') }),
  build({ ...inNode, stdin: starting('./src/language-server/node.ts'), outfile: join(staging, 'dist/server.cjs') }),
  build({ ...inBrowser, entryPoints: [join(source, 'src/browser.ts')], outfile: join(staging, 'dist/browser.js') }),
  build({
    ...inBrowser,
    format: 'iife',
    stdin: starting('./src/server.ts'),
    outfile: join(staging, 'dist/server-worker.js'),
  }),
])
writeFileSync(join(staging, 'THIRD-PARTY-LICENSES'), licencesOf(bundles.map(({ metafile }) => metafile)))
mkdirSync(resolve(packagePath, '..'), { recursive: true })
await createVSIX({ cwd: staging, packagePath, dependencies: false })
console.log(packagePath)
