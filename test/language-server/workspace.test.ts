import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  CancellationTokenSource,
  type Diagnostic,
  type Hover,
  LSPErrorCodes,
  type WorkspaceDiagnosticReport,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { type ClientOptions, startClient, type TestClient } from './client.js'

// What an editor tells of its folders and of files on disk, and what it is told in return.

const clients: TestClient[] = []

async function start(options: ClientOptions = {}): Promise<TestClient> {
  const client = await startClient(options)
  clients.push(client)
  return client
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map(client => client.stop()))
})

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code)
const watching = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } } }

describe('tables that are renamed', () => {
  const main =
    'alias_maps = hash:/etc/postfix/names\nlocal_recipient_maps = proxy:hash:${config_directory}/names unix:passwd.byname\n' +
    'header_checks = pcre:/etc/postfix/maps/heads\nsmtpd_client_restrictions = check_client_access cidr:/etc/postfix/maps/nets\n'
  const master = 'smtp inet n - n - - smtpd\n  -o header_checks=pcre:/etc/postfix/maps/heads\n'
  const files = { 'main.cf': main, 'master.cf': master }

  async function renamed(client: TestClient, from: string, to: string): Promise<Record<string, string> | null> {
    const edit: WorkspaceEdit | null = await client.connection.sendRequest('workspace/willRenameFiles', {
      files: [{ oldUri: client.uri(from), newUri: client.uri(to) }],
    })
    if (edit === null) return null
    const texts: Record<string, string> = {}
    for (const [name, text] of Object.entries(files)) {
      const edits = edit.changes?.[client.uri(name)]
      if (edits) texts[name] = TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits)
    }
    return texts
  }

  it('are renamed where main.cf and master.cf name them', async () => {
    const client = await start({ files })
    expect(client.initialized.capabilities.workspace?.fileOperations).toHaveProperty('willRename')
    expect(await renamed(client, 'names', 'aliases')).toEqual({
      'main.cf': main.replaceAll('/names', '/aliases'),
    })
    expect(await renamed(client, 'maps/heads', 'heads.pcre')).toEqual({
      'main.cf': main.replace('maps/heads', 'heads.pcre'),
      'master.cf': master.replace('maps/heads', 'heads.pcre'),
    })
  })

  it('are found in a folder that is renamed', async () => {
    const client = await start({ files })
    expect(await renamed(client, 'maps', 'tables')).toEqual({
      'main.cf': main.replaceAll('/maps/', '/tables/'),
      'master.cf': master.replace('/maps/', '/tables/'),
    })
  })

  it('stay as they are named when nothing names them, they leave the folder, or a value cannot hold the name', async () => {
    const client = await start({ files })
    expect(await renamed(client, 'notes', 'letters')).toBeNull()
    expect(await renamed(client, 'names', '../names')).toBeNull()
    expect(await renamed(client, 'names', 'my names')).toBeNull()
  })

  it('come with the version of an open main.cf', async () => {
    const client = await start({ files, capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } })
    client.open('main.cf', main)
    client.change('main.cf', `\n${main}`)
    const edit: WorkspaceEdit = await client.connection.sendRequest('workspace/willRenameFiles', {
      files: [{ oldUri: client.uri('maps/nets'), newUri: client.uri('maps/clients') }],
    })
    expect(edit.documentChanges).toMatchObject([
      {
        textDocument: { uri: client.uri('main.cf'), version: 2 },
        edits: [{ newText: 'maps/clients', range: { start: { line: 4 } } }],
      },
    ])
  })

  it('are read under the new name afterwards', async () => {
    const client = await start({ files: { 'main.cf': '', 'master.cf': 'smtp unix - - y - - smtp\n' } })
    client.open('main.cf', 'default_transport = slow:\n')
    expect(codes((await client.findings('main.cf')).diagnostics)).toContain('undefined-transport')
    rmSync(client.path('master.cf'))
    const rename = [{ oldUri: client.uri('master.cf'), newUri: client.uri('old') }]
    await client.connection.sendNotification('workspace/didRenameFiles', { files: rename })
    expect(codes((await client.findings('main.cf')).diagnostics)).not.toContain('undefined-transport')
  })
})

