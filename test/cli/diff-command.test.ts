import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { type Workspace, workspace } from './workspace.js'

const run = builtCommand()
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('schemas/comparison.schema.json', 'utf8')),
)

const master = 'smtp inet n - y - - smtpd\nsubmission inet n - y - - smtpd\n'
const files = {
  'a/main.cf': 'smtpd_tls_security_level = may\nmynetworks = 127.0.0.0/8 192.0.2.0/24\n',
  'a/master.cf': master,
  'b/main.cf': 'mynetworks =\n  127.0.0.0/8\n  198.51.100.0/24\nsmtpd_tls_security_level = encrypt\n',
  'b/master.cf': `${master}relay unix - - y - - smtp\n`,
}

function repository(): Workspace {
  const space = workspace({ 'etc/postfix/main.cf': files['a/main.cf'], 'etc/postfix/master.cf': master })
  git(space.path, 'init', '-q', '-b', 'main')
  git(space.path, 'add', '.')
  git(space.path, 'commit', '-qm', 'first')
  return space
}

function git(cwd: string, ...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd, stdio: 'pipe' })
}

describe('two directories', () => {
  it('are compared by effect', () => {
    const { path } = workspace(files)
    const { status, stdout, stderr } = run(['diff', 'a', 'b', '--postfix-version', '3.5.0'], { cwd: path })
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    const text = Buffer.from(stdout, 'latin1').toString()
    expect(text).toBe(`# a (Postfix 3.5.0) → b (Postfix 3.5.0)

+ relay/unix  smtp

mynetworks:
    - 192.0.2.0/24
    + 198.51.100.0/24
    smtp/inet, submission/inet
    a/main.cf:2 → b/main.cf:1

smtpd_client_event_limit_exceptions:
    - 192.0.2.0/24
    + 198.51.100.0/24
    smtp/inet, submission/inet

smtpd_tls_security_level: may → encrypt
    smtp/inet, submission/inet
    a/main.cf:1 → b/main.cf:4
`)
  })

  it('are the same whatever the lines', () => {
    const { path, write } = workspace({ ...files, 'b/master.cf': master })
    write('b/main.cf', '# other lines\nmynetworks=127.0.0.0/8,192.0.2.0/24\nsmtpd_tls_security_level =\n  may\n')
    const { status, stdout } = run(['diff', 'a', 'b'], { cwd: path })
    expect(status).toBe(0)
    expect(stdout).toContain('Every service runs with the same.')
  })

  it('are compared for programs as the schema says', () => {
    const { path } = workspace(files)
    const { status, stdout } = run(['diff', '--json', 'a', 'b'], { cwd: path })
    const value = JSON.parse(stdout)
    expect(status).toBe(1)
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
    expect(value).toMatchObject({ version: 1, same: false, addedServices: [{ label: 'relay/unix' }] })
  })

  it('show control characters as signs', () => {
    const { path } = workspace({ 'a/main.cf': 'mydomain = a\n', 'b/main.cf': 'mydomain = \u001b]0;b\u0007\n' })
    const { stdout } = run(['diff', 'a', 'b'], { cwd: path })
    for (const sign of ['\u001b', '\u0007']) expect(stdout).not.toContain(sign)
  })
})

it('one directory is compared with itself as another release or build', () => {
  const { path } = workspace(files)
  const text = (...args: readonly string[]) =>
    Buffer.from(run(['diff', 'a', ...args], { cwd: path }).stdout, 'latin1').toString()
  expect(text('--from-version', '3.8', '--to-version', '3.9')).toMatch(
    /smtpd_forbid_unauth_pipelining: no → yes\n {4}smtp\/inet, submission\/inet\n\n/,
  )
  expect(text('--from-version', '3.8', '--to-version', '3.9')).toContain('New parameters, at their defaults\n')
  expect(text('--to-profile', 'debian')).toContain('daemon_directory: /usr/libexec/postfix → /usr/lib/postfix/sbin')
})

