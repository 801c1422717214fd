import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type ClientCapabilities,
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { serverArguments } from './server-bundle.js'

/** A client of the spawned server, and a folder with files for it. */
export interface TestClient {
  readonly connection: ProtocolConnection
  readonly initialized: InitializeResult
  readonly child: ChildProcess
  readonly messages: readonly string[]
  /** What the server asked to be told of. */
  readonly registered: readonly Registration[]
  uri(name: string): string
  path(name: string): string
  open(name: string, text: string, languageId?: string): void
  /** Replaces the whole text, as the next version. */
  change(name: string, text: string): number
  close(name: string): void
  /** The next findings of a file that satisfy a condition. */
  findings(name: string, wanted?: (published: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams>
  /** Everything that was published so far. */
  readonly published: readonly PublishDiagnosticsParams[]
  stop(): Promise<number | null>
}

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities
  readonly initializationOptions?: unknown
  /** Files on disk before the server starts. */
  readonly files?: Readonly<Record<string, string>>
  /** Answer to a request for the settings, at once or later. */
  readonly settings?: () => unknown
}

/** Starts a server and introduces a client to it. */
export async function startClient(options: ClientOptions = {}): Promise<TestClient> {
  const folder = mkdtempSync(join(tmpdir(), 'postfix-lint-'))
  for (const [name, text] of Object.entries(options.files ?? {})) writeFileSync(join(folder, name), text)
  const child = spawn(process.execPath, await serverArguments(), { stdio: ['pipe', 'pipe', 'inherit'] })
  const { stdout, stdin } = child
  const connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin))
  const uri = (name: string) => pathToFileURL(join(folder, name)).href
  const versions = new Map<string, number>()
  const published: PublishDiagnosticsParams[] = []
  const messages: string[] = []
  const waiting = new Set<() => void>()
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params)
    for (const wake of waiting) wake()
  })
  connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    messages.push(message)
  })
  connection.onRequest('workspace/configuration', async () => [(await options.settings?.()) ?? null])
  const registered: Registration[] = []
  connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
    registered.push(...registrations)
    return null
  })
  connection.listen()
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: options.capabilities ?? {},
    initializationOptions: options.initializationOptions,
  })
  await connection.sendNotification('initialized', {})
  let seen = 0
  return {
    connection,
    initialized,
    child,
    messages,
    registered,
    published,
    uri,
    path: name => join(folder, name),
    open(name, text, languageId = '') {
      versions.set(name, 1)
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(name), languageId, version: 1, text },
      })
    },
    change(name, text) {
      const version = (versions.get(name) ?? 1) + 1
      versions.set(name, version)
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(name), version },
        contentChanges: [{ text }],
      })
      return version
    },
    close(name) {
      void connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(name) } })
    },
    findings(name, wanted = () => true) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no such findings of ${name} came`)), 50_000)
        const look = () => {
          const index = published.findIndex((params, at) => at >= seen && params.uri === uri(name) && wanted(params))
          const found = published[index]
          if (found === undefined) return
          seen = index + 1
          clearTimeout(timer)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      })
    },
    async stop() {
      const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
      if (child.exitCode === null) {
        await connection.sendRequest('shutdown')
        await connection.sendNotification('exit')
      }
      const code = child.exitCode ?? (await ended)
      connection.dispose()
      rmSync(folder, { recursive: true, force: true })
      return code
    },
  }
}
