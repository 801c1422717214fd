import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'

/** What the server says of a lookup (docs/query.md). */
interface LookupAnswer {
  readonly answer: 'found' | 'none' | 'failed' | 'undecided'
  readonly value?: string
  readonly isSecret?: boolean
  readonly steps: readonly { readonly key: string; readonly form: string; readonly answer: string }[]
  readonly lines: readonly { readonly start: vscode.Position; readonly end: vscode.Position }[]
  readonly messages: readonly string[]
}

/** The command that asks for a key and shows what the table in front answers to it, and at which line. */
export function registerLookup(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('postfix-lint.lookUpKey', async () => {
    const editor = vscode.window.activeTextEditor
    if (editor === undefined) return
    const key = await vscode.window.showInputBox({
      title: 'What does this table answer?',
      prompt: 'An address, a domain, a host, or a line of text for patterns',
    })
    if (key === undefined || key === '') return
    const params = { textDocument: { uri: editor.document.uri.toString() }, key }
    const found = await client.sendRequest<LookupAnswer | null>('postfix-lint/lookup', params)
    if (found === null) {
      void vscode.window.showInformationMessage('This file is no lookup table that can be asked.')
      return
    }
    const [line] = found.lines
    if (line !== undefined) {
      const range = new vscode.Range(line.start.line, line.start.character, line.end.line, line.end.character)
      editor.selection = new vscode.Selection(range.start, range.end)
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport)
    }
    void vscode.window
      .showInformationMessage(sentence(found), ...(found.messages.length > 0 ? ['Show more'] : []))
      .then(more => {
        if (more !== undefined) void vscode.window.showWarningMessage(found.messages.join('\n'), { modal: true })
      })
  })
}

function sentence({ answer, value, isSecret, steps }: LookupAnswer): string {
  const asked = steps.map(({ key }) => key).join(', ')
  switch (answer) {
    case 'found':
      return `${steps.at(-1)?.key}: ${isSecret ? 'found; the answer is a secret' : value} (asked for ${asked})`
    case 'none':
      return `Not found (asked for ${asked})`
    case 'failed':
      return 'Postfix stops at this table, or defers the mail.'
    case 'undecided':
      return 'Only Postfix itself can tell.'
    default:
      return answer satisfies never
  }
}
