import { mkdirSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type {
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver'
import { type ClientOptions, startClient, type TestClient } from './client.js'

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

describe('findings', () => {
  it('come with the version they belong to, and follow the typing', async () => {
    const client = await start()
    client.open('main.cf', 'smtpd_helo_required = maybe\n')
    const first = await client.findings('main.cf')
    expect(first.version).toBe(1)
    expect(codes(first.diagnostics)).toContain('bad-boolean')
    expect(first.diagnostics[0]?.range).toEqual({ start: { line: 0, character: 22 }, end: { line: 0, character: 27 } })
    client.change('main.cf', 'smtpd_helo_required = yes\n')
    const second = await client.findings('main.cf')
    expect(second.version).toBe(2)
    expect(codes(second.diagnostics)).not.toContain('bad-boolean')
  })

  it('never put one version’s findings under another’s number', async () => {
    const client = await start()
    client.open('main.cf', '')
    let last = 1
    for (let turn = 0; turn < 200; turn++) {
      last = client.change('main.cf', `${'\n'.repeat(turn + 2)}smtpd_helo_required = maybe\n`)
      const typed = last
      if (turn % 20 === 0) await client.findings('main.cf', ({ version }) => version === typed)
    }
    await client.findings('main.cf', ({ version }) => version === last)
    expect(client.published.length).toBeGreaterThan(10)
    for (const { version, diagnostics } of client.published) {
      const found = diagnostics.find(({ code }) => code === 'bad-boolean')
      if (found) expect(found.range.start.line).toBe(version)
    }
  })

  it('see the sibling on disk, and what is typed into it but not saved', async () => {
    const client = await start({ files: { 'master.cf': 'smtp unix - - y - - smtp\nslow unix - - y - - smtp\n' } })
    client.open('main.cf', 'default_transport = slow:\n')
    expect(codes((await client.findings('main.cf')).diagnostics)).not.toContain('undefined-transport')
    client.open('master.cf', 'smtp unix - - y - - smtp\nsnail unix - - y - - smtp\n')
    const after = await client.findings('main.cf')
    expect(codes(after.diagnostics)).toContain('undefined-transport')
    // Closing it without saving brings back what is on disk.
    client.close('master.cf')
    const back = await client.findings('main.cf')
    expect(codes(back.diagnostics)).not.toContain('undefined-transport')
  })

  it('go away when the file is closed', async () => {
    const client = await start()
    client.open('main.cf', 'smtpd_helo_required = maybe\n')
    await client.findings('main.cf')
    client.close('main.cf')
    expect((await client.findings('main.cf')).diagnostics).toEqual([])
  })

  it('are there for a file of another name when the editor says what it is', async () => {
    const client = await start()
    client.open('relay.conf', 'smtpd_helo_required = maybe\n', 'postfix-main')
    expect(codes((await client.findings('relay.conf')).diagnostics)).toContain('bad-boolean')
  })

  it('can be asked for', async () => {
    const client = await start({ capabilities: { textDocument: { diagnostic: { relatedDocumentSupport: true } } } })
    expect(client.initialized.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true })
    client.open('main.cf', 'smtpd_helo_required = maybe\n')
    client.open('master.cf', 'smtp inet n - y - - smtpd\n  -o smtpd_delay_reject=perhaps\n')
    const ask = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      client.connection.sendRequest('textDocument/diagnostic', {
        textDocument: { uri: client.uri('main.cf') },
        ...(previousResultId && { previousResultId }),
      })
    const report = await ask()
    if (report.kind !== 'full') throw new Error('not full')
    expect(codes(report.items)).toContain('bad-boolean')
    expect(Object.keys(report.relatedDocuments ?? {})).toEqual([client.uri('master.cf')])
    expect((await ask(report.resultId)).kind).toBe('unchanged')
    client.change('main.cf', 'smtpd_helo_required = yes\n')
    const after = await ask(report.resultId)
    expect(after.kind === 'full' && codes(after.items)).not.toContain('bad-boolean')
    expect(client.published).toEqual([])
  })
})

describe('files under other names', () => {
  it.each([
    ['# vim: set ft=pfmain :\nsmtpd_helo_required = maybe\n'],
    ['smtpd_helo_required = maybe\n# -*- mode: postfix-main -*-\n'],
    ['# -*- postfix-main -*-\nsmtpd_helo_required = maybe\n'],
  ])('are known by a comment for editors: %j', async text => {
    const client = await start()
    client.open('relay.conf', text)
    expect(codes((await client.findings('relay.conf')).diagnostics)).toContain('bad-boolean')
  })

  it('are left alone when nobody says what they are', async () => {
    const client = await start()
    client.open('relay.conf', 'smtpd_helo_required = maybe\n')
    client.open('main.cf', '')
    await client.findings('main.cf')
    expect(client.published.map(({ uri }) => uri)).toEqual([client.uri('main.cf')])
  })
})

describe('several folders', () => {
  it('hold configurations that know nothing of each other', async () => {
    const client = await start()
    client.open('a/main.cf', 'default_transport = slow:\n')
    client.open('a/master.cf', 'smtp unix - - y - - smtp\nslow unix - - y - - smtp\n')
    client.open('b/main.cf', 'default_transport = slow:\n')
    client.open('b/master.cf', 'smtp unix - - y - - smtp\n')
    const undefinedIn = async (name: string) =>
      codes((await client.findings(name)).diagnostics).includes('undefined-transport')
    expect([await undefinedIn('a/main.cf'), await undefinedIn('b/main.cf')]).toEqual([false, true])
  })
})

describe('the whole workspace', () => {
  it('can be asked for, with what is not open and what is open but not saved', async () => {
    const client = await start({
      capabilities: { textDocument: { diagnostic: {} } },
      files: { 'main.cf': 'smtpd_helo_required = maybe\n', 'master.cf': 'smtp inet n - y - - smtpd\n' },
    })
    mkdirSync(client.path('other'))
    writeFileSync(client.path('other/main.cf'), 'smtpd_delay_reject = perhaps\n')
    client.open('main.cf', 'smtpd_helo_required = yes\n')
    const ask = (previousResultIds: readonly object[]): Promise<WorkspaceDiagnosticReport> =>
      client.connection.sendRequest('workspace/diagnostic', { previousResultIds })
    const { items } = await ask([])
    const found = Object.fromEntries(
      items.map(item => [item.uri, item.kind === 'full' ? [item.version, ...codes(item.items)] : item.kind]),
    )
    expect(found).toEqual({
      [client.uri('main.cf')]: [1],
      [client.uri('master.cf')]: [null],
      [client.uri('other/main.cf')]: [null, 'bad-boolean'],
    })
    const previous = items.map(({ uri, resultId }) => ({ uri, value: resultId }))
    expect((await ask(previous)).items.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged'])
    client.change('main.cf', 'smtpd_helo_required = no way\n')
    const again = (await ask(previous)).items.find(({ uri }) => uri === client.uri('main.cf'))
    expect(again?.kind === 'full' && codes(again.items)).toEqual(['bad-boolean'])
  })
})

describe('quick fixes', () => {
  it('can all be applied when a file is saved', async () => {
    const client = await start()
    client.open('main.cf', 'biff=no\nmyhostname mail.example.com\n')
    const actions: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: client.uri('main.cf') },
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
      context: { diagnostics: [], only: ['source.fixAll'] },
    })
    expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.postfix-lint'])
  })

  it('are offered for the finding at the cursor, with the version they were made for', async () => {
    const client = await start({ capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } })
    client.open('main.cf', 'smtpd_helo_required = true\n')
    client.change('main.cf', '\nsmtpd_helo_required = true\n')
    const at = { line: 1, character: 24 }
    const actions: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: client.uri('main.cf') },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    })
    expect(actions[0]?.edit?.documentChanges).toEqual([
      {
        textDocument: { uri: client.uri('main.cf'), version: 2 },
        edits: [{ range: { start: { line: 1, character: 22 }, end: { line: 1, character: 26 } }, newText: 'yes' }],
      },
    ])
    expect(actions.map(({ title }) => title)).toContain('Ignore bad-boolean for this line')
  })
})

