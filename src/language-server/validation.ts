import {
  type CancellationToken,
  type Connection,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { diagnosticsOf } from '../language-service/lsp-diagnostics.js'
import type { Projects, Snapshot } from './projects.js'
import type { Runtime } from './runtime.js'

/** Pause after the last key before findings are sent to a client that does not ask for them. */
const pause = 150

/** How findings reach a client. */
export interface Validation {
  /** A document was opened or changed. */
  changed(document: TextDocument): void
  /** A document was closed. */
  closed(uri: string): void
  /** Everything may have changed. */
  everything(): void
}

/** Sends findings after a pause in typing, both files of a project together. */
export function pushValidation(
  connection: Connection,
  projects: Projects,
  runtime: Runtime,
  openDocuments: () => readonly TextDocument[],
): Validation {
  const waiting = new Map<string, () => void>()

  const send = async (document: TextDocument): Promise<void> => {
    const files = projects.filesOf(document)
    if (files === undefined) return
    await projects.ready(document)
    const snapshot = projects.snapshot(document)
    if (snapshot === undefined) return
    for (const { uri, version } of projects.documentsOf(files)) {
      // Everything since the last `await` is one moment: the text of the snapshot is the text of this version.
      const diagnostics = diagnosticsOf(snapshot.project, snapshot.diagnostics, uri)
      void connection.sendDiagnostics({ uri, version, diagnostics })
    }
  }

  const schedule = (document: TextDocument): void => {
    const key = projects.filesOf(document)?.key
    if (key === undefined) return
    waiting.get(key)?.()
    const cancel = runtime.later(() => {
      waiting.delete(key)
      send(document).catch((error: unknown) => connection.console.error(String(error)))
    }, pause)
    waiting.set(key, cancel)
  }

  return {
    changed: schedule,
    closed: uri => void connection.sendDiagnostics({ uri, diagnostics: [] }),
    everything: () => openDocuments().forEach(schedule),
  }
}

/** Tells a client that asks for findings when to ask again. */
export function pullValidation(connection: Connection, canRefresh: boolean): Validation {
  return {
    changed: () => {},
    closed: () => {},
    everything: () => {
      if (canRefresh)
        connection.languages.diagnostics.refresh().catch((error: unknown) => connection.console.warn(String(error)))
    },
  }
}

/** Judging a longer text takes more time than a person has between two keys. */
const largeText = 200_000

/**
 * Waits for a pause in typing before a large table is judged for a client that asks after each key. A question that was
 * overtaken by a change is refused: the client asks again.
 */
export async function pauseAtLargeTable(
  documents: { get(uri: string): TextDocument | undefined },
  runtime: Runtime,
  uri: string,
  token: CancellationToken,
): Promise<void> {
  const document = documents.get(uri)
  if (document === undefined || document.version === 1 || document.getText().length < largeText) return
  const { version } = document
  await new Promise<void>(resolve => runtime.later(resolve, pause))
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')
  if (documents.get(uri)?.version !== version)
    throw new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed')
}

/** The answer to a client that asks for the findings of one document; other files of the project come along. */
export function diagnosticReport(
  snapshot: Snapshot,
  uri: string,
  previousId: string | undefined,
  related: boolean,
): DocumentDiagnosticReport {
  const resultId = snapshot.id
  if (previousId === resultId) return { kind: 'unchanged', resultId }
  const items = (file: string) => diagnosticsOf(snapshot.project, snapshot.diagnostics, file)
  const others = [...snapshot.versions.keys()].filter(other => other !== uri)
  const relatedDocuments = Object.fromEntries(
    others.map(other => [other, { kind: 'full' as const, resultId, items: items(other) }]),
  )
  return { kind: 'full', resultId, items: items(uri), ...(related && others.length > 0 && { relatedDocuments }) }
}
