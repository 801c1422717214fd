import { afterEach, expect, it } from 'vitest'
import { forSmtpd } from '../policy/policy-of.js'
import { type ClientOptions, startClient, type TestClient } from './client.js'

const clients: TestClient[] = []

async function start(files: ClientOptions['files']): Promise<TestClient> {
  const client = await startClient({ files: files ?? {} })
  clients.push(client)
  return client
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map(client => client.stop()))
})

const house = JSON.stringify(forSmtpd({ smtpd_helo_required: { const: true, errorMessage: 'we want a name' } }))
const main = 'compatibility_level = 3.6\nsmtpd_helo_required = no\n'
const master = 'smtp inet n - n - - smtpd\n'

it('what the policies of the settings find is shown, with severities and fixes', async () => {
  const settings = '{ "policies": ["house.json"], "rules": { "policy/house": "warning" } }'
  const client = await start({ 'master.cf': master, 'house.json': house, 'postfix-lint.config.json': settings })
  client.open('main.cf', main)
  const { diagnostics } = await client.findings('main.cf')
  expect(diagnostics).toMatchObject([
    {
      code: 'policy/house',
      severity: 2,
      message: '`smtpd_helo_required` is `no`: we want a name (smtp/inet)',
      range: { start: { line: 1, character: 22 }, end: { line: 1, character: 24 } },
    },
  ])
  const version = client.change('main.cf', main.replace('= no', '= yes'))
  expect((await client.findings('main.cf', found => found.version === version)).diagnostics).toEqual([])
  expect(client.messages).toEqual([])
})

it('a policy that cannot be used is said, once, and the rest goes on', async () => {
  const client = await start({
    'master.cf': master,
    'house.json': '{ "propertis": 1 }',
    'postfix-lint.config.json': '{ "policies": ["house.json"] }',
  })
  client.open('main.cf', main.replace('= no', '= maybe'))
  expect((await client.findings('main.cf')).diagnostics.map(({ code }) => code)).toEqual(['bad-boolean'])
  expect(client.messages).toEqual([
    'postfix-lint settings: policy house.json:1:3: JSON Schema has no keyword `propertis`: did you mean `properties`?',
  ])
})
