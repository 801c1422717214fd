import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TextEdit } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { startClient, type TestClient } from './client.js'

/** One server for all: each test uses what the files below hold, and changes nothing. */
let client: TestClient

const main = `# a comment
myhostname = mx.example.com
own = $myhostname
smtpd_restriction_classes = strict
strict = reject
smtpd_client_restrictions =
    check_client_access cidr:/etc/postfix/clients,
    strict
default_transport = slow:
`
const master = `smtp inet n - y - - smtpd
  -o own=other
slow unix - - y - - smtp
`

beforeAll(async () => {
  client = await startClient({
    capabilities: {
      textDocument: {
        rename: { prepareSupport: true },
        completion: { completionItem: { snippetSupport: true } },
        semanticTokens: {
          requests: { full: true, range: true },
          tokenTypes: [],
          tokenModifiers: [],
          formats: ['relative'],
        },
      },
    },
  })
  writeFileSync(client.path('here'), '')
  client.open('main.cf', main)
  client.open('master.cf', master)
})

afterAll(async () => {
  await client.stop()
})

function ask<Answer>(
  method: string,
  name: string,
  line?: number,
  character?: number,
  more: object = {},
): Promise<Answer> {
  return client.connection.sendRequest(method, {
    textDocument: { uri: client.uri(name) },
    ...(line !== undefined && { position: { line, character } }),
    ...more,
  })
}

const at = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
})

it('proposes, and explains what it proposed', async () => {
  const items: { label: string; documentation?: unknown }[] = await ask('textDocument/completion', 'main.cf', 9, 0)
  const item = items.find(({ label }) => label === 'smtpd_tls_security_level')
  expect(item?.documentation).toBeUndefined()
  const resolved = await client.connection.sendRequest('completionItem/resolve', item ?? {})
  expect(resolved).toMatchObject({
    documentation: { kind: 'markdown', value: expect.stringContaining('**smtpd_tls_security_level**') },
  })
})

it('goes to definitions in either file', async () => {
  expect(await ask('textDocument/definition', 'main.cf', 8, 22)).toEqual([
    { uri: client.uri('master.cf'), range: at(2, 0, 4) },
  ])
  expect(await ask('textDocument/definition', 'master.cf', 1, 6)).toEqual([
    { uri: client.uri('main.cf'), range: at(2, 0, 3) },
  ])
})

it('finds references', async () => {
  const found = await ask('textDocument/references', 'main.cf', 4, 2, { context: { includeDeclaration: true } })
  expect(found).toEqual([
    { uri: client.uri('main.cf'), range: at(3, 28, 34) },
    { uri: client.uri('main.cf'), range: at(4, 0, 6) },
    { uri: client.uri('main.cf'), range: at(7, 4, 10) },
  ])
})

it('lights up, folds, outlines and links', async () => {
  expect(await ask('textDocument/documentHighlight', 'main.cf', 4, 2)).toHaveLength(3)
  expect(await ask('textDocument/foldingRange', 'main.cf')).toEqual([{ startLine: 5, endLine: 7 }])
  expect(await ask('textDocument/documentSymbol', 'main.cf')).toHaveLength(6)
  expect(await ask('textDocument/documentLink', 'main.cf')).toEqual([
    { range: at(6, 29, 49), target: 'file:///etc/postfix/clients' },
  ])
  expect(await client.connection.sendRequest('workspace/symbol', { query: 'slow' })).toMatchObject([
    { name: 'slow/unix' },
  ])
})

it('renames across files, and says why not', async () => {
  expect(await ask('textDocument/prepareRename', 'main.cf', 2, 1)).toEqual({ range: at(2, 0, 3), placeholder: 'own' })
  expect(await ask('textDocument/rename', 'main.cf', 2, 1, { newName: 'mine' })).toEqual({
    changes: {
      [client.uri('main.cf')]: [{ range: at(2, 0, 3), newText: 'mine' }],
      [client.uri('master.cf')]: [{ range: at(1, 5, 8), newText: 'mine' }],
    },
  })
  await expect(ask('textDocument/prepareRename', 'main.cf', 1, 3)).rejects.toThrow(
    'myhostname is a parameter of Postfix',
  )
  await expect(ask('textDocument/rename', 'main.cf', 2, 1, { newName: 'strict' })).rejects.toThrow(
    'strict is set already',
  )
})

it('colours, hints, and names the column', async () => {
  const { data }: { data: number[] } = await ask('textDocument/semanticTokens/full', 'main.cf')
  expect(data.length % 5).toBe(0)
  expect(data.slice(0, 10)).toEqual([0, 0, 11, 0, 0, 1, 0, 10, 1, 1])
  const some: { data: number[] } = await ask('textDocument/semanticTokens/range', 'main.cf', undefined, undefined, {
    range: at(1, 0, 10),
  })
  expect(some.data).toEqual([1, 0, 10, 1, 1])
  const hints = await ask('textDocument/inlayHint', 'main.cf', undefined, undefined, { range: at(2, 0, 17) })
  expect(hints).toEqual([{ position: { line: 2, character: 17 }, label: '= mx.example.com', paddingLeft: true }])
  expect(await ask('textDocument/signatureHelp', 'master.cf', 2, 6)).toMatchObject({ activeParameter: 1 })
})

