import { expect, it } from 'vitest'
import { nameSources } from '../../src/config/host/name-sources.js'

const plain = { kind: 'file', mode: 0o644, uid: 0, gid: 0, size: 1, modified: 0 } as const

it.each([
  ['hosts: files dns\n', ['files', 'dns']],
  ['# hosts: ldap\n  hosts:files mdns4_minimal [NOTFOUND=return] dns # resolve\n', ['files', 'mdns4_minimal', 'dns']],
  ['hosts: files [!UNAVAIL=return] resolve\n', ['files', 'resolve']],
  ['passwd: files\n', undefined],
])('%j', (text, expected) => {
  expect(nameSources({ path: () => ({ ...plain, text }) }, 'hosts')).toEqual(expected)
})

it('is not known without the file', () => {
  expect(nameSources({ path: () => 'missing' }, 'hosts')).toBeUndefined()
})
