import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { loadProse } from '../catalog/prose.js'
import { completeRelease } from '../config/installed-release.js'
import type { LintOptions } from '../lint/lint.js'
import { capabilities } from './capabilities.js'
import { hasFiles, withClientFiles } from './client-files.js'
import { registerFeatures } from './features.js'
import { registerFileRenames } from './file-renames.js'
import { createProjects } from './projects.js'
import { refresh } from './refresh.js'
import type { Runtime } from './runtime.js'
import { mergeSettings, readSettings, settingsSection } from './settings.js'
import { findSettings } from './settings-file.js'
import { pullValidation, pushValidation, type Validation } from './validation.js'
import { createWatchedFiles, type WatchedFiles } from './watched-files.js'
import { findInFolders, type WorkspaceConfigurations } from './workspace-report.js'

/** Serves a client until it goes away. */
export function startServer(connection: Connection, place: Runtime): void {
  let client: ClientCapabilities = {}
  const runtime = withClientFiles(place, connection, () => hasFiles(client))
  const documents = new TextDocuments(TextDocument)
  const projects = createProjects(documents, runtime, {
    optionsFor: uri => optionsFor(uri),
    tablesNamed: uris => watched?.add(uris),
    failed: error =>
      connection.console.error(
        `a rule failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
  })
  const push = pushValidation(connection, projects, runtime, () => documents.all())
  let validation: Validation = push
  let watched: WatchedFiles | undefined
  let configurations: WorkspaceConfigurations | undefined
  /** Settings that came without being asked for: at the start, or with a change. */
  let sent: unknown
  const complained = new Set<string>()

  const optionsFor = async (uri: string): Promise<LintOptions> => {
    const canAsk = client.workspace?.configuration === true
    const answer = canAsk
      ? await connection.workspace.getConfiguration({ scopeUri: uri, section: settingsSection }).catch(() => undefined)
      : undefined
    const file = await findSettings(uri, runtime.readText)
    const { options, root, policies = [], problems } = readSettings(mergeSettings(answer ?? sent, file?.settings))
    for (const problem of problems) complain(`postfix-lint settings: ${problem}`)
    const wanted = policies.length === 0 ? undefined : await runtime.policies?.(policies, file?.uri ?? uri)
    if (wanted !== undefined && 'problem' in wanted) complain(`postfix-lint settings: ${wanted.problem}`)
    const { installed, ...host } = runtime.host?.(uri, root, file?.uri) ?? {}
    const { version, profile } = completeRelease(options.postfixVersion, options.profile, installed)
    return {
      ...options,
      ...(version !== undefined && { postfixVersion: version }),
      ...(profile !== undefined && { profile }),
      ...(wanted !== undefined && 'rules' in wanted && { plugins: wanted.rules }),
      ...host,
    }
  }

  /** Says something once. A notification: the request of the same purpose fails with clients that do not know it. */
  const complain = (message: string): void => {
    if (complained.has(message)) return
    complained.add(message)
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
  }

  const everythingChanged = (): void => {
    validation.everything()
    refresh(connection, client)
  }

  /** Files on disk are others now. */
  const filesChanged = (uris: readonly string[]): void => {
    for (const uri of uris) projects.forget(uri)
    configurations?.forget()
    if (uris.some(uri => uri.endsWith('.json'))) projects.forgetSettings()
    everythingChanged()
  }

  connection.onInitialize((params: InitializeParams) => {
    client = params.capabilities
    sent = section(params.initializationOptions)
    const canRefresh = client.workspace?.diagnostics?.refreshSupport === true
    if (client.textDocument?.diagnostic !== undefined) validation = pullValidation(connection, canRefresh)
    const { rootUri } = params
    const atStart = params.workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: '' }] : [])
    const canAsk = client.workspace?.workspaceFolders === true
    const folders = async () => (canAsk ? await connection.workspace.getWorkspaceFolders() : atStart) ?? []
    watched = createWatchedFiles(connection, client)
    configurations = findInFolders(runtime, folders, watched.areWatched)
    registerFeatures(connection, documents, projects, client, runtime, configurations)
    registerFileRenames(connection, projects, client, filesChanged)
    return { capabilities: capabilities(client), serverInfo: { name: 'postfix-lint' } }
  })

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection }).catch(refused)
    }
    watched?.start()
    // In older clients that have no folders, nobody would hear of it.
    if (client.workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(() => {
        configurations?.forget()
        everythingChanged()
      })
    }
    // Hover will want the explanations; nobody waits for them here.
    void loadProse()
  })

  connection.onDidChangeConfiguration(({ settings }) => {
    sent = section(settings) ?? sent
    complained.clear()
    projects.forgetSettings()
    everythingChanged()
  })

  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes.map(({ uri }) => uri)))

  documents.onDidChangeContent(({ document }) => validation.changed(document))
  documents.onDidSave(({ document }) => {
    // What is known of the host is looked up again now, and never while somebody types.
    projects.forgetSettings()
    validation.changed(document)
  })
  documents.onDidClose(({ document }) => {
    projects.forget(document.uri)
    validation.closed(document.uri)
    const files = projects.filesOf(document)
    for (const other of files ? projects.documentsOf(files) : []) validation.changed(other)
  })

  documents.listen(connection)
  connection.listen()
}

/** A client may refuse what it said it could do: then there are no such notifications, and nothing else is lost. */
function refused(): void {}

/** The settings in what a client sent: all of it, or the part under our name. */
function section(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return undefined
  const own: unknown = Reflect.get(settings, settingsSection)
  return own ?? settings
}