describe('colours of a text that is typed', () => {
  interface Colours {
    readonly resultId: string
    readonly data?: readonly number[]
    readonly edits?: readonly { start: number; deleteCount: number; data?: readonly number[] }[]
  }
  const full = (name: string) => ask<Colours>('textDocument/semanticTokens/full', name)
  const delta = (name: string, previousResultId: string) =>
    ask<Colours>('textDocument/semanticTokens/full/delta', name, undefined, undefined, { previousResultId })

  it('are sent as what became different', async () => {
    const name = 'colours/main.cf'
    client.open(name, main)
    const before = await full(name)
    client.change(name, main.replace('own = ', 'own = $mydomain '))
    const between = await delta(name, before.resultId)
    client.change(name, main.replace('own = ', 'own = $mydomain '))
    const after = await full(name)
    const numbers = [...(before.data ?? [])]
    expect(between.edits).toHaveLength(1)
    for (const { start, deleteCount, data = [] } of between.edits ?? []) numbers.splice(start, deleteCount, ...data)
    expect(numbers).toEqual(after.data)
    expect(between.edits?.[0]?.data?.length).toBeLessThan(after.data?.length ?? 0)
    expect((await delta(name, after.resultId)).edits).toEqual([])
  })

  it('are sent anew to a client that has others', async () => {
    const name = 'colours-anew/main.cf'
    client.open(name, main)
    const { data } = await full(name)
    expect((await delta(name, 'of another day')).data).toEqual(data)
    const { resultId } = await full(name)
    client.close(name)
    client.open(name, main)
    expect((await delta(name, resultId)).data).toEqual(data)
  })
})

it('widens selections and shows what overrides a setting', async () => {
  const [widened]: { range: object }[] = await ask('textDocument/selectionRange', 'main.cf', undefined, undefined, {
    positions: [{ line: 2, character: 8 }],
  })
  expect(widened?.range).toEqual(at(2, 7, 17))
  expect(await ask('textDocument/codeLens', 'main.cf')).toMatchObject([
    { command: { title: 'overridden by smtp/inet' } },
  ])
})

it('says what the service at the cursor runs with', async () => {
  expect(await ask('postfix-lint/effectiveConfiguration', 'master.cf', 1, 4)).toEqual({
    title: 'smtp/inet',
    text: expect.stringContaining('# main.cf line 2\nmyhostname = mx.example.com\n# master.cf line 2\nown = other\n'),
  })
  expect(await ask('postfix-lint/effectiveConfiguration', 'main.cf', 0, 0)).toEqual({
    title: 'main.cf',
    text: expect.stringContaining('own = mx.example.com\n'),
  })
  expect(await ask('postfix-lint/effectiveConfiguration', 'master.cf', 3, 0)).toBeNull()
})

