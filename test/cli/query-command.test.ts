import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

const files = {
  'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\nheader_checks = pcre:/etc/postfix/headers\n',
  virtual: '# comment\nInfo@example.com anna@example.org\n',
  headers: '/^Subject: (.*) now$/ REJECT $1\n',
  aliases: 'root: anna, "b c"\n',
}

describe('a query', () => {
  it('prints what postmap -q prints, and nothing else', () => {
    const { path } = workspace(files)
    const found = run(['query', 'hash:virtual', 'info@EXAMPLE.com'], { cwd: path })
    expect(found).toEqual({ status: 0, stdout: 'anna@example.org\n', stderr: '' })
    expect(run(['query', 'hash:virtual', 'example.com'], { cwd: path })).toEqual({ status: 1, stdout: '', stderr: '' })
    expect(run(['query', '-f', 'hash:virtual', 'info@example.com'], { cwd: path }).status).toBe(1)
  })

  it('takes the keys from standard input', () => {
    const { path } = workspace(files)
    const { stdout, status } = run(['query', 'virtual', '-'], { cwd: path, input: 'x\ninfo@example.com\n' })
    expect(stdout).toBe('info@example.com\tanna@example.org\n')
    expect(status).toBe(0)
    expect(run(['query', '--aliases', 'aliases', '-'], { cwd: path, input: 'Root\n' }).stdout).toBe(
      'Root:\tanna, "b c"\n',
    )
  })

  it('says on request which line answered', () => {
    const { path } = workspace(files)
    const { stdout, stderr } = run(['query', '--explain', 'hash:virtual', 'info@example.com'], { cwd: path })
    expect(stdout).toBe('anna@example.org\n')
    expect(stderr).toBe('postfix-lint: answered by: virtual, line 2\n')
  })

  it('knows a file by what main.cf, or its name, says of it', () => {
    const { path } = workspace(files)
    expect(run(['query', 'headers', 'Subject: buy now'], { cwd: path }).stdout).toBe('REJECT buy\n')
    expect(run(['query', join(path, 'headers'), 'Subject: buy now']).stdout).toBe('REJECT buy\n')
    expect(run(['query', 'aliases', 'root'], { cwd: path }).stdout).toBe('anna, "b c"\n')
  })

  it('looks in the named directory for what a table has in that of Postfix', () => {
    const { path } = workspace(files)
    const args = ['query', '-c', path, 'hash:/etc/postfix/virtual', 'info@example.com']
    expect(run(args).stdout).toBe('anna@example.org\n')
  })

  it('does as smtputf8_enable says', () => {
    const table = { t: 'É x\n' }
    const plain = workspace({ 'main.cf': 'smtputf8_enable = no\n', ...table })
    const folds = workspace({ 'main.cf': 'smtputf8_enable = yes\n', ...table })
    expect(run(['query', 'hash:t', 'é'], { cwd: plain.path }).status).toBe(1)
    expect(run(['query', 'hash:t', 'é'], { cwd: folds.path }).stdout).toBe('x\n')
  })

  it('warns that an index is older than its source', () => {
    const { path, write } = workspace(files)
    utimesSync(write('virtual.db', ''), 1e9, 1e9)
    const { stdout, stderr } = run(['query', 'hash:virtual', 'info@example.com'], { cwd: path })
    expect(stdout).toBe('anna@example.org\n')
    expect(stderr).toContain('virtual.db is older than virtual')
  })

  it('ends with 2 where only Postfix itself knows, and with 1 where it stops', () => {
    expect(run(['query', 'ldap:/etc/postfix/ldap.cf', 'x'])).toMatchObject({ status: 2, stdout: '' })
    expect(run(['query', 'randmap:{a, b}', 'x']).stderr).toContain('any of these, at random: a, b')
    expect(run(['query', 'pcre:{{/(?R)/ x}}', 'x'])).toMatchObject({ status: 2, stdout: '' })
    expect(run(['query', 'texthash:/nowhere/at/all', 'x'])).toEqual({
      status: 1,
      stdout: '',
      stderr: 'postfix-lint: fatal: open database /nowhere/at/all: No such file or directory\n',
    })
    expect(run(['query', '--postfix-version', '2.11', 'inline:{a=b}', 'a']).stderr).toContain(
      'unsupported dictionary type: inline',
    )
  })

  it('tells how it is called', () => {
    expect(run(['query', '--help']).stdout).toContain('Usage: postfix-lint query')
    expect(run(['query', 'hash:x'])).toMatchObject({ status: 2 })
    expect(run(['query', '--explian', 'hash:x', 'y']).stderr).toContain('did you mean `--explain`?')
    expect(run(['query', 'static:found', '--', '-x']).stdout).toBe('found\n')
  })
})