describe('git revisions', () => {
  it('are compared with each other and with what is there', () => {
    const { path, write } = repository()
    expect(run(['diff', 'HEAD:etc/postfix', 'etc/postfix'], { cwd: path }).status).toBe(0)
    write('etc/postfix/main.cf', files['b/main.cf'])
    const first = run(['diff', 'HEAD:etc/postfix', 'etc/postfix'], { cwd: path })
    expect(first.status).toBe(1)
    expect(Buffer.from(first.stdout, 'latin1').toString()).toContain(
      'HEAD:etc/postfix/main.cf:1 → etc/postfix/main.cf:4',
    )
    git(path, 'commit', '-qam', 'second')
    expect(run(['diff', 'HEAD^:etc/postfix', 'HEAD:etc/postfix'], { cwd: path }).status).toBe(1)
    expect(run(['diff', 'HEAD:etc/postfix/main.cf', 'etc/postfix'], { cwd: path }).status).toBe(0)
    // Paths are relative to the current folder.
    expect(run(['diff', 'HEAD:.', '.'], { cwd: join(path, 'etc/postfix') }).status).toBe(0)
    expect(run(['diff', 'HEAD:../etc/postfix', 'postfix'], { cwd: join(path, 'etc') }).status).toBe(0)
  })

  it('run nothing, and follow no links', () => {
    const { path, write } = repository()
    write('x.sh', '#!/bin/sh\ntouch ran\n')
    write('.gitattributes', '* filter=x diff=x\n')
    for (const key of ['filter.x.smudge', 'diff.x.textconv', 'diff.external', 'core.fsmonitor', 'core.sshCommand']) {
      git(path, 'config', key, `sh ${join(path, 'x.sh')}`)
    }
    symlinkSync('/etc/passwd', join(path, 'link.cf'))
    execFileSync('mkdir', ['-p', join(path, 'l')])
    symlinkSync('/etc/passwd', join(path, 'l/main.cf'))
    git(path, '-c', 'core.fsmonitor=false', 'add', '.gitattributes', 'l')
    git(path, '-c', 'core.fsmonitor=false', 'commit', '-qm', 'links')
    execFileSync('rm', ['-f', join(path, 'ran')])
    expect(run(['diff', 'HEAD:etc/postfix', 'etc/postfix'], { cwd: path }).status).toBe(0)
    expect(run(['diff', 'HEAD:l', 'etc/postfix'], { cwd: path }).stderr).toContain(
      'HEAD:l has no `main.cf` or `master.cf` in it',
    )
    expect(existsSync(join(path, 'ran'))).toBe(false)
  })

  it.each([
    ['nonesuch:etc/postfix', 'is no path, and git has no such thing'],
    ['--output=ran:etc/postfix', 'there is no option'],
    ['HEAD --output=ran:etc/postfix', 'is no path, and git has no such thing'],
    ['HEAD;touch ran:etc/postfix', 'is no path, and git has no such thing'],
    ['HEAD:../../..', 'is no path, and git has no such thing'],
    ['HEAD:nowhere', 'has no `main.cf` or `master.cf` in it'],
    [':etc/postfix', 'is no path, and git has no such thing'],
  ])('that are none are said to be: %s', (name, message) => {
    const { path } = repository()
    const { status, stderr } = run(['diff', name, 'etc/postfix'], { cwd: path })
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) })
    expect(existsSync(join(path, 'ran'))).toBe(false)
  })
})

