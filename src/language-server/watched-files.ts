import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
} from 'vscode-languageserver'

/** Configurations, and where settings are. */
const always = ['**/main.cf', '**/master.cf', '**/postfix-lint.config.json', '**/package.json']

/** Asks a client to tell when files change on disk. */
export interface WatchedFiles {
  /** Does the client tell? */
  readonly areWatched: boolean
  /** Begins with what is always watched. */
  start(): void
  /** Tables that a configuration names: watched from now on. */
  add(uris: readonly string[]): void
}

/** Keeps what a client was asked to watch. */
export function createWatchedFiles(connection: Connection, client: ClientCapabilities): WatchedFiles {
  const can = client.workspace?.didChangeWatchedFiles
  const areWatched = can?.dynamicRegistration === true
  const known = new Set<string>()
  const register = (watchers: readonly FileSystemWatcher[]): void => {
    if (!areWatched || watchers.length === 0) return
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] }).catch(refused)
  }
  const watcher = (uri: string): FileSystemWatcher => {
    const at = uri.lastIndexOf('/')
    const pattern = decode(uri.slice(at + 1)).replaceAll(/[*?{}[\]]/g, '?')
    return { globPattern: can?.relativePatternSupport ? { baseUri: uri.slice(0, at), pattern } : `**/${pattern}` }
  }
  return {
    areWatched,
    start: () => register(always.map(globPattern => ({ globPattern }))),
    add(uris) {
      const added = uris.filter(uri => uri.includes('/') && !known.has(uri))
      for (const uri of added) known.add(uri)
      register(added.map(watcher))
    },
  }
}

/** A client may refuse what it said it could do: then there are no such notifications, and nothing else is lost. */
function refused(): void {}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
