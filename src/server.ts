import { startServer as start } from './language-server/browser.js'

// The language server for a web worker; editors outside of browsers run `postfix-lint lsp --stdio`.

/**
 * Serves an editor in the browser from inside a web worker: the messages of the Language Server Protocol come and go
 * with `postMessage`. Call it once, in the worker.
 */
export function startServer(): void {
  start()
}
