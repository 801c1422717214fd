import {
  type ClientCapabilities,
  type Connection,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  type Range as LspRange,
  ResponseError,
  type TextDocuments,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { loadProse } from '../catalog/prose.js'
import { codeActions, type EditForm } from '../language-service/code-actions.js'
import { codeLenses } from '../language-service/code-lens.js'
import { complete, explainItem } from '../language-service/completion/completion.js'
import type { ItemData } from '../language-service/completion/items.js'
import { pathAt, pathItems } from '../language-service/completion/paths.js'
import { formatting, formattingOnNewLine } from '../language-service/formatting.js'
import { hover } from '../language-service/hover.js'
import { inlayHints } from '../language-service/inlay-hints.js'
import { documentLinks } from '../language-service/links.js'
import { definition, highlights, references } from '../language-service/navigation.js'
import { toOffset, toRange } from '../language-service/positions.js'
import { prepareRename, rename } from '../language-service/rename.js'
import { selectionRange } from '../language-service/selection-ranges.js'
import { semanticTokens } from '../language-service/semantic-tokens.js'
import { signatureHelp } from '../language-service/signature-help.js'
import { documentSymbols, foldingRanges } from '../language-service/symbols.js'
import { workspaceSymbols } from '../language-service/workspace-symbols.js'
import { type AboutDocument, type Asked, answering, nothingElse } from './answers.js'
import { registerOwnRequests } from './own-requests.js'
import type { Projects } from './projects.js'
import type { Runtime } from './runtime.js'
import { createTokenResults, type TokenResults } from './token-results.js'
import { diagnosticReport, pauseAtLargeTable } from './validation.js'
import { type WorkspaceConfigurations, workspaceReport } from './workspace-report.js'

/** Connects each request of the protocol with the function that answers it. */
export function registerFeatures(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  projects: Projects,
  client: ClientCapabilities,
  runtime: Runtime,
  configurations: WorkspaceConfigurations,
): void {
  const answer = answering(documents, projects)
  const results = createTokenResults()
  documents.onDidClose(({ document }) => results.forget(document.uri))
  registerReading(connection, answer, results)
  registerCompletion(connection, documents, projects, client, runtime, answer)
  registerChanging(connection, client, answer)
  registerOwnRequests(connection, projects, runtime, answer)

  connection.onWorkspaceSymbol(({ query }) => {
    const found = documents.all().flatMap(document => projects.snapshot(document) ?? [])
    const distinct = new Map(found.map(snapshot => [snapshot.id, snapshot]))
    return [...distinct.values()].flatMap(({ project }) => workspaceSymbols(project, query))
  })

  const related = client.textDocument?.diagnostic?.relatedDocumentSupport === true
  const report = answer(nothingElse, (asked, { previousResultId }: AboutDocument & { previousResultId?: string }) =>
    diagnosticReport(asked, asked.uri, previousResultId, related),
  )
  connection.languages.diagnostics.on(async (params, token): Promise<DocumentDiagnosticReport> => {
    await pauseAtLargeTable(documents, runtime, params.textDocument.uri, token)
    return (await report(params, token)) ?? { kind: 'full', items: [] }
  })
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token, progress, parts) => {
    const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value] as const))
    return workspaceReport(documents, projects, runtime, configurations, previous, {
      token,
      progress,
      ...(parts && { parts }),
    })
  })
}

type Answer = ReturnType<typeof answering>

