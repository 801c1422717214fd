import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
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
    onLoad({ filter: /./, namespace: 'raw-text' }, ({ path }) => ({
      contents: readFileSync(path, 'utf8'),
      loader: 'text',
    }))
  },
}

let bundled: Promise<string> | undefined

/**
 * What Node has to be given to serve over standard input and output: a script that is built once a test run, or the
 * command that POSTFIX_LINT_COMMAND names (`dist/cli.cjs`), so that what is shipped can be tested too.
 */
export async function serverArguments(): Promise<readonly string[]> {
  const command = process.env['POSTFIX_LINT_COMMAND']
  if (command !== undefined) return [resolve(root, command), 'lsp', '--stdio']
  bundled ??= bundle()
  return [await bundled, '--stdio']
}

async function bundle(): Promise<string> {
  const bundles = `${root}.cache/language-servers`
  const folder = `${bundles}/${process.pid}`
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(bundles))
    if (!isRunning(Number(name))) rmSync(`${bundles}/${name}`, { recursive: true, force: true })
  const outfile = `${folder}/server.mjs`
  await build({
    stdin: {
      contents: "import { startServer } from './src/language-server/node.ts'\nstartServer()\n",
      resolveDir: root,
    },
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

/** Test runs leave their bundle behind when they are stopped: the next one takes it away. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
