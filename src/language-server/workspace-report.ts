import type {
  CancellationToken,
  ResultProgressReporter,
  WorkDoneProgressReporter,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
  WorkspaceFolder,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { sourceNamed } from '../language-service/tables/table-files.js'
import type { Projects } from './projects.js'
import type { Runtime } from './runtime.js'
import { diagnosticReport } from './validation.js'

interface Documents {
  get(uri: string): TextDocument | undefined
  all(): TextDocument[]
}

/** The configuration files in a client's folders. */
export interface WorkspaceConfigurations {
  list(): Promise<readonly string[]>
  /** There may be others now. */
  forget(): void
}

/** Looks for them: once, when the client tells of new ones, else with each question. */
export function findInFolders(
  runtime: Runtime,
  folders: () => Promise<readonly WorkspaceFolder[]>,
  areWatched: boolean,
): WorkspaceConfigurations {
  let known: Promise<readonly string[]> | undefined
  const look = async () => {
    const found: string[] = []
    for (const { uri } of await folders()) found.push(...((await runtime.configurationsBelow?.(uri)) ?? []))
    return found
  }
  return {
    list() {
      if (!areWatched) return look()
      known ??= look()
      return known
    },
    forget() {
      known = undefined
    },
  }
}

/** What a client wants to see of an answer before all of it is there. */
export interface Watching {
  readonly token: CancellationToken
  readonly progress: WorkDoneProgressReporter
  readonly parts?: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>
}

/** Findings of every configuration in the workspace: of the open documents, and of what lies on disk. */
export async function workspaceReport(
  documents: Documents,
  projects: Projects,
  runtime: Runtime,
  configurations: WorkspaceConfigurations,
  previous: ReadonlyMap<string, string>,
  { token, progress, parts }: Watching,
): Promise<WorkspaceDiagnosticReport> {
  progress.begin('Postfix Lint', 0, 'looking for configurations', true)
  const onDisk = await configurations.list()
  const uris = [...new Set([...documents.all().map(({ uri }) => uri), ...onDisk])]
  const items: WorkspaceDocumentDiagnosticReport[] = []
  for (const [index, uri] of uris.entries()) {
    // Lets the word through that nobody wants this any more.
    await new Promise<void>(resolve => runtime.later(resolve, 0))
    if (token.isCancellationRequested) break
    progress.report(Math.floor((100 * index) / uris.length), `${index + 1} of ${uris.length}`)
    const item = await reportOf(uri)
    if (item !== undefined && parts) parts.report({ items: [item] })
    else if (item !== undefined) items.push(item)
  }
  progress.done()
  return { items }

  async function reportOf(uri: string): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
    // A file that is not open stands for itself; its text is read where the project is put together.
    const document = documents.get(uri) ?? TextDocument.create(uri, '', 0, '')
    if (projects.filesOf(document) === undefined) return undefined
    await projects.ready(document)
    // Everything from here on is one moment.
    const snapshot = projects.snapshot(document)
    if (snapshot === undefined || sourceNamed(snapshot.project, uri) === undefined) return undefined
    const version = documents.get(uri)?.version ?? null
    return { ...diagnosticReport(snapshot, uri, previous.get(uri), false), uri, version }
  }
}