describe('files on disk', () => {
  it('are watched: configurations from the start, tables once they are named', async () => {
    const client = await start({ capabilities: watching, files: { routes: 'a@example.com b\n' } })
    const watched = () => client.registered.flatMap(({ registerOptions }) => registerOptions?.watchers ?? [])
    await vi.waitFor(() => expect(watched()).toContainEqual({ globPattern: '**/main.cf' }))
    client.open('main.cf', 'transport_maps = hash:/etc/postfix/routes\n')
    await client.findings('main.cf')
    const ofTable = { globPattern: { baseUri: client.uri('routes').replace('/routes', ''), pattern: 'routes' } }
    await vi.waitFor(() => expect(watched()).toContainEqual(ofTable))
    client.change('main.cf', '\ntransport_maps = hash:/etc/postfix/routes\n')
    await client.findings('main.cf')
    expect(watched().filter(({ globPattern }) => globPattern.pattern === 'routes')).toHaveLength(1)
  })

  it('are read again when a table changes', async () => {
    const main = 'virtual_alias_domains = example.org\nvirtual_alias_maps = hash:/etc/postfix/virtual\n'
    const client = await start({ capabilities: watching, files: { virtual: 'a@example.org b@example.com\n' } })
    client.open('main.cf', main)
    const before = codes((await client.findings('main.cf')).diagnostics)
    expect(before).not.toContain('alias-domain-without-alias')
    writeFileSync(client.path('virtual'), 'a@example.net b@example.com\n')
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('virtual'), type: 2 }],
    })
    expect(codes((await client.findings('main.cf')).diagnostics)).toContain('alias-domain-without-alias')
  })

  it('make an editor ask again for what it shows', async () => {
    const refreshing = { refreshSupport: true }
    const client = await start({
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: {
          diagnostics: refreshing,
          semanticTokens: refreshing,
          inlayHint: refreshing,
          codeLens: refreshing,
        },
      },
    })
    const asked = new Set<string>()
    const methods = ['codeLens', 'diagnostic', 'inlayHint', 'semanticTokens'].map(what => `workspace/${what}/refresh`)
    for (const method of methods) {
      client.connection.onRequest(method, () => {
        asked.add(method)
        return null
      })
    }
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { preset: 'all' } })
    await vi.waitFor(() => expect([...asked].sort()).toEqual(methods))
  })
})

