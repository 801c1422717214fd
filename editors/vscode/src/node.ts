import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { startExtension } from './extension.js'
import { clientName } from './names.js'

// The extension where VS Code runs Node: the server is a process of its own.

/** Called by VS Code. */
export function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.cjs')
  return startExtension(
    context,
    options => new LanguageClient(clientName.id, clientName.title, { module, transport: TransportKind.ipc }, options),
  )
}
