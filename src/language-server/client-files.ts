import type { ClientCapabilities, Connection } from 'vscode-languageserver'
import type { Runtime } from './runtime.js'

// A server that sees no file system of its own (in a browser), or not the one a document lies in (`vscode-vfs:`), asks its
// client, if that says `experimental: { postfixLint: { files: true } }` among its capabilities. See docs/editor.md.

const readFile = 'postfix-lint/readFile'
const findFiles = 'postfix-lint/findFiles'

/** Files below a folder with these names are configurations. */
const configurationNames = ['main.cf', 'master.cf']

/** Does the client answer questions about files? */
export function hasFiles({ experimental }: ClientCapabilities): boolean {
  return property(property(experimental, 'postfixLint'), 'files') === true
}

/** What a server runs in, with the files of its client where it sees none itself. */
export function withClientFiles(runtime: Runtime, connection: Connection, asks: () => boolean): Runtime {
  const isAsked = (uri: string) => runtime.sees?.(uri) !== true && asks()
  return {
    ...runtime,
    async readText(uri, within) {
      if (!isAsked(uri)) return runtime.readText(uri, within)
      if (within !== undefined && !isBelow(uri, within)) return undefined
      const params = { uri, ...(within !== undefined && { within }) }
      const text = property(await connection.sendRequest(readFile, params).catch(nothing), 'text')
      return typeof text === 'string' ? text : undefined
    },
    async configurationsBelow(folder) {
      if (!isAsked(folder)) return (await runtime.configurationsBelow?.(folder)) ?? []
      const params = { folder, names: configurationNames }
      const uris = property(await connection.sendRequest(findFiles, params).catch(nothing), 'uris')
      return Array.isArray(uris) ? uris.filter(uri => typeof uri === 'string') : []
    },
  }
}

/** A client that cannot say what a file holds is as good as one without it. */
function nothing(): undefined {
  return undefined
}

function isBelow(uri: string, folder: string): boolean {
  return uri.startsWith(folder) && !/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(uri.slice(folder.length))
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
