import { expect, it } from 'vitest'
import type { Facts } from '../../src/config/facts.js'
import { accountsOf } from '../../src/config/host/accounts.js'

const plain = { kind: 'file', mode: 0o644, uid: 0, gid: 0, size: 1, modified: 0 } as const

function facts(files: Readonly<Record<string, string>>): Facts {
  return { path: path => (files[path] === undefined ? 'missing' : { ...plain, text: files[path] }) }
}

const passwd =
  'root:x:0:0:root:/root:/bin/sh\npostfix:x:101:102::/var/spool/postfix:/bin/false\nbroken line\n:x:1:1::\nodd:x:y:1::\n'
const group = 'root:x:0:\npostfix:x:102:\npostdrop:x:103:alice,bob\n'

it('knows the users and groups of the files', () => {
  const accounts = accountsOf(facts({ '/etc/passwd': passwd, '/etc/group': group }))
  expect(accounts.user('postfix')).toEqual({
    name: 'postfix',
    uid: 101,
    gid: 102,
    home: '/var/spool/postfix',
  })
  expect(accounts.userNumbered(101)).toMatchObject({ name: 'postfix' })
  expect(accounts.userNumbered(7)).toBe('missing')
  expect(accounts.group('postdrop')).toEqual({ name: 'postdrop', gid: 103, members: ['alice', 'bob'] })
  expect(accounts.users?.map(({ name }) => name)).toEqual(['root', 'postfix'])
})

it.each([
  ['no nsswitch.conf', undefined, 'missing'],
  ['files only', 'passwd: files systemd\ngroup: files\n', 'missing'],
  ['actions and comments', 'passwd: compat [NOTFOUND=return] files # ldap\n', 'missing'],
  ['a directory service', 'passwd: files sss\n', 'unknown'],
  ['no line of that name', 'hosts: files dns\n', 'missing'],
])('with %s, an unlisted user is %s', (_title, nsswitch, expected) => {
  const files = { '/etc/passwd': passwd, '/etc/group': group, ...(nsswitch && { '/etc/nsswitch.conf': nsswitch }) }
  expect(accountsOf(facts(files)).user('nobody-here')).toBe(expected)
})

it('knows nothing without the files', () => {
  expect(accountsOf({ path: () => 'unknown' }).user('root')).toBe('unknown')
  expect(accountsOf(facts({})).group('root')).toBe('unknown')
})
