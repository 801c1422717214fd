import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser'
import type { Runtime } from './runtime.js'
import { startServer as serve } from './server.js'

// What a web worker has of the browser: this project is compiled without its types.
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0]
declare function setTimeout(run: () => void, milliseconds: number): number
declare function clearTimeout(timer: number): void

/** A worker sees no files: it knows what is open, and what its client reads for it. */
const runtime: Runtime = {
  readText: () => Promise.resolve(undefined),
  later(run, milliseconds) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** Serves an editor in the browser from inside a web worker. */
export function startServer(): void {
  serve(createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self)), runtime)
}
