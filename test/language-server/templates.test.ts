import { afterEach, expect, it } from 'vitest'
import type { Diagnostic, TextEdit } from 'vscode-languageserver'
import { startClient, type TestClient } from './client.js'

const clients: TestClient[] = []

afterEach(async () => {
  await Promise.all(clients.splice(0).map(client => client.stop()))
})

const codes = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ code, range }) => `${range.start.line + 1} ${code}`)

const main = `{% if relay %}
relayhost = [{{ relay }}]:587
{% endif %}
smtpd_helo_required = {{ helo }}
message_size_limit = 50M
`

it('a template is judged as a lint judges it, and everything else is about its text', async () => {
  const client = await startClient()
  clients.push(client)
  client.open('main.cf.j2', main)
  const first = await client.findings('main.cf.j2')
  expect(codes(first.diagnostics)).toEqual(['5 bad-integer'])
  const version = client.change('main.cf.j2', main.replace('{{ helo }}', 'true'))
  const second = await client.findings('main.cf.j2', found => found.version === version)
  expect(codes(second.diagnostics)).toEqual(['4 bad-boolean', '5 bad-integer'])
  const plain = client.change('main.cf.j2', 'smtpd_helo_required = true\nrelayhost\n')
  const third = await client.findings('main.cf.j2', found => found.version === plain)
  expect(codes(third.diagnostics)).toEqual(['1 bad-boolean', '2 missing-equals'])
  client.change('main.cf.j2', 'relayhost   =   {{ relay }}\n')
  const edits: TextEdit[] = await client.connection.sendRequest('textDocument/formatting', {
    textDocument: { uri: client.uri('main.cf.j2') },
    options: { tabSize: 4, insertSpaces: true },
  })
  expect(edits.map(({ newText }) => newText).join('')).not.toContain('\uf8f0')
})
