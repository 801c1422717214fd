import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** `import text from './x.json?raw'`, as Vite has it. */
const rawText: Plugin = {
  name: 'raw-text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: fileURLToPath(new URL(path.slice(0, -'?raw'.length), `file://${resolveDir}/`)),
      namespace: 'raw-text',
    }))
    onLoad({ filter: /./, namespace: 'raw-text' }, ({ path }) => ({ contents: readFileSync(path, 'utf8'), loader: 'text' }))
  },
}

let bundled: Promise<string> | undefined

/** Builds a script that starts the server over standard input and output, once a test run; gives its path. */
export function serverScript(): Promise<string> {
  bundled ??= bundle()
  return bundled
}

async function bundle(): Promise<string> {
  const folder = `${root}.cache/language-server-${process.pid}`
  mkdirSync(folder, { recursive: true })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const outfile = `${folder}/server.mjs`
  await build({
    stdin: { contents: "import { startServer } from './src/language-server/node.ts'\nstartServer()\n", resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    plugins: [rawText],
    logLevel: 'silent',
  })
  return outfile
}
