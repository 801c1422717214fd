import { fileURLToPath } from 'node:url'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { readTextFile } from '../host/read.js'
import type { Runtime } from './runtime.js'
import { startServer as serve } from './server.js'

const runtime: Runtime = {
  async readText(uri) {
    if (!uri.startsWith('file:')) return undefined
    const read = readTextFile(fileURLToPath(uri))
    return 'text' in read ? read.text : undefined
  },
  later(run, milliseconds) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** Serves an editor over the way its command line names (`--node-ipc`, `--socket=`, `--pipe=`), else over standard input and output. */
export function startServer(args: readonly string[] = process.argv.slice(2)): void {
  const otherWay = args.some(arg => /^--(?:node-ipc$|socket\b|pipe\b)/.test(arg))
  const connection = otherWay
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout)
  serve(connection, runtime)
}