it('puts the defaults beside it, for the diff of an editor', async () => {
  const name = 'compared/master.cf'
  client.open('compared/main.cf', 'smtpd_helo_required = yes\nown = a\nrelayhost = [mx.example.com]\n')
  client.open(name, 'submission inet n - y - - smtpd\n  -o smtpd_helo_required=no\n')
  const compared: { title: string; defaults: string; effective: string } = await ask(
    'postfix-lint/compareWithDefaults',
    name,
    1,
    4,
  )
  expect(compared.title).toBe('submission/inet')
  expect(compared.defaults).toMatch(/^# Postfix 3\.\d+\.\d+; .*\n\nrelayhost =\nsmtpd_helo_required = no\n$/)
  expect(compared.effective).toMatch(/\n\nown = a\nrelayhost = \[mx\.example\.com\]\nsmtpd_helo_required = no\n$/)
  const ofMain: { defaults: string; effective: string } = await ask(
    'postfix-lint/compareWithDefaults',
    'compared/main.cf',
  )
  expect(ofMain.defaults).toMatch(/\n\nrelayhost =\nsmtpd_helo_required = no\n$/)
  expect(ofMain.effective).toMatch(/\n\nown = a\nrelayhost = \[mx\.example\.com\]\nsmtpd_helo_required = yes\n$/)
})

it('finds a service by its name, and answers commands as it does requests', async () => {
  const params = { textDocument: { uri: client.uri('master.cf') }, service: 'slow/unix' }
  const asked = await client.connection.sendRequest('postfix-lint/effectiveConfiguration', params)
  expect(asked).toMatchObject({ title: 'slow/unix' })
  const run = (command: string, ...args: unknown[]) =>
    client.connection.sendRequest('workspace/executeCommand', { command, arguments: args })
  expect(await run('postfix-lint.effectiveConfiguration', params)).toEqual(asked)
  await expect(run('postfix-lint.effectiveConfiguration', 'main.cf')).rejects.toThrow('wants { textDocument')
  await expect(run('postfix-lint.other', params)).rejects.toThrow()
})

it('says which Postfix a file is judged for, and which there are', async () => {
  const target: { releases: string[] } = await ask('postfix-lint/target', 'main.cf')
  expect(target).toEqual({
    postfixVersion: expect.stringMatching(/^3\./),
    profile: 'upstream',
    releases: expect.arrayContaining(['3.7.22', '2.11.11']),
  })
  mkdirSync(client.path('old'))
  const settingsFile = client.path('old/postfix-lint.config.json')
  writeFileSync(settingsFile, '{ "postfixVersion": "3.4.5", "profile": "debian" }')
  client.open('old/main.cf', '')
  expect(await ask('postfix-lint/target', 'old/main.cf')).toMatchObject({
    postfixVersion: '3.4.5',
    profile: 'debian',
    settingsFile: client.uri('old/postfix-lint.config.json'),
  })
  // Nobody says it, but the host does.
  mkdirSync(client.path('mx/host/var/lib/dpkg'), { recursive: true })
  const status = 'Package: postfix\nStatus: install ok installed\nVersion: 3.5.25-0+deb11u1\n\n'
  writeFileSync(client.path('mx/host/var/lib/dpkg/status'), status)
  writeFileSync(client.path('mx/postfix-lint.config.json'), '{ "root": "host" }')
  client.open('mx/main.cf', '')
  expect(await ask('postfix-lint/target', 'mx/main.cf')).toMatchObject({ postfixVersion: '3.5.25', profile: 'debian' })
})

it('says the language of a table that main.cf names, though it is not open', async () => {
  mkdirSync(client.path('named'))
  writeFileSync(
    client.path('named/main.cf'),
    'alias_maps = hash:/etc/postfix/names\nheader_checks = pcre:/etc/postfix/h\n',
  )
  writeFileSync(client.path('named/names'), 'a: b\n')
  writeFileSync(client.path('named/h'), '')
  writeFileSync(client.path('named/other'), '')
  expect(await ask('postfix-lint/languageOf', 'named/names')).toEqual({ languageId: 'postfix-aliases' })
  expect(await ask('postfix-lint/languageOf', 'named/h')).toEqual({ languageId: 'postfix-regexp' })
  expect(await ask('postfix-lint/languageOf', 'named/other')).toBeNull()
})

it('proposes files of the disk', async () => {
  client.open('paths/main.cf', `alias_maps = hash:${client.path('')}/`)
  const items: { label: string }[] = await ask(
    'textDocument/completion',
    'paths/main.cf',
    0,
    18 + client.path('').length + 1,
  )
  expect(items.map(({ label }) => label)).toContain('here')
})

describe('formatting', () => {
  const text = 'myhostname=mx.example.com\nmydestination = a,\n\tb\n\n\n\n\nrelayhost=\n'
  const options = { options: { tabSize: 8, insertSpaces: false } }
  let serial = 0
  /** Asks about a text, and gives it back with what was answered. */
  async function after(method: string, typed: string, more: object): Promise<string> {
    const name = `formatting-${serial++}/main.cf`
    client.open(name, typed)
    const edits: TextEdit[] = await ask(method, name, undefined, undefined, { ...options, ...more })
    return TextDocument.applyEdits(TextDocument.create('', '', 1, typed), edits)
  }

  it('of a whole file', async () => {
    expect(await after('textDocument/formatting', text, {})).toBe(
      'myhostname = mx.example.com\nmydestination =\n    a,\n    b\n\n\nrelayhost =\n',
    )
    const windows = 'myhostname=a \r\nmydestination = a,\r\n\tb'
    expect(await after('textDocument/formatting', windows, {})).toBe(
      'myhostname = a\r\nmydestination =\r\n    a,\r\n    b\r\n',
    )
  })

  it('of the entries in a range', async () => {
    expect(await after('textDocument/rangeFormatting', text, { range: at(2, 0, 1) })).toBe(
      'myhostname=mx.example.com\nmydestination =\n    a,\n    b\n\n\n\n\nrelayhost=\n',
    )
  })

  it('of the line that was just left', async () => {
    const newLine = (typed: string, line: number) =>
      after('textDocument/onTypeFormatting', typed, { position: { line, character: 0 }, ch: '\n' })
    expect(await newLine('a=b  \n\nc=d\n', 1)).toBe('a = b\n\nc=d\n')
    expect(await newLine('mydestination=a,b, \n\nc=d\n', 1)).toBe('mydestination = a,b,\n    \nc=d\n')
    expect(await newLine('# a,\n\n', 1)).toBe('# a,\n\n')
    expect(await newLine('mydestination = a,\nb\n', 1)).toBe('mydestination = a,\n    b\n')
    expect(await newLine('relayhost = \n\n', 1)).toBe('relayhost =\n\n')
  })
})