describe('the whole workspace', () => {
  const files = { 'main.cf': 'smtpd_helo_required = maybe\n', 'master.cf': 'smtp inet n - y - - smtpd\n' }
  const pulling = { textDocument: { diagnostic: {} } }

  it('is answered in parts, with progress, to an editor that wants that', async () => {
    const client = await start({ files, capabilities: pulling })
    const heard = new Map<unknown, { kind?: string; items?: WorkspaceDiagnosticReport['items'] }[]>()
    client.connection.onNotification('$/progress', ({ token, value }: { token: string; value: object }) => {
      heard.set(token, [...(heard.get(token) ?? []), value])
    })
    const report: WorkspaceDiagnosticReport = await client.connection.sendRequest('workspace/diagnostic', {
      previousResultIds: [],
      partialResultToken: 'parts',
      workDoneToken: 'work',
    })
    expect(report.items).toEqual([])
    expect(heard.get('parts')?.map(({ items }) => items?.map(({ uri }) => uri))).toEqual([
      [client.uri('main.cf')],
      [client.uri('master.cf')],
    ])
    expect(heard.get('work')?.map(({ kind }) => kind)).toEqual(['begin', 'report', 'report', 'end'])
  })

  it('has the tables that are open in it', async () => {
    const client = await start({
      files: { 'main.cf': 'transport_maps = hash:/etc/postfix/routes\n' },
      capabilities: pulling,
    })
    client.open('routes', '@example.com smtp:\n')
    client.open('notes', 'nothing of ours\n')
    const { items }: WorkspaceDiagnosticReport = await client.connection.sendRequest('workspace/diagnostic', {
      previousResultIds: [],
    })
    const found = items.map(item => [item.uri, item.kind === 'full' ? codes(item.items) : []])
    expect(found).toContainEqual([client.uri('routes'), expect.arrayContaining(['key-never-matches'])])
    expect(found.map(([uri]) => uri)).not.toContain(client.uri('notes'))
  })

  it('is looked through again when there are other files or folders', async () => {
    const client = await start({
      files,
      capabilities: { ...pulling, workspace: { ...watching.workspace, workspaceFolders: true } },
    })
    let folder = ''
    client.connection.onRequest('workspace/workspaceFolders', () => [{ uri: client.uri(folder), name: '' }])
    const uris = async () => {
      const { items }: WorkspaceDiagnosticReport = await client.connection.sendRequest('workspace/diagnostic', {
        previousResultIds: [],
      })
      return items.map(({ uri }) => uri)
    }
    expect(await uris()).toEqual([client.uri('main.cf'), client.uri('master.cf')])
    mkdirSync(client.path('b'))
    writeFileSync(client.path('b/main.cf'), '')
    expect(await uris()).toHaveLength(2)
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('b/main.cf'), type: 1 }],
    })
    expect(await uris()).toHaveLength(3)
    folder = 'b'
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [] },
    })
    expect(await uris()).toEqual([client.uri('b/main.cf')])
  })

  it('is given up when nobody wants it any more', async () => {
    const client = await start({ files, capabilities: pulling })
    // So many that they take a while, on whatever machine: the word that ends it has to come before.
    const many = 400
    const main = files['main.cf'] + 'smtpd_helo_required = maybe\n'.repeat(40)
    for (let number = 0; number < many; number++) {
      mkdirSync(client.path(`c${number}`))
      writeFileSync(client.path(`c${number}/main.cf`), main)
    }
    let seen = 0
    const cancel = new CancellationTokenSource()
    client.connection.onNotification('$/progress', () => {
      if (++seen === 3) cancel.cancel()
    })
    const params = { previousResultIds: [], partialResultToken: 'parts' }
    await client.connection.sendRequest('workspace/diagnostic', params, cancel.token).catch(() => undefined)
    expect(seen).toBeGreaterThanOrEqual(3)
    expect(seen).toBeLessThan(many)
  })
})

describe('a question', () => {
  it('that is taken back is not answered', async () => {
    const cancel = new CancellationTokenSource()
    const isTakenBack = new Promise<void>(resolve => cancel.token.onCancellationRequested(() => resolve()))
    const client = await start({
      capabilities: { workspace: { configuration: true } },
      // Nothing is answered before the settings are known.
      settings: () => isTakenBack,
    })
    client.open('main.cf', 'relayhost =\n')
    const params = { textDocument: { uri: client.uri('main.cf') }, position: { line: 0, character: 2 } }
    const answer = client.connection.sendRequest('textDocument/hover', params, cancel.token)
    cancel.cancel()
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled })
  })

  it('about a text that changes meanwhile is refused, not answered for another', async () => {
    const client = await start({ capabilities: { workspace: { configuration: true } }, settings: () => ({}) })
    client.open('main.cf', 'relayhost =\n')
    const params = { textDocument: { uri: client.uri('main.cf') }, position: { line: 0, character: 2 } }
    const first = client.connection.sendRequest('textDocument/hover', params)
    client.change('main.cf', 'myhostname = a.example.com\n')
    await expect(first).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified })
    const second: Hover | null = await client.connection.sendRequest('textDocument/hover', params)
    expect(JSON.stringify(second)).toContain('myhostname')
  })
})

describe('a text that was never saved', () => {
  it.each([
    ['postfix-main', 'smtpd_helo_required = maybe\n', 'bad-boolean'],
    ['postfix-master', 'smtp inet n - maybe - - smtpd\n', 'bad-column'],
    ['postfix-regexp', '/^Subject: (/ WARN\n', 'bad-pattern'],
  ])('is judged by its language %s', async (languageId, text, code) => {
    const client = await start()
    const uri = 'untitled:Untitled-1'
    await client.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    })
    await vi.waitFor(() => {
      const found = client.published.filter(params => params.uri === uri).flatMap(({ diagnostics }) => diagnostics)
      expect(codes(found)).toContain(code)
    }, 50_000)
  })
})