describe('hover', () => {
  const hover = (client: TestClient, name: string, line: number, character: number): Promise<Hover | null> =>
    client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: client.uri(name) },
      position: { line, character },
    })

  it('explains a parameter, with what the services on disk make of it', async () => {
    const client = await start({
      files: { 'master.cf': 'submission inet n - y - - smtpd\n  -o smtpd_tls_security_level=encrypt\n' },
    })
    client.open('main.cf', 'smtpd_tls_security_level = may\n')
    const found = await hover(client, 'main.cf', 0, 3)
    expect(found?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 24 } })
    expect(JSON.stringify(found?.contents)).toContain('In `submission/inet`: `encrypt` (master.cf line 2)')
  })

  it('is null where nothing is, and for a file that is not open', async () => {
    const client = await start()
    client.open('main.cf', '# a comment\n')
    expect(await hover(client, 'main.cf', 0, 3)).toBeNull()
    expect(await hover(client, 'other.cf', 0, 3)).toBeNull()
  })
})

describe('settings', () => {
  const text = 'smtputf8_enable = yes\n'
  const about = async (client: TestClient): Promise<string> => {
    const found: Hover | null = await client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: client.uri('main.cf') },
      position: { line: 0, character: 3 },
    })
    return JSON.stringify(found?.contents)
  }

  it('come with the start', async () => {
    const client = await start({ initializationOptions: { postfixVersion: '2.11' } })
    client.open('main.cf', text)
    expect(await about(client)).toContain('Postfix 2.11.11 does not have it')
  })

  it('are asked for, and asked for again when they change', async () => {
    let settings: unknown = { postfixVersion: '3.7.11', rules: { 'bad-boolean': 'info' } }
    const client = await start({ capabilities: { workspace: { configuration: true } }, settings: () => settings })
    client.open('main.cf', `${text}smtpd_helo_required = maybe\n`)
    const first = await client.findings('main.cf')
    expect(first.diagnostics.find(({ code }) => code === 'bad-boolean')?.severity).toBe(3)
    expect(await about(client)).toContain('Postfix 3.7.11')
    settings = { rules: { 'bad-boolean': 'off' } }
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
    expect(codes((await client.findings('main.cf')).diagnostics)).not.toContain('bad-boolean')
  })

  it('are complained about, once, when they cannot be used', async () => {
    const settings = { postfixVersion: '17', preset: 'strickt', rules: { 'bad-bolean': 'off' } }
    const client = await start({ initializationOptions: { 'postfix-lint': settings } })
    client.open('main.cf', text)
    client.open('master.cf', '')
    await client.findings('main.cf')
    expect(client.messages).toHaveLength(3)
    expect(client.messages.join('\n')).toContain('did you mean `bad-boolean`?')
  })
})