describe('lookup tables', () => {
  const main =
    'virtual_alias_maps = hash:/etc/postfix/maps/virtual\nsmtp_sasl_password_maps = hash:/etc/postfix/logins\n'
  const tables = (alias: string, password: string) => ({
    'main.cf': main,
    'master.cf': 'cleanup unix n - y - 0 cleanup\nout unix - - y - - smtp\n',
    'maps/virtual': `joe@example.com ${alias}\nold@example.com x\n`,
    logins: `mx.example.net joe:${password}\n`,
  })
  const below = (folder: string, texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${folder}/${name}`, text]))

  it('of two directories are compared, and no passwords are shown', () => {
    const { path, write } = workspace({ ...below('a', tables('joe', 'one')), ...below('b', tables('ann', 'two')) })
    write('b/maps/virtual', 'joe@example.com ann\nnew@example.com \u001b]0;x\u0007\n')
    const { status, stdout } = run(['diff', 'a', 'b', '--postfix-version', '3.5.0'], { cwd: path })
    expect(status).toBe(1)
    expect(Buffer.from(stdout, 'latin1').toString()).toBe(`# a (Postfix 3.5.0) → b (Postfix 3.5.0)

hash:/etc/postfix/logins (smtp_sasl_password_maps):
    ~ mx.example.net  (changed, not shown)
    out/unix

hash:/etc/postfix/maps/virtual (virtual_alias_maps):
    ~ joe@example.com  joe → ann
    - old@example.com  x
    + new@example.com  \u241b]0;x\u2407
    cleanup/unix
`)
    const json = run(['diff', 'a', 'b', '--json'], { cwd: path }).stdout
    expect(validate(JSON.parse(json)), JSON.stringify(validate.errors)).toBe(true)
    expect(JSON.parse(json)).toMatchObject({ same: false, changedTables: [{ changed: 1 }, { changed: 1, added: 1 }] })
    for (const shown of [stdout, json]) expect(shown).not.toMatch(/joe:|one|two/)
  })

  it('with many changes are counted', () => {
    const many = (value: string) => Array.from({ length: 50 }, (_, at) => `u${at}@example.com ${value}\n`).join('')
    const { path } = workspace({
      ...below('a', { ...tables('joe', 'x'), 'maps/virtual': many('a') }),
      ...below('b', { ...tables('joe', 'x'), 'maps/virtual': many('b') }),
    })
    const text = Buffer.from(run(['diff', 'a', 'b'], { cwd: path }).stdout, 'latin1').toString()
    expect(text.match(/^ {4}~ u/gm)).toHaveLength(20)
    expect(text).toContain('    ... and 30 more entries: 0 added, 0 removed, 50 changed in all\n')
  })

  it('of revisions are those that git has; of links and of files that it has not, nothing is said', () => {
    const space = workspace(below('etc/postfix', tables('joe', 'x')))
    const { path, write } = space
    git(path, 'init', '-q', '-b', 'main')
    git(path, 'add', 'etc/postfix/main.cf', 'etc/postfix/master.cf', 'etc/postfix/maps')
    git(path, 'commit', '-qm', 'first')
    write('etc/postfix/maps/virtual', 'joe@example.com ann\nold@example.com x\n')
    const text = (...args: readonly string[]) =>
      Buffer.from(run(['diff', ...args], { cwd: path }).stdout, 'latin1').toString()
    const first = text('HEAD:etc/postfix', 'etc/postfix')
    expect(first).toContain('    ~ joe@example.com  joe → ann\n')
    expect(first).toContain(
      'Tables that are not compared\n  hash:/etc/postfix/logins cannot be read in HEAD:etc/postfix\n',
    )
    git(path, 'commit', '-qam', 'second')
    expect(text('HEAD^:etc/postfix/main.cf', 'HEAD:etc/postfix')).toContain('    ~ joe@example.com  joe → ann\n')
    write('outside', 'joe@example.com secret\n')
    execFileSync('rm', ['etc/postfix/maps/virtual'], { cwd: path })
    symlinkSync('../../../outside', join(path, 'etc/postfix/maps/virtual'))
    git(path, 'commit', '-qam', 'a link')
    expect(text('HEAD^:etc/postfix', 'HEAD:etc/postfix')).toContain('cannot be read in HEAD:etc/postfix')
    expect(text('HEAD^:etc/postfix', 'etc/postfix')).not.toContain('secret')
  })

  it('that is no text is passed over', () => {
    const { path, write } = workspace(below('etc', tables('joe', 'x')))
    write('etc/maps/virtual', Buffer.from([0xff, 0xfe, 0, 1, 0, 0, 2]))
    git(path, 'init', '-q', '-b', 'main')
    git(path, 'add', '.')
    git(path, 'commit', '-qm', 'first')
    const { status, stderr } = run(['diff', 'HEAD:etc', 'etc'], { cwd: path })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})

it.each([
  [['diff'], '`diff` takes two configurations'],
  [['diff', 'a'], '`diff` takes two configurations'],
  [['diff', 'a', 'b', 'c'], '`diff` takes two configurations'],
  [['diff', 'a', 'nowhere'], 'nowhere does not exist'],
  [['diff', 'a', '--to-version', '9.9'], 'Postfix version `9.9` is not known'],
  [['--to-version', '3.9', 'a'], '`--to-version` belongs to `postfix-lint diff`'],
])('%j is wrong', (args, message) => {
  const { path } = workspace(files)
  const { status, stderr } = run(args, { cwd: path })
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) })
})
