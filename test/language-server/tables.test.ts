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
