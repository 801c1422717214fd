import { build } from 'esbuild'
import { rawText } from '../../scripts/raw-text.js'

/** The server as one script for a web worker, that starts at once. */
export async function workerScript(): Promise<string> {
  const result = await build({
    stdin: { contents: "import { startServer } from './src/server.ts'\nstartServer()\n", resolveDir: '.' },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    plugins: [rawText],
    logLevel: 'silent',
  })
  return result.outputFiles[0]?.text ?? ''
}

/** Modules of Node, as a bundle that needs them would ask for them. */
export const nodeModules = /require\("(?:node:[^"]*|fs|path|os|net|child_process|crypto|util|url)"\)|from"node:/
