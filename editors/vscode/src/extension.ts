import * as vscode from 'vscode'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import { answerFileRequests, filesFeature } from './client-files.js'
import { openExample } from './example.js'
import { registerLookup } from './lookup.js'
import { languages } from './names.js'
import { registerStatus } from './status.js'
import { adoptTables } from './table-languages.js'
import { registerVirtualDocuments } from './virtual-documents.js'

/** Starts the client that a place has (Node, or a browser), and all that the extension adds to it. */
export async function startExtension(
  context: vscode.ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<void> {
  const schemes = fileSchemes()
  const documentSelector = languages.flatMap(language => schemes.map(scheme => ({ scheme, language })))
  const client = createClient({ documentSelector })
  client.registerFeature(filesFeature)
  context.subscriptions.push(
    client,
    ...answerFileRequests(client),
    ...registerStatus(client, documentSelector),
    ...registerVirtualDocuments(client),
    ...adoptTables(client, schemes),
    registerLookup(client),
    vscode.commands.registerCommand('postfix-lint.restart', async () => {
      if (client.isRunning()) await client.stop()
      await client.start()
    }),
    vscode.commands.registerCommand('postfix-lint.openExample', openExample),
  )
  await client.start()
}

/** Where texts of the user lie: not what other extensions show read-only (`git:`), nor our own virtual documents. */
function fileSchemes(): readonly string[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)
  return [...new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', ...folders])]
}
