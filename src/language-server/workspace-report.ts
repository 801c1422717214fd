import type {
  CancellationToken,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
  WorkspaceFolder,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Projects } from './projects.js'
import type { Runtime } from './runtime.js'
import { diagnosticReport } from './validation.js'

interface Documents {
  get(uri: string): TextDocument | undefined
  all(): TextDocument[]
}

/** The folders a client works in, as it says now. */
export type FoldersNow = () => Promise<readonly WorkspaceFolder[]>

/** Findings of every configuration in the workspace: of the open documents, and of what lies on disk. */
export async function workspaceReport(
  documents: Documents,
  projects: Projects,
  runtime: Runtime,
  folders: FoldersNow,
  previous: ReadonlyMap<string, string>,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const onDisk: string[] = []
  for (const { uri } of await folders()) onDisk.push(...((await runtime.configurationsBelow?.(uri)) ?? []))
  const open = documents.all().map(({ uri }) => uri)
  const items: WorkspaceDocumentDiagnosticReport[] = []
  for (const uri of new Set([...open, ...onDisk])) {
    if (token.isCancellationRequested) break
    // A file that is not open stands for itself; its text is read where the project is put together.
    const document = documents.get(uri) ?? TextDocument.create(uri, '', 0, '')
    if (projects.filesOf(document) === undefined) continue
    await projects.ready(document)
    // Everything from here on is one moment.
    const snapshot = projects.snapshot(document)
    if (snapshot?.project.sources.get(uri) === undefined) continue
    const version = documents.get(uri)?.version ?? null
    items.push({ ...diagnosticReport(snapshot, uri, previous.get(uri), false), uri, version })
  }
  return { items }
}
