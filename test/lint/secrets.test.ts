import { expect, it } from 'vitest'
import { tablesFromTexts } from '../../src/config/load-tables.js'
import { lint } from '../../src/lint/lint.js'

const secret = 'S3cret'

/** Lines as somebody writes them into a file of passwords, right and wrong, whatever its type. */
const passwordLines = [
  'S3cret',
  'user:S3cret',
  'mx.example.net S3cret',
  'mx.example.net user:S3cret\nmx.example.net user:S3cret',
  'mx.example.net\n user:S3cret',
  ' S3cret',
  'user:S3cret mx.example.net',
  'mx.example.net: user:S3cret',
  'mx.example.net user:S3cret # S3cret',
  'mx.example.net "user:S3cret"',
  'MX.example.net user:$S3cret',
  'mx.example.net = user:S3cret',
  'mx.example.net,user:S3cret',
  '/mx/ user:S3cret',
  '/^S3cret( user:S3cret',
  'if /S3cret/\nS3cret\nendif',
  '10.0.0.0/33 S3cret',
  'S3cret@example.com',
  's3cret user:S3cret',
]

const clientLines = [
  'password = S3cret\npassword = S3cret',
  'pasword = S3cret',
  'passwd = S3cret',
  'password S3cret',
  'bind_pw: S3cret',
  'bind_pw = S3cret # S3cret',
  'password = "S3cret"',
  'hosts = mysql://u:S3cret@h',
  'uri = mongodb://u:S3cret@h/x',
  'uri = u:S3cret@h',
  'server_host = ldap://u:S3cret@h:99999',
  ' password = S3cret',
  'user = a\n  password = S3cret',
]

const cases = [
  ...['hash', 'lmdb', 'texthash', 'regexp', 'pcre', 'cidr'].flatMap(type =>
    passwordLines.map(text => ({ main: `smtp_sasl_password_maps = ${type}:/etc/postfix/file`, text })),
  ),
  ...['ldap', 'memcache', 'mongodb', 'mysql', 'pgsql', 'sqlite'].flatMap(type =>
    clientLines.map(text => ({ main: `virtual_alias_maps = ${type}:/etc/postfix/file`, text })),
  ),
]

it('no finding tells a password', () => {
  let found = 0
  for (const { main, text } of cases) {
    const tables = tablesFromTexts({ file: `${text}\n` })
    const { diagnostics } = lint({ main: `relayhost = [mx.example.net]:587\n${main}\n`, tables }, { preset: 'all' })
    for (const diagnostic of diagnostics) {
      found++
      expect(JSON.stringify(diagnostic).toLowerCase(), text).not.toContain(secret.toLowerCase())
    }
  }
  expect(found).toBeGreaterThan(cases.length)
})

it('the name of a setting is none', () => {
  const tables = tablesFromTexts({ file: 'password = "S3cret"\n' })
  const { diagnostics } = lint({ main: 'virtual_alias_maps = mysql:/etc/postfix/file\n', tables })
  const quoted = diagnostics.find(({ rule }) => rule === 'quoted-client-value')
  expect(quoted?.message).toContain('become part of `password`')
  expect(quoted?.fixes).toHaveLength(1)
})
