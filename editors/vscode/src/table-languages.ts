import * as vscode from 'vscode'
import { type BaseLanguageClient, State } from 'vscode-languageclient'

/** A file of another language was chosen to be that, and is left alone. */
const unclaimed = ['plaintext', 'properties', 'ini']

/** Gives the files that main.cf names as tables their language, once they are opened. */
export function adoptTables(client: BaseLanguageClient, schemes: readonly string[]): readonly vscode.Disposable[] {
  const seen = new Set<string>()
  const adopt = async (document: vscode.TextDocument): Promise<void> => {
    const uri = document.uri.toString()
    if (!client.isRunning() || !schemes.includes(document.uri.scheme) || document.isUntitled) return
    if (!unclaimed.includes(document.languageId) || seen.has(uri)) return
    // Once: somebody who takes another language for it means that.
    seen.add(uri)
    const params = { textDocument: { uri } }
    const found = await client
      .sendRequest<{ languageId: string } | null>('postfix-lint/languageOf', params)
      .catch(() => null)
    if (found) await vscode.languages.setTextDocumentLanguage(document, found.languageId)
  }
  const adoptAll = (): void => vscode.workspace.textDocuments.forEach(document => void adopt(document))
  return [
    client.onDidChangeState(({ newState }) => newState === State.Running && adoptAll()),
    vscode.workspace.onDidOpenTextDocument(document => void adopt(document)),
  ]
}
