import { type ExtensionContext, Uri, workspace } from 'vscode'
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser'
import { startExtension } from './extension.js'
import { clientName } from './names.js'

// The extension in a browser: the server is a web worker.

// This project is compiled without the types of browsers.
type WebWorker = ConstructorParameters<typeof BrowserMessageWriter>[0] & { terminate(): void }
declare const Worker: new (script: string) => WebWorker

/** Called by VS Code. */
export function activate(context: ExtensionContext): Promise<void> {
  let worker: WebWorker | undefined
  const start = async () => {
    // After a restart there is an old one.
    worker?.terminate()
    const started = new Worker(await scriptAddress(Uri.joinPath(context.extensionUri, 'dist/server-worker.js')))
    worker = started
    return { reader: new BrowserMessageReader(started), writer: new BrowserMessageWriter(started) }
  }
  context.subscriptions.push({ dispose: () => worker?.terminate() })
  return startExtension(context, options => new LanguageClient(clientName.id, clientName.title, start, options))
}

/** What a worker can be started from: VS Code starts none from the address of an extension that lies on another machine. */
async function scriptAddress(script: Uri): Promise<string> {
  if (script.scheme !== 'vscode-remote') return script.toString(true)
  const bytes = await workspace.fs.readFile(script)
  return URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: 'text/javascript' }))
}
