import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'

// Texts that no file holds: what a service really runs with, and the defaults beside it. They follow the files they are
// made from while somebody types.

const scheme = 'postfix-effective'

/** What a virtual document shows: it is the address's query. */
interface Shown {
  readonly uri: string
  readonly service: string
  readonly side: 'effective' | 'compared' | 'defaults'
}

/** The commands that show such documents. */
export function registerVirtualDocuments(client: BaseLanguageClient): readonly vscode.Disposable[] {
  const changed = new vscode.EventEmitter<vscode.Uri>()
  const refresh = (): void => {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const refreshSoon = ({ document }: vscode.TextDocumentChangeEvent): void => {
    if (!document.languageId.startsWith('postfix-') || document.uri.scheme === scheme) return
    clearTimeout(timer)
    timer = setTimeout(refresh, 300)
  }
  return [
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: uri => textOf(client, JSON.parse(uri.query)),
    }),
    vscode.workspace.onDidChangeTextDocument(refreshSoon),
    vscode.commands.registerCommand('postfix-lint.showEffective', () => showEffective(client)),
    vscode.commands.registerCommand('postfix-lint.showComparison', () => showComparison(client)),
  ]
}

async function textOf(client: BaseLanguageClient, { uri, service, side }: Shown): Promise<string> {
  const params = { textDocument: { uri }, service }
  if (side === 'effective') {
    const found = await client.sendRequest<{ text: string } | null>('postfix-lint/effectiveConfiguration', params)
    return found?.text ?? gone(service)
  }
  const found = await client.sendRequest<{ defaults: string; effective: string } | null>(
    'postfix-lint/compareWithDefaults',
    params,
  )
  return (side === 'defaults' ? found?.defaults : found?.effective) ?? gone(service)
}

function gone(service: string): string {
  return `# ${service} is not there any more, or its file was closed.\n`
}

async function showEffective(client: BaseLanguageClient): Promise<void> {
  const at = await serviceAtCursor(client)
  if (at === undefined) return
  const document = await open({ ...at, side: 'effective' })
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true })
}

async function showComparison(client: BaseLanguageClient): Promise<void> {
  const at = await serviceAtCursor(client)
  if (at === undefined) return
  const [before, after] = await Promise.all([open({ ...at, side: 'defaults' }), open({ ...at, side: 'compared' })])
  await vscode.commands.executeCommand('vscode.diff', before.uri, after.uri, `${at.service}: defaults ↔ effective`)
}

/** The service that the cursor is in; in main.cf, what all services share. */
async function serviceAtCursor(client: BaseLanguageClient): Promise<Omit<Shown, 'side'> | undefined> {
  const editor = vscode.window.activeTextEditor
  if (editor === undefined) return undefined
  const uri = editor.document.uri.toString()
  const found = await client.sendRequest<{ title: string } | null>('postfix-lint/effectiveConfiguration', {
    textDocument: { uri },
    // What goes to a web worker is copied as it is: it has to be plain.
    position: client.code2ProtocolConverter.asPosition(editor.selection.active),
  })
  if (found !== null) return { uri, service: found.title }
  void vscode.window.showInformationMessage('There is no service at the cursor: put it into an entry of master.cf.')
  return undefined
}

async function open(shown: Shown): Promise<vscode.TextDocument> {
  const name = `${shown.service.replaceAll('/', '-')} (${shown.side === 'defaults' ? 'defaults' : 'effective'})`
  const uri = vscode.Uri.from({ scheme, path: name, query: JSON.stringify(shown) })
  return vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), 'postfix-main')
}
