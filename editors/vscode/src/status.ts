import * as vscode from 'vscode'
import { type BaseLanguageClient, State } from 'vscode-languageclient'
import { clientName } from './names.js'

/** The Postfix that a document is judged for, as the server says it. */
interface Target {
  readonly postfixVersion: string
  readonly profile: string
  readonly settingsFile?: string
  readonly releases: readonly string[]
}

const setting = 'postfixVersion'

/** Shows the release that is judged by and how much was found in the file in front; a click chooses another release. */
export function registerStatus(
  client: BaseLanguageClient,
  selector: readonly vscode.DocumentFilter[],
): readonly vscode.Disposable[] {
  const item = vscode.languages.createLanguageStatusItem(clientName.id, selector)
  item.name = clientName.title
  item.command = { command: 'postfix-lint.chooseVersion', title: 'Choose release' }
  const bar = vscode.window.createStatusBarItem(clientName.id, vscode.StatusBarAlignment.Right, 100)
  bar.name = clientName.title
  bar.command = 'postfix-lint.chooseVersion'

  const documentInFront = (): vscode.TextDocument | undefined => {
    const document = vscode.window.activeTextEditor?.document
    return document && vscode.languages.match(selector, document) > 0 ? document : undefined
  }
  const update = async (): Promise<void> => {
    const document = documentInFront()
    if (document === undefined) {
      bar.hide()
      return
    }
    const target = await targetOf(client, document.uri)
    if (documentInFront() !== document) return
    if (target === undefined) {
      item.text = bar.text = `${clientName.title} is not running`
      item.detail = ''
      bar.tooltip = 'Its output channel says why.'
      bar.show()
      return
    }
    const release = `Postfix ${target.postfixVersion}`
    const found = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === clientName.id)
    const count = found.length === 0 ? 'nothing found' : found.length === 1 ? '1 finding' : `${found.length} findings`
    const isBad = found.some(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    item.text = release
    item.detail = count
    item.severity = isBad ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information
    bar.text = `$(${found.length === 0 ? 'pass' : 'warning'}) ${release}: ${count}`
    bar.tooltip = tooltip(target, count)
    bar.show()
  }
  const soon = debounced(update)
  soon()
  return [
    item,
    bar,
    client.onDidChangeState(({ newState }) => newState === State.Running && soon()),
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.languages.onDidChangeDiagnostics(soon),
    vscode.workspace.onDidChangeConfiguration(soon),
    vscode.workspace.onDidSaveTextDocument(soon),
    vscode.commands.registerCommand('postfix-lint.chooseVersion', () => chooseVersion(client)),
  ]
}

async function targetOf(client: BaseLanguageClient, uri: vscode.Uri): Promise<Target | undefined> {
  if (!client.isRunning()) return undefined
  const params = { textDocument: { uri: uri.toString() } }
  const target = await client.sendRequest<Target | null>('postfix-lint/target', params).catch(() => null)
  return target ?? undefined
}

function tooltip({ postfixVersion, profile }: Target, count: string): string {
  const build = profile === 'debian' ? ", as Debian's packages build it" : ''
  return `${clientName.title}: judged for Postfix ${postfixVersion}${build}; ${count}. Click to choose another release.`
}

/** Asks for a release, and writes it where it counts: the folder's settings file wins over those of VS Code. */
async function chooseVersion(client: BaseLanguageClient): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri
  const target = uri && (await targetOf(client, uri))
  if (target === undefined) {
    void vscode.window.showInformationMessage('Open a main.cf or master.cf first.')
    return
  }
  if (target.settingsFile !== undefined) {
    const open = 'Open it'
    const message = `The release is set in ${vscode.workspace.asRelativePath(vscode.Uri.parse(target.settingsFile))}.`
    if ((await vscode.window.showInformationMessage(message, open)) === open) {
      await vscode.window.showTextDocument(vscode.Uri.parse(target.settingsFile))
    }
    return
  }
  const newest = {
    label: 'Newest stable release',
    description: 'on the mail server itself, the one that is installed',
    value: '',
  }
  const releases = target.releases.map(release => ({
    label: `Postfix ${branchOf(release)}`,
    description: release === target.postfixVersion ? `${release}, chosen now` : release,
    value: branchOf(release),
  }))
  const chosen = await vscode.window.showQuickPick([newest, ...releases], {
    title: 'Which Postfix is the configuration for?',
    placeHolder: 'postconf mail_version says which one is installed',
  })
  if (chosen === undefined) return
  const { ConfigurationTarget, workspace } = vscode
  const place = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global
  await workspace.getConfiguration(clientName.id).update(setting, chosen.value, place)
}

function branchOf(release: string): string {
  return release.split(/[.-]/, 2).join('.')
}

/** Many events come at once; one look is enough. */
function debounced(run: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), 100)
  }
}
