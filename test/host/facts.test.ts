import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeFacts } from '../../src/host/node.js'

let outside = ''
let root = ''

beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'postfix-lint-facts-'))
  root = join(outside, 'root')
  for (const folder of ['etc', 'run/resolve', 'var']) mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(outside, 'secret'), 'secret')
  writeFileSync(join(root, 'etc/hosts'), '127.0.0.1 localhost\n')
  writeFileSync(join(root, 'run/resolve/stub.conf'), 'nameserver 192.0.2.53\n')
  writeFileSync(join(root, 'etc/large'), 'x'.repeat(100_000))
  symlinkSync('/run/resolve/stub.conf', join(root, 'etc/resolv.conf'))
  symlinkSync('../run/resolve', join(root, 'etc/resolve'))
  symlinkSync('../../../secret', join(root, 'etc/out'))
  symlinkSync(join(outside, 'secret'), join(root, 'etc/absolute-out'))
  writeFileSync(join(root, 'etc/hosts.copy'), '127.0.0.1 localhost\n')
  writeFileSync(join(root, 'etc/index.db'), Buffer.from([0, 0x72, 0x6f, 0x6f, 0x74, 0x3a, 0, 0xff]))
  symlinkSync('resolv.conf', join(root, 'etc/twice'))
  symlinkSync('loop', join(root, 'etc/loop'))
  symlinkSync('nothing', join(root, 'etc/dangling'))
})

afterAll(() => rmSync(outside, { recursive: true, force: true }))

const fact = (path: string) => nodeFacts(root).path(path)

describe('facts of a root', () => {
  it.each([
    ['/etc/hosts', { kind: 'file', size: 20, text: '127.0.0.1 localhost\n' }],
    ['/etc', { kind: 'directory' }],
    ['//etc/./hosts', { kind: 'file' }],
    ['/etc/../etc/hosts', { kind: 'file' }],
    ['/etc/resolv.conf', { text: 'nameserver 192.0.2.53\n', real: '/run/resolve/stub.conf' }],
    ['/etc/resolve/stub.conf', { text: 'nameserver 192.0.2.53\n' }],
  ])('%s is there', (path, expected) => {
    expect(fact(path)).toMatchObject(expected)
  })

  it.each(['/etc/none', '/none/none', '/etc/hosts/none', '/etc/dangling', '/etc/absolute-out'])(
    '%s is missing',
    path => {
      expect(fact(path)).toBe('missing')
    },
  )

  it.each(['/etc/out', '/../secret', '/etc/loop', 'etc/hosts', '/etc/\0', ''])('%j is not followed', path => {
    expect(fact(path)).toBe('unknown')
  })

  it('lists the names in a directory', () => {
    expect(fact('/etc')).toMatchObject({ entries: expect.arrayContaining(['hosts', 'resolv.conf']) })
    expect(fact('/etc/hosts')).not.toHaveProperty('entries')
  })

  it('says what a link says, of the last step of a path alone', () => {
    expect(fact('/etc/resolv.conf')).toMatchObject({ link: '/run/resolve/stub.conf' })
    expect(fact('/etc/resolve/stub.conf')).not.toHaveProperty('link')
    expect(fact('/etc/twice')).toMatchObject({ link: 'resolv.conf', real: '/run/resolve/stub.conf' })
    expect(fact('/etc/hosts')).not.toHaveProperty('link')
  })

  it('gives bytes of what is no text', () => {
    expect(fact('/etc/index.db')).toMatchObject({ bytes: '\0root:\0\u00ff' })
    expect(fact('/etc/index.db')).toHaveProperty('text', undefined)
  })

  it('tells equal files from others without their contents', () => {
    const digestOf = (path: string) => {
      const found = fact(path)
      return typeof found === 'string' ? undefined : found.digest
    }
    expect(digestOf('/etc/hosts')).toMatch(/^[0-9a-f]{64}$/)
    expect(digestOf('/etc/hosts')).toBe(digestOf('/etc/hosts.copy'))
    expect(digestOf('/etc/hosts')).not.toBe(digestOf('/etc/large'))
  })

  it('knows the time', () => {
    expect(nodeFacts(root).now).toBeGreaterThan(Date.UTC(2026, 0, 1))
  })

  it('leaves large files unread', () => {
    expect(fact('/etc/large')).toMatchObject({ kind: 'file', size: 100_000 })
    expect(fact('/etc/large')).not.toHaveProperty('text')
  })
})