describe('the server', () => {
  it('survives any text', async () => {
    const client = await start()
    const texts = [
      '\0',
      '\ufeff',
      '${'.repeat(50_000),
      '{'.repeat(50_000),
      'a = ${',
      '= x',
      '\r\r\n',
      'x\n '.repeat(5_000),
    ]
    client.open('main.cf', '')
    client.open('master.cf', '')
    for (const text of texts) {
      client.change('main.cf', text)
      const version = client.change('master.cf', `smtp inet n - n - - smtpd ${text}`)
      await client.findings('master.cf', params => params.version === version)
      const position = { line: 0, character: 1 }
      const answer = client.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: client.uri('main.cf') },
        position,
      })
      await expect(answer).resolves.toBeDefined()
    }
  })

  it('ends with success after shutdown and exit', async () => {
    const client = await startClient()
    expect(await client.stop()).toBe(0)
  })

  it('ends when its client is gone', async () => {
    const client = await startClient()
    const ended = new Promise(resolve => client.child.once('exit', resolve))
    client.child.stdin?.end()
    expect(await ended).toBe(1)
    await client.stop()
  })
})

describe('a settings file', () => {
  it('is found above the file, and wins over the editor', async () => {
    const client = await start({
      files: { 'postfix-lint.config.json': '{ "postfixVersion": "3.4", "rules": { "bad-boolean": "off" } }' },
      initializationOptions: { postfixVersion: '2.11', rules: { 'bad-boolean': 'info', 'missing-equals': 'info' } },
    })
    client.open('main.cf', 'smtpd_helo_required = maybe\nno equals sign\n')
    const { diagnostics } = await client.findings('main.cf')
    expect(codes(diagnostics)).not.toContain('bad-boolean')
    expect(diagnostics.find(({ code }) => code === 'missing-equals')?.severity).toBe(3)
  })

  it('is read again when it changes', async () => {
    const client = await start({ files: { 'postfix-lint.config.json': '{ "rules": { "bad-boolean": "off" } }' } })
    client.open('main.cf', 'smtpd_helo_required = maybe\n')
    expect(codes((await client.findings('main.cf')).diagnostics)).toEqual([])
    writeFileSync(client.path('postfix-lint.config.json'), '{ broken')
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('postfix-lint.config.json'), type: 2 }],
    })
    expect(codes((await client.findings('main.cf')).diagnostics)).toContain('bad-boolean')
  })

  it('can name the file system of the mail server', async () => {
    const client = await start({ files: { 'postfix-lint.config.json': '{ "root": "./image" }' } })
    mkdirSync(client.path('image'))
    client.open('main.cf', 'smtpd_helo_required = maybe\n')
    expect(codes((await client.findings('main.cf')).diagnostics)).toContain('bad-boolean')
    expect(client.messages).toEqual([])
  })
})
