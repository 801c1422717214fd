import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

const plain = 'myhostname=mx.example.com\nmydestination = a,\n\tb\n'
const tidy = 'myhostname = mx.example.com\nmydestination =\n    a,\n    b\n'

describe('postfix-lint format', () => {
  it('writes the files that change, names them, and keeps their mode', () => {
    const { path, read } = workspace({ 'main.cf': plain, 'master.cf': 'smtp inet n - y - - smtpd\n' })
    chmodSync(join(path, 'main.cf'), 0o640)
    expect(run(['format', path])).toEqual({
      status: 0,
      stdout: `${join(path, 'main.cf')}\n${join(path, 'master.cf')}\n`,
      stderr: '',
    })
    expect(read('main.cf')).toBe(tidy)
    expect(read('master.cf')).toBe('smtp      inet  n       -       y       -       -       smtpd\n')
    expect(statSync(join(path, 'main.cf')).mode & 0o777).toBe(0o640)
    expect(run(['format', path])).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  it('--check changes nothing, and fails when something would change', () => {
    const { path, read } = workspace({ 'main.cf': plain })
    expect(run(['format', '--check', path])).toEqual({ status: 1, stdout: `${join(path, 'main.cf')}\n`, stderr: '' })
    expect(read('main.cf')).toBe(plain)
    run(['format', path])
    expect(run(['format', '--check', path])).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  it('--diff shows what would change', () => {
    const { path, read } = workspace({ 'main.cf': plain })
    const { status, stdout } = run(['format', '--diff', 'main.cf'], { cwd: path })
    expect(status).toBe(0)
    expect(stdout).toContain('-myhostname=mx.example.com\n')
    expect(stdout).toContain('+myhostname = mx.example.com\n')
    expect(read('main.cf')).toBe(plain)
    expect(run(['format', '--diff', '--check', 'main.cf'], { cwd: path })).toMatchObject({ status: 1, stdout })
  })

  it('--stdin writes to standard output, bytes that are no UTF-8 included', () => {
    const input = Buffer.from('smtpd_banner=caf\xe9\n', 'latin1')
    expect(run(['format', '-'], { input }).stdout).toBe('smtpd_banner = caf\xe9\n')
    expect(run(['format', '--stdin'], { input })).toEqual({
      status: 0,
      stdout: 'smtpd_banner = caf\xe9\n',
      stderr: '',
    })
    const master = run(['format', '--stdin', '--stdin-filename', 'master.cf'], { input: 'x unix - - n - - smtp\n' })
    expect(master.stdout).toBe('x         unix  -       -       n       -       -       smtp\n')
  })

  it('formats the lookup tables that it is given, as what main.cf or their name says, and no others', () => {
    const { path, read } = workspace({
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/people\nalias_maps = hash:/etc/postfix/names\n',
      people: 'a@example.com   b\nlonger@example.com c\n',
      names: 'root:joe\npostmaster: root\n',
      'nets.cidr': '192.0.2.0/24   OK\n',
    })
    expect(run(['format', '--check', path])).toEqual({ status: 0, stdout: '', stderr: '' })
    const files = ['people', 'names', 'nets.cidr'].map(name => join(path, name))
    expect(run(['format', ...files])).toMatchObject({ status: 0, stderr: '' })
    expect(read('people')).toBe('a@example.com      b\nlonger@example.com c\n')
    expect(read('names')).toBe('root:       joe\npostmaster: root\n')
    expect(read('nets.cidr')).toBe('192.0.2.0/24 OK\n')
    const input = 'x@example.com y\nz w\n'
    expect(run(['format', '--stdin', '--stdin-filename', join(path, 'people')], { input }).stdout).toBe(
      'x@example.com y\nz             w\n',
    )
  })

  it('says that it does not know what a table is', () => {
    const { path } = workspace({ 'main.cf': '', notes: 'a   b\n' })
    expect(run(['format', join(path, 'notes')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('what kind of table'),
    })
  })

  it('learns from the other file what a name of the person’s own is used as', () => {
    const { path } = workspace({
      'main.cf': 'own =\n  permit_mynetworks,\n\treject\n',
      'master.cf':
        'smtp      inet  n       -       y       -       -       smtpd\n  -o smtpd_client_restrictions=$own\n',
    })
    expect(run(['format', '--diff', 'main.cf'], { cwd: path }).stdout).toContain('+    reject\n')
  })

  it('says what cannot be read, and what belongs to another command', () => {
    const { path } = workspace({ 'main.cf/x': '' })
    expect(run(['format', 'main.cf', 'nowhere'], { cwd: path })).toMatchObject({ status: 2 })
    expect(run(['--check'], { cwd: path })).toMatchObject({
      status: 2,
      stderr: 'postfix-lint: `--check` belongs to `postfix-lint format`\n',
    })
  })
})
