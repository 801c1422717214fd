import { writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { Diagnostic } from 'vscode-languageserver'
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

const main = 'transport_maps = hash:/etc/postfix/transport\nvirtual_alias_maps = hash:/etc/postfix/virtual\n'

describe('a table that is open', () => {
  it('is judged by what the main.cf beside it uses it for, as it is typed', async () => {
    const client = await start({ files: { 'main.cf': main } })
    client.open('transport', '@example.com smtp:\n')
    expect(codes((await client.findings('transport')).diagnostics)).toContain('key-never-matches')
    const version = client.change('transport', 'example.com smtp:\n')
    const second = await client.findings('transport', found => found.version === version)
    expect(codes(second.diagnostics)).not.toContain('key-never-matches')
  })

  it('is judged together with a main.cf that is typed', async () => {
    const client = await start()
    client.open('main.cf', main)
    client.open('virtual', 'alone@example.com\n')
    expect(codes((await client.findings('virtual')).diagnostics)).toContain('missing-table-value')
  })

  it('has no findings when no main.cf names it', async () => {
    const client = await start({ files: { 'main.cf': 'myhostname = mail.example.com\n' } })
    client.open('notes', 'alone\n')
    client.open('main.cf', 'smtpd_helo_required = maybe\n')
    expect(codes((await client.findings('main.cf')).diagnostics)).toContain('bad-boolean')
    expect(
      client.published.filter(({ uri }) => uri.endsWith('notes')).flatMap(({ diagnostics }) => diagnostics),
    ).toEqual([])
  })
})

/** What a client asks about a place of a file. */
function at(client: TestClient, name: string, line: number, character: number) {
  return { textDocument: { uri: client.uri(name) }, position: { line, character } }
}

async function hoverAt(client: TestClient, name: string, line: number, character: number): Promise<string> {
  const found: { contents?: { value?: string } } | null = await client.connection.sendRequest(
    'textDocument/hover',
    at(client, name, line, character),
  )
  return found?.contents?.value ?? ''
}

async function labelsAt(client: TestClient, name: string, line: number, character: number): Promise<string[]> {
  const found: { label: string }[] | null = await client.connection.sendRequest(
    'textDocument/completion',
    at(client, name, line, character),
  )
  return (found ?? []).map(({ label }) => label)
}

describe('help in a table', () => {
  it('comes from what main.cf uses it for, and from master.cf', async () => {
    const client = await start({
      files: { 'main.cf': main, 'master.cf': 'slow unix - - n - - smtp\n' },
    })
    client.open('transport', 'example.com slow:\nexample.net \n')
    expect(await hoverAt(client, 'transport', 0, 13)).toContain('`slow/unix` runs `smtp`')
    expect(await hoverAt(client, 'transport', 0, 3)).toContain('`transport_maps`')
    expect(await labelsAt(client, 'transport', 1, 12)).toContain('slow')
  })

  it.each([
    ['postfix-aliases', 'names', 'root: joe\n', 'alias'],
    ['postfix-regexp', 'checks', '/^Subject/ WARN\n', 'pattern'],
    ['postfix-cidr', 'nets', '192.0.2.0/24 OK\n', 'The addresses from'],
    ['postfix-client', 'mysql-users.cf', 'hosts = a\n', 'setting of `mysql` tables'],
    ['plaintext', 'tls_policy', 'example.com may\n', 'The name `example.com`'],
    ['plaintext', 'nets.cidr', '192.0.2.0/24 OK\n', 'The addresses from'],
  ])('comes from the language %s or the name %s where no main.cf names it', async (language, name, text, said) => {
    const client = await start()
    client.open(name, text, language)
    expect(await hoverAt(client, name, 0, 2)).toContain(said)
  })

  it('comes from a modeline', async () => {
    const client = await start()
    client.open('names', '# vim: ft=postfix-cidr :\n192.0.2.0/24 OK\n')
    expect(await hoverAt(client, 'names', 1, 2)).toContain('The addresses from')
  })

  it('finds faults in a table that nothing names but its language', async () => {
    const client = await start()
    client.open('checks', '/^Subject: (/ WARN\n', 'postfix-regexp')
    expect(codes((await client.findings('checks')).diagnostics)).toContain('bad-pattern')
  })
})

describe('names in tables', () => {
  const files = {
    'main.cf': main,
    'master.cf': 'slow unix - - n - - smtp\n',
    transport: 'example.com slow:\n',
    virtual: 'a@example.com b@example.com\n',
  }

  it('lead to master.cf, and from main.cf to the tables', async () => {
    const client = await start({ files })
    client.open('main.cf', main)
    client.open('transport', files.transport)
    expect(await client.connection.sendRequest('textDocument/definition', at(client, 'transport', 0, 13))).toEqual([
      { uri: client.uri('master.cf'), range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } } },
    ])
    expect(await client.connection.sendRequest('textDocument/definition', at(client, 'main.cf', 1, 40))).toMatchObject([
      { uri: client.uri('virtual') },
    ])
    const references = { ...at(client, 'transport', 0, 2), context: { includeDeclaration: false } }
    expect(await client.connection.sendRequest('textDocument/references', references)).toMatchObject([
      { uri: client.uri('main.cf'), range: { start: { line: 0, character: 17 } } },
    ])
  })

  it('follow a service that is renamed, in files that are not open as well', async () => {
    const client = await start({ files })
    client.open('master.cf', files['master.cf'])
    const edit: { changes: Record<string, { newText: string }[]> } = await client.connection.sendRequest(
      'textDocument/rename',
      { ...at(client, 'master.cf', 0, 1), newName: 'gentle' },
    )
    expect(Object.keys(edit.changes).sort()).toEqual([client.uri('master.cf'), client.uri('transport')])
  })
})

