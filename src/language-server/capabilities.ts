import { type ClientCapabilities, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver'
import { fixAllKind } from '../language-service/code-actions.js'
import { legend } from '../language-service/semantic-tokens.js'
import { renamedFiles } from './file-renames.js'
import { commands } from './own-requests.js'

/** What the server offers to a client. */
export function capabilities(client: ClientCapabilities): ServerCapabilities {
  const pulls = client.textDocument?.diagnostic !== undefined
  const prepares = client.textDocument?.rename?.prepareSupport === true
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['$', '{', '=', ':', ',', ' ', '/', '%'], resolveProvider: true },
    signatureHelpProvider: { triggerCharacters: [' ', '\t'] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    codeLensProvider: {},
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
    renameProvider: prepares ? { prepareProvider: true } : true,
    semanticTokensProvider: { legend, full: { delta: true }, range: true },
    codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind] },
    executeCommandProvider: { commands: [...commands] },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { willRename: renamedFiles, didRename: renamedFiles },
    },
    ...(pulls && {
      diagnosticProvider: { identifier: 'postfix-lint', interFileDependencies: true, workspaceDiagnostics: true },
    }),
  }
}
