import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

const main = `compatibility_level = 3.6
virtual_alias_maps = hash:/etc/postfix/maps/virtual
transport_maps = hash:$config_directory/transport
`
const virtual = 'info@example.com anna@example.org\nalone@example.com\n'
const transport = '@example.com smtp:[mail.example.net]\n'

describe('the tables of a directory', () => {
  it('are found where main.cf would have them, and linted', () => {
    const { path } = workspace({ 'main.cf': main, 'maps/virtual': virtual, transport })
    const { status, stdout } = run(['.'], { cwd: path })
    expect(status).toBe(1)
    expect(stdout).toContain('--> maps/virtual:2:1')
    expect(stdout).toContain('--> transport:1:1')
    expect(stdout).toContain('(3 files read')
  })

  it('are left out on request', () => {
    const { path } = workspace({ 'main.cf': main, 'maps/virtual': virtual, transport })
    expect(run(['--no-tables', path]).stdout).toContain('Nothing to complain about (1 file')
  })

  it('are not shown when another file is named', () => {
    const { path } = workspace({ 'main.cf': main, 'maps/virtual': virtual, transport })
    expect(run(['main.cf'], { cwd: path }).stdout).toContain('Nothing to complain about (1 file')
  })

  it('are mended', () => {
    const { path, read } = workspace({ 'main.cf': main, 'maps/virtual': virtual, transport })
    const { stdout } = run(['--fix-unsafe', path])
    expect(read('transport')).toBe('example.com smtp:[mail.example.net]\n')
    expect(stdout).toContain('Fixed 1 finding')
  })

  it('have suppression comments of their own, and one that hides nothing is found', () => {
    const { path } = workspace({
      'main.cf': main,
      'maps/virtual': `# postfix-lint ignore=missing-table-value -- it will get one\nalone@example.com\n`,
      transport: '# postfix-lint ignore=missing-table-value -- once\nexample.com smtp:[mail.example.net]\n',
    })
    const { stdout } = run(['.'], { cwd: path })
    expect(stdout).not.toContain('missing-table-value]')
    expect(stdout).not.toContain('maps/virtual:')
    expect(stdout).toContain('--> transport:1:')
  })

  it('are not read through a link that leads out of it', () => {
    const { path } = workspace({ 'conf/main.cf': main, 'elsewhere/virtual': virtual })
    mkdirSync(join(path, 'conf/maps'))
    symlinkSync('../../elsewhere/virtual', join(path, 'conf/maps/virtual'))
    expect(run([join(path, 'conf')]).stdout).toContain('Nothing to complain about (1 file')
  })

  it('are not read from elsewhere without a root', () => {
    const { path } = workspace({
      'conf/main.cf': 'virtual_alias_maps = hash:/srv/virtual\n',
      'root/srv/virtual': virtual,
    })
    expect(run(['conf'], { cwd: path }).stdout).toContain('Nothing to complain about (1 file')
    const { stdout } = run(['--root', 'root', '--rule', 'missing-table-value=error', 'conf'], { cwd: path })
    expect(stdout).toMatch(/--> .*root\/srv\/virtual:2:1/)
  })

  it('outside the directory are never changed', () => {
    const { path, read } = workspace({
      'conf/main.cf': 'transport_maps = hash:/srv/transport\n',
      'root/srv/transport': transport,
    })
    expect(run(['--root', 'root', '--fix-unsafe', 'conf'], { cwd: path }).stdout).toContain('key-never-matches')
    expect(read('root/srv/transport')).toBe(transport)
  })
})

