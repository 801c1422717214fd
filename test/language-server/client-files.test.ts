import { afterEach, describe, expect, it } from 'vitest'
import type { Diagnostic, WorkspaceDiagnosticReport } from 'vscode-languageserver'
import { startClient, type TestClient } from './client.js'

// A client that has files the server does not see: those of a browser, or of a file system of its own.

let client: TestClient | undefined
afterEach(async () => {
  await client?.stop()
  client = undefined
})

const experimental = { postfixLint: { files: true } }
const root = 'vscode-vfs://example/etc/'
const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code)

/** A client with such files; what was asked for is kept. */
async function withFiles(files: Readonly<Record<string, string>>, capabilities: object = { experimental }) {
  const started = await startClient({ capabilities })
  client = started
  const asked: string[] = []
  started.connection.onRequest('postfix-lint/readFile', ({ uri }: { uri: string }) => {
    asked.push(uri)
    const text = files[uri.slice(root.length)]
    return text === undefined ? null : { text }
  })
  started.connection.onRequest('postfix-lint/findFiles', ({ names }: { names: string[] }) => ({
    uris: Object.keys(files).flatMap(name => (names.includes(name) ? [root + name] : [])),
  }))
  const open = (name: string, text: string) =>
    started.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: root + name, languageId: '', version: 1, text },
    })
  const findings = async (name: string) => {
    for (let seen = 0; ; seen++) {
      while (started.published.length <= seen) await new Promise(resolve => setTimeout(resolve, 20))
      const found = started.published[seen]
      if (found?.uri === root + name) return codes(found.diagnostics)
    }
  }
  return { started, asked, open, findings }
}

describe('files of the client', () => {
  it('are asked for: the other file, the settings, the tables', async () => {
    const { asked, open, findings } = await withFiles({
      'main.cf': 'transport_maps = hash:/etc/postfix/routes\nalias_maps = hash:/etc/postfix/../../secret\n',
      'postfix-lint.config.json': '{ "rules": { "bad-boolean": "off" } }',
    })
    await open('routes', '@example.com smtp:\n')
    expect(await findings('routes')).toContain('key-never-matches')
    expect(asked).toContain(`${root}main.cf`)
    expect(asked).toContain(`${root}master.cf`)
    expect(asked).toContain(`${root}postfix-lint.config.json`)
    expect(asked.join('\n')).not.toContain('secret')
  })

  it('give findings for the whole workspace', async () => {
    const { started } = await withFiles(
      { 'main.cf': 'smtpd_helo_required = maybe\n', 'notes.txt': '' },
      { experimental, textDocument: { diagnostic: {} }, workspace: { workspaceFolders: true } },
    )
    started.connection.onRequest('workspace/workspaceFolders', () => [{ uri: root.slice(0, -1), name: 'etc' }])
    const report: WorkspaceDiagnosticReport = await started.connection.sendRequest('workspace/diagnostic', {
      previousResultIds: [],
    })
    expect(report.items.map(item => [item.uri, item.kind === 'full' && codes(item.items)])).toEqual([
      [`${root}main.cf`, ['bad-boolean']],
    ])
  })

  it('are not asked for when the client does not say that it has them, or when the server sees them itself', async () => {
    const { asked, open, findings } = await withFiles({ 'master.cf': 'smtp unix - - y - - smtp\n' }, {})
    await open('main.cf', 'default_transport = slow:\n')
    expect(await findings('main.cf')).not.toContain('undefined-transport')
    expect(asked).toEqual([])
    await client?.stop()
    const other = await withFiles({})
    other.started.open('main.cf', 'smtpd_helo_required = maybe\n')
    expect(codes((await other.started.findings('main.cf')).diagnostics)).toContain('bad-boolean')
    expect(other.asked).toEqual([])
  })
})
