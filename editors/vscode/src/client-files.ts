import * as vscode from 'vscode'
import type { BaseLanguageClient, ClientCapabilities, StaticFeature } from 'vscode-languageclient'

// The server asks for files that it does not see itself: all of them when it is a web worker, and those of a file system
// that another extension provides. See docs/editor.md.

/** Larger files are no configuration. */
const maximumSize = 16 * 1024 * 1024
const mostFiles = 1000

/** Tells the server that it may ask. */
export const filesFeature: StaticFeature = {
  fillClientCapabilities(capabilities: ClientCapabilities) {
    capabilities.experimental = { ...capabilities.experimental, postfixLint: { files: true } }
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
}

/** Answers the server's questions about files. */
export function answerFileRequests(client: BaseLanguageClient): readonly vscode.Disposable[] {
  return [
    client.onRequest('postfix-lint/readFile', ({ uri, within }: { uri: string; within?: string }) =>
      read(vscode.Uri.parse(uri), within !== undefined).then(
        text => ({ text }),
        () => null,
      ),
    ),
    client.onRequest('postfix-lint/findFiles', async ({ folder, names }: { folder: string; names: string[] }) => {
      const pattern = new vscode.RelativePattern(vscode.Uri.parse(folder), `**/{${names.join(',')}}`)
      const found = await vscode.workspace.findFiles(pattern, undefined, mostFiles)
      return { uris: found.map(uri => uri.toString()) }
    }),
  ]
}

/** @throws when there is no such file, or it is none to be read */
async function read(uri: vscode.Uri, mayNotLeadElsewhere: boolean): Promise<string> {
  const { type, size } = await vscode.workspace.fs.stat(uri)
  const isLink = (type & vscode.FileType.SymbolicLink) !== 0
  if ((type & vscode.FileType.File) === 0 || size > maximumSize || (isLink && mayNotLeadElsewhere)) {
    throw vscode.FileSystemError.Unavailable(uri)
  }
  const bytes = await vscode.workspace.fs.readFile(uri)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // Each byte a character, as the server reads files itself.
    return Array.from(bytes, byte => String.fromCharCode(byte)).join('')
  }
}