describe('a table that is named by itself', () => {
  it('is judged by what main.cf uses it for', () => {
    const { path } = workspace({ 'main.cf': main, 'maps/virtual': virtual, transport })
    const { stdout } = run(['transport'], { cwd: path })
    expect(stdout).toContain('key-never-matches')
    expect(stdout).not.toContain('virtual')
    expect(run(['maps/virtual'], { cwd: path }).stdout).toContain('--> maps/virtual:2:1')
  })

  it('is judged by its name when no main.cf is there', () => {
    const { path } = workspace({ transport, 'header_checks.pcre': 'endif\n' })
    expect(run([join(path, 'transport')]).stdout).toContain('key-never-matches')
    expect(run([join(path, 'header_checks.pcre')]).stdout).toContain('endif-without-if')
  })

  it('is refused when nothing tells what it is', () => {
    const { path } = workspace({ 'some-file': 'a b\n' })
    const { status, stderr } = run(['some-file'], { cwd: path })
    expect(status).toBe(2)
    expect(stderr).toContain('some-file is neither main.cf nor master.cf')
  })

  it('is a table also if its name has `domains` in it', () => {
    const { path } = workspace({
      'main.cf': 'relay_domains = hash:/etc/postfix/relay_domains\n',
      relay_domains: 'example.com\n',
    })
    expect(run(['relay_domains'], { cwd: path }).stdout).toContain('missing-table-value')
  })
})

describe('what a report shows of a table', () => {
  it('is never a password', () => {
    const { path } = workspace({
      'main.cf': 'smtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd\n',
      sasl_passwd: '[mail.example.net]:587 anna: hunter2\n',
    })
    for (const format of ['pretty', 'json', 'sarif', 'compact']) {
      const { stdout } = run(['--format', format, path])
      expect(stdout).toContain('password-without-user')
      expect(stdout).not.toContain('hunter2')
    }
  })

  it('is nothing that another program has yet to fill in', () => {
    const { path } = workspace({
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      virtual: '{{ virtual_aliases }}\nalone@example.com\n',
    })
    const { stdout } = run([path])
    expect(stdout.match(/missing-table-value\]/g)).toHaveLength(1)
    expect(stdout).toContain('virtual:2:1')
  })
})

describe('a table on standard input', () => {
  const input = 'info@example.com anna@example.org\nalone@example.com\n'

  it('is what a main.cf near it says of it', () => {
    const { path } = workspace({ 'main.cf': main, 'maps/virtual': 'x@example.com y@example.org\n' })
    const name = join(path, 'maps/virtual')
    const { status, stdout } = run(['--stdin', '--stdin-filename', name, '--format', 'compact'], { input })
    expect(status).toBe(1)
    expect(stdout).toMatch(/maps\/virtual:2:1: .*missing-table-value/)
  })

  it('need not be there, and can be told by its name', () => {
    const { path } = workspace({ 'main.cf': main })
    const there = run(['--stdin', '--stdin-filename', 'transport', '--format', 'compact'], {
      cwd: path,
      input: '@example.com smtp:[mail.example.net]\n',
    })
    expect(there.stdout).toContain('transport:1:1')
    const alone = run(['--stdin', '--stdin-filename', '/nowhere/virtual', '--format', 'compact'], { input })
    expect(alone.stdout).toContain('/nowhere/virtual:2:1')
  })

  it('is mended to standard output, and the file left alone', () => {
    const { path, read } = workspace({ 'main.cf': main, transport: 'untouched smtp:\n' })
    const { stdout } = run(['--stdin', '--stdin-filename', 'transport', '--fix-unsafe'], {
      cwd: path,
      input: '@example.com smtp:[mail.example.net]\n',
    })
    expect(stdout).toBe('example.com smtp:[mail.example.net]\n')
    expect(read('transport')).toBe('untouched smtp:\n')
  })

  it('is not guessed when nothing tells what it is', () => {
    const { stderr, stdout, status } = run(['--stdin', '--stdin-filename', '/nowhere/stuff'], { input })
    expect(status).toBe(2)
    expect(stdout + stderr).toContain('nothing tells what kind of table it is')
    expect(run(['format', '--stdin', '--stdin-filename', '/nowhere/stuff'], { input }).stderr).toContain(
      'nothing tells what kind of table it is',
    )
    expect(run(['show', '--stdin', '--stdin-filename', 'virtual'], { input }).stderr).toContain(
      'which of main.cf and master.cf it is',
    )
  })
})