describe('what a client asks about a whole table', () => {
  it('has an answer for each request', async () => {
    const client = await start({
      files: { 'main.cf': 'header_checks = pcre:/etc/postfix/checks\nalias_maps = hash:/etc/postfix/aliases\n' },
    })
    client.open('checks', '# note\n# more\nif /^Subject:/\n/(a)/ REPLACE X: $1\nendif\n')
    client.open('aliases', 'list:":include:/etc/list"\npostmaster: root\n')
    const ask = (method: string, name: string, more: object = {}): Promise<unknown> =>
      client.connection.sendRequest(method, { textDocument: { uri: client.uri(name) }, ...more })
    const all = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }
    expect(await ask('textDocument/documentSymbol', 'checks')).toMatchObject([
      { name: 'if /^Subject:/', children: [{ name: '/(a)/' }] },
    ])
    expect(await ask('textDocument/foldingRange', 'checks')).toMatchObject([{ kind: 'comment' }, { startLine: 2 }])
    expect(await ask('textDocument/codeLens', 'checks')).toMatchObject([
      { command: { title: expect.stringContaining('read by header_checks') } },
    ])
    expect(await ask('textDocument/inlayHint', 'checks', { range: all })).toMatchObject([{ label: '= (a)' }])
    expect(await ask('textDocument/documentLink', 'aliases')).toMatchObject([{ target: 'file:///etc/list' }])
    expect(await ask('textDocument/semanticTokens/range', 'checks', { range: all })).not.toEqual({ data: [] })
    expect(
      await ask('textDocument/documentHighlight', 'checks', { position: { line: 3, character: 18 } }),
    ).toHaveLength(2)
    expect(
      await ask('textDocument/selectionRange', 'checks', { positions: [{ line: 3, character: 8 }] }),
    ).toMatchObject([{ range: { start: { line: 3, character: 6 } } }])
    expect(await ask('textDocument/formatting', 'aliases', { options: {} })).toMatchObject([{ newText: ':       ' }])
    expect(await client.connection.sendRequest('workspace/symbol', { query: 'postm' })).toMatchObject([
      { name: 'postmaster', containerName: 'aliases' },
    ])
  })

  it('is told what it answers to a key', async () => {
    const client = await start({ files: { 'main.cf': main, virtual: '@example.com all@example.net\n' } })
    client.open('main.cf', main)
    client.open('virtual', '@example.com one@example.net\n')
    const params = { textDocument: { uri: client.uri('virtual') }, key: 'joe@example.com' }
    expect(await client.connection.sendRequest('postfix-lint/lookup', params)).toMatchObject({
      table: 'hash:/etc/postfix/virtual',
      answer: 'found',
      value: 'one@example.net',
      steps: [
        { key: 'joe@example.com', answer: 'none' },
        { key: '@example.com', answer: 'found' },
      ],
      lines: [{ start: { line: 0, character: 0 } }],
    })
  })
})

it('judges a large table once typing stops, and no state that is over', async () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => `user${n}@example.com a\n`).join('')
  const client = await start({
    files: { 'main.cf': main },
    capabilities: { textDocument: { diagnostic: {} } },
  })
  client.open('virtual', lines)
  const ask = (): Promise<{ items: Diagnostic[] }> =>
    client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: client.uri('virtual') } })
  expect(codes((await ask()).items)).not.toContain('missing-table-value')
  client.change('virtual', `one\n${lines}`)
  const overtaken = ask().then(
    () => 'answered',
    (error: unknown) => String(error),
  )
  client.change('virtual', `two\nthree\n${lines}`)
  expect(await overtaken).toContain('changed')
  expect(codes((await ask()).items).filter(code => code === 'missing-table-value')).toHaveLength(2)
})

it('reads a table anew that changed on disk', async () => {
  const client = await start({ files: { 'main.cf': main, transport: 'a.example slow:\n' } })
  client.open('master.cf', 'slow unix - - n - - smtp\n')
  const ask = (): Promise<{ uri: string; range: unknown }[]> =>
    client.connection.sendRequest('textDocument/references', {
      ...at(client, 'master.cf', 0, 1),
      context: { includeDeclaration: false },
    })
  expect(await ask()).toMatchObject([{ uri: client.uri('transport'), range: { start: { line: 0 } } }])
  writeFileSync(client.path('transport'), 'b.example smtp:\na.example slow:\n')
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri('transport'), type: 2 }],
  })
  expect(await ask()).toMatchObject([{ uri: client.uri('transport'), range: { start: { line: 1 } } }])
})

it('proposes the files beside main.cf where the folder of Postfix is written', async () => {
  const client = await start({ files: { 'main.cf': main, 'people.cf': '', people: '' } })
  client.open('main.cf', 'virtual_alias_maps = hash:/etc/postfix/pe\n')
  expect(await labelsAt(client, 'main.cf', 0, 41)).toEqual(expect.arrayContaining(['people', 'people.cf']))
  client.change('main.cf', 'virtual_alias_maps = hash:/etc/postfix/../\n')
  expect(await labelsAt(client, 'main.cf', 0, 42)).not.toContain('people')
})

it('mends a table by a quick fix', async () => {
  const client = await start({ files: { 'main.cf': main } })
  client.open('transport', 'example.com/ smtp:\n@example.net smtp:\n')
  const { diagnostics } = await client.findings('transport')
  const actions: { title: string; edit: { changes: Record<string, unknown[]> } }[] =
    await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: client.uri('transport') },
      range: { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } },
      context: { diagnostics },
    })
  const fixes = actions.filter(({ title }) => !title.startsWith('Ignore'))
  expect(fixes.length).toBeGreaterThan(0)
  expect(Object.keys(fixes[0]?.edit.changes ?? {})).toEqual([client.uri('transport')])
})
