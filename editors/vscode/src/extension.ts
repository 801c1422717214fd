import * as vscode from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'

const languages = ['postfix-main', 'postfix-master']
const section = 'postfix-lint'

/** Starts the language server that is bundled with the extension. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.cjs')
  const client = new LanguageClient(
    section,
    'Postfix Lint',
    { module, transport: TransportKind.ipc },
    { documentSelector: languages.flatMap(language => ['file', 'untitled'].map(scheme => ({ scheme, language }))) },
  )
  const status = createStatus()
  context.subscriptions.push(
    client,
    status.item,
    vscode.commands.registerCommand('postfix-lint.restart', () => client.restart()),
    ...effectiveConfigurations(client),
    vscode.window.onDidChangeActiveTextEditor(status.update),
    vscode.languages.onDidChangeDiagnostics(status.update),
    vscode.workspace.onDidChangeConfiguration(status.update),
  )
  status.update()
  await client.start()
}

/** Shows the release that is judged by, and how much was found in the file in front. */
function createStatus(): { readonly item: vscode.Disposable; readonly update: () => void } {
  const item = vscode.languages.createLanguageStatusItem(
    section,
    languages.map(language => ({ language })),
  )
  item.name = 'Postfix Lint'
  item.command = { command: 'workbench.action.openSettings', title: 'Settings', arguments: [section] }
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document
    if (document === undefined) return
    const settings = vscode.workspace.getConfiguration(section, document.uri)
    const version = settings.get('postfixVersion', '')
    const count = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === section).length
    item.text = `Postfix ${version === '' ? '(newest)' : version}`
    item.detail = count === 0 ? 'nothing found' : count === 1 ? '1 finding' : `${count} findings`
    item.severity = count === 0 ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Warning
  }
  return { item, update }
}

/** The command that shows what the service at the cursor runs with, as a document that nobody can change. */
function effectiveConfigurations(client: LanguageClient): readonly vscode.Disposable[] {
  const scheme = 'postfix-effective'
  const texts = new Map<string, string>()
  const show = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor
    if (editor === undefined) return
    const found: { readonly title: string; readonly text: string } | null = await client.sendRequest(
      'postfix-lint/effectiveConfiguration',
      { textDocument: { uri: editor.document.uri.toString() }, position: editor.selection.active },
    )
    if (found === null) {
      void vscode.window.showInformationMessage('There is no service at the cursor.')
      return
    }
    const name = `${found.title.replaceAll('/', '-')} (effective)`
    const uri = vscode.Uri.from({ scheme, path: name, query: String(texts.size) })
    texts.set(uri.toString(), found.text)
    const document = await vscode.workspace.openTextDocument(uri)
    await vscode.languages.setTextDocumentLanguage(document, 'postfix-main')
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true })
  }
  return [
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: uri => texts.get(uri.toString()),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
    vscode.commands.registerCommand('postfix-lint.showEffective', show),
  ]
}