/** What looks at a file and changes nothing. */
function registerReading(connection: Connection, answer: Answer, results: TokenResults): void {
  connection.onHover(
    answer(loadProse, ({ project, uri, source }, { position }, prose) => {
      return hover(project, uri, toOffset(source, position), prose) ?? null
    }),
  )
  connection.onSignatureHelp(
    answer(loadProse, ({ project, uri, source }, { position }, prose) => {
      return signatureHelp(project, uri, toOffset(source, position), prose) ?? null
    }),
  )
  connection.onDefinition(
    answer(nothingElse, ({ project, uri, source }, { position }) =>
      definition(project, uri, toOffset(source, position)),
    ),
  )
  connection.onReferences(
    answer(nothingElse, ({ project, uri, source }, { position, context }) => {
      return references(project, uri, toOffset(source, position), context.includeDeclaration)
    }),
  )
  connection.onDocumentHighlight(
    answer(nothingElse, ({ project, uri, source }, { position }) =>
      highlights(project, uri, toOffset(source, position)),
    ),
  )
  connection.onSelectionRanges(
    answer(nothingElse, ({ project, uri, source }, { positions }) =>
      positions.map(position => {
        return selectionRange(project, uri, toOffset(source, position)) ?? { range: { start: position, end: position } }
      }),
    ),
  )
  connection.onDocumentSymbol(answer(nothingElse, ({ project, uri }) => documentSymbols(project, uri)))
  connection.onFoldingRanges(answer(nothingElse, ({ project, uri }) => foldingRanges(project, uri)))
  connection.onDocumentLinks(answer(nothingElse, ({ project, uri }) => documentLinks(project, uri)))
  connection.onCodeLens(answer(nothingElse, ({ project, uri }) => codeLenses(project, uri)))
  connection.languages.inlayHint.on(
    answer(nothingElse, ({ project, uri, source }, { range }) => inlayHints(project, uri, toRange(source, range))),
  )
  const tokens = answer(nothingElse, ({ project, uri }, _params: AboutDocument) => semanticTokens(project, uri))
  connection.languages.semanticTokens.on(async (params, token) => {
    const found = await tokens(params, token)
    return found ? results.full(params.textDocument.uri, found) : { data: [] }
  })
  connection.languages.semanticTokens.onDelta(async (params, token) => {
    const found = await tokens(params, token)
    return found ? results.delta(params.textDocument.uri, params.previousResultId, found) : { data: [] }
  })
  const someTokens = answer(nothingElse, ({ project, uri, source }, { range }: AboutDocument & { range: LspRange }) =>
    semanticTokens(project, uri, toRange(source, range)),
  )
  connection.languages.semanticTokens.onRange(
    async (params, token) => (await someTokens(params, token)) ?? { data: [] },
  )
}

function registerCompletion(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  projects: Projects,
  client: ClientCapabilities,
  runtime: Runtime,
  answer: Answer,
): void {
  const form = { snippets: client.textDocument?.completion?.completionItem?.snippetSupport === true }
  connection.onCompletion(
    answer(nothingElse, async ({ project, uri, source }, { position }) => {
      const offset = toOffset(source, position)
      const path = runtime.listFolder && pathAt(project, uri, offset)
      if (path === undefined) return complete(project, uri, offset, form)
      return pathItems(path, source, (await runtime.listFolder?.(path.folder, project.main?.source.name ?? uri)) ?? [])
    }),
  )
  connection.onCompletionResolve(async item => {
    const prose = await loadProse()
    const data: ItemData | undefined = item.data
    const document = data && documents.get(data.uri)
    const project = document && projects.snapshot(document)?.project
    const value = data && project ? explainItem(project, data.about, prose) : ''
    return value === '' ? item : { ...item, documentation: { kind: 'markdown', value } }
  })
}

/** What offers changes. */
function registerChanging(connection: Connection, client: ClientCapabilities, answer: Answer): void {
  const versioned = client.workspace?.workspaceEdit?.documentChanges === true
  const form = ({ versions }: Asked): EditForm => (versioned ? { versionOf: uri => versions.get(uri) ?? null } : {})

  connection.onCodeAction(
    answer(nothingElse, (asked, { range, context }) => {
      const { project, diagnostics, uri, source } = asked
      return codeActions(project, diagnostics, uri, toRange(source, range), context.only, form(asked))
    }),
  )
  connection.onDocumentFormatting(answer(nothingElse, ({ project, uri }) => formatting(project, uri)))
  connection.onDocumentRangeFormatting(
    answer(nothingElse, ({ project, uri, source }, { range }) => formatting(project, uri, toRange(source, range))),
  )
  connection.onDocumentOnTypeFormatting(
    answer(nothingElse, ({ project, uri }, { position }) => formattingOnNewLine(project, uri, position)),
  )
  connection.onPrepareRename(
    answer(nothingElse, ({ project, uri, source }, { position }) => {
      const found = prepareRename(project, uri, toOffset(source, position))
      if (found === undefined) return null
      return 'refused' in found ? refuse(found.refused) : found
    }),
  )
  connection.onRenameRequest(
    answer(nothingElse, (asked, { position, newName }) => {
      const found = rename(asked.project, asked.uri, toOffset(asked.source, position), newName, form(asked))
      return 'refused' in found ? refuse(found.refused) : found
    }),
  )
}

/** Editors show the message of a failed request to the user. */
function refuse(message: string): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, message)
}
