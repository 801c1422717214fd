import { chmodSync, lstatSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

const clean = 'smtpd_helo_required = yes\n'
const wrong = 'smtpd_helo_required = true\n'
const master = 'smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\n'
const brokenMaster = `${master}relay unix -\n`

describe('what is linted', () => {
  it('says nothing is wrong, and exits with 0', () => {
    const { path } = workspace({ 'main.cf': clean })
    const { status, stdout, stderr } = run([path])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^Nothing to complain about \(1 file read as Postfix 3\.\d+\.\d+\)\n$/)
  })

  it('lints the current directory', () => {
    const { path } = workspace({ 'main.cf': wrong, 'master.cf': brokenMaster })
    const { status, stdout } = run([], { cwd: path })
    expect(status).toBe(1)
    expect(stdout).toContain('--> main.cf:1:23')
    expect(stdout).toContain('--> master.cf:3:1')
    expect(stdout).toContain('(2 files read')
  })

  it('shows only the findings of a file that is named', () => {
    const { path } = workspace({ 'main.cf': wrong, 'master.cf': brokenMaster })
    const { stdout } = run(['master.cf'], { cwd: path })
    expect(stdout).not.toContain('main.cf')
    expect(stdout).toContain('--> master.cf:3:1')
  })

  it('reads the other file for what it says about the named one', () => {
    const { path } = workspace({
      'main.cf': 'virtual_transport = lmtpp\n',
      'master.cf': `${master}lmtp unix - - n - - lmtp\n`,
    })
    expect(run(['main.cf'], { cwd: path }).stdout).toContain('Did you mean `lmtp`?')
  })

  it('takes several paths, each configuration once', () => {
    const { path } = workspace({ 'a/main.cf': wrong, 'b/main.cf': wrong, 'b/master.cf': master })
    const { stdout } = run(['a', 'b/main.cf', 'b', './a'], { cwd: path })
    expect(stdout.match(/error\[bad-boolean\]/g)).toHaveLength(2)
    expect(stdout).toContain('(3 files read')
  })
})

describe('files that cannot be linted', () => {
  it('says which, and lints the others', () => {
    const { path, write } = workspace({
      'a/main.cf': wrong,
      'binary/main.cf': new Uint8Array(4096),
      'empty/readme': '',
    })
    write('utf16/main.cf', Buffer.from('\ufeffmyhostname = x\n', 'utf16le'))
    truncateSync(write('large/main.cf', ''), 17 * 1024 * 1024)
    const { status, stdout, stderr } = run(['a', 'binary', 'empty', 'gone', 'utf16', 'large'], { cwd: path })
    expect(status).toBe(2)
    expect(stdout).toContain('error[bad-boolean]')
    expect(stderr.split('\n').sort()).toEqual([
      '',
      'postfix-lint: binary/main.cf is a binary file, not a configuration text',
      'postfix-lint: empty has no `main.cf` or `master.cf` in it or below it',
      'postfix-lint: gone does not exist',
      'postfix-lint: large/main.cf is too large: 17 MiB, and no more than 16 MiB are read',
      'postfix-lint: utf16/main.cf is UTF-16 text, which Postfix cannot read: save it as UTF-8',
    ])
  })

  it('does not wait for a named pipe, nor read a directory', () => {
    const { path } = workspace({ 'main.cf/file': '' })
    expect(run([path]).stderr).toContain('main.cf is a directory')
  })

  it('does not guess what a file is', () => {
    const { path } = workspace({ 'config.txt': wrong })
    expect(run([join(path, 'config.txt')]).stderr).toContain('nothing tells what kind of table it is')
  })
})

describe('fixing', () => {
  it('changes nothing in a dry run, and prints a diff', () => {
    const { path, read } = workspace({ 'main.cf': wrong })
    const { stdout } = run(['--fix-dry-run', '--fix-unsafe', 'main.cf'], { cwd: path })
    expect(stdout).toBe(
      '--- main.cf\n+++ main.cf\n@@ -1,1 +1,1 @@\n-smtpd_helo_required = true\n+smtpd_helo_required = yes\n',
    )
    expect(read('main.cf')).toBe(wrong)
  })

  it('applies only what is certain unless told otherwise', () => {
    const { path, read } = workspace({ 'main.cf': `${wrong}mynetworks 192.0.2.0/24\n` })
    run(['--fix', path])
    expect(read('main.cf')).toBe(`${wrong}mynetworks = 192.0.2.0/24\n`)
    expect(run(['--fix-unsafe', path])).toMatchObject({ status: 0 })
    expect(read('main.cf')).toBe(`${clean}mynetworks = 192.0.2.0/24\n`)
  })

  it('keeps the bytes, the mode and the symbolic link', () => {
    const bytes = Buffer.from('# caf\xe9 \r\nsmtpd_helo_required = true\n', 'latin1')
    const { path, read } = workspace({ 'real.cf': bytes })
    chmodSync(join(path, 'real.cf'), 0o640)
    symlinkSync('real.cf', join(path, 'main.cf'))
    run(['--fix-unsafe', '--rule', 'carriage-return=off', path])
    expect(read('real.cf')).toBe('# caf\xe9 \r\nsmtpd_helo_required = yes\n')
    expect(statSync(join(path, 'real.cf')).mode & 0o7777).toBe(0o640)
    expect(lstatSync(join(path, 'main.cf')).isSymbolicLink()).toBe(true)
  })

  it('leaves the other file alone when one is named', () => {
    const { path, read } = workspace({ 'main.cf': wrong, 'master.cf': master })
    run(['--fix-unsafe', join(path, 'master.cf')])
    expect(read('main.cf')).toBe(wrong)
  })
})

describe('standard input', () => {
  it.each([[['--stdin']], [['-']], [['--', '-']], [['-', '--stdin']]])('is main.cf unless it is named: %j', args => {
    const { status, stdout } = run(args, { input: wrong })
    expect(status).toBe(1)
    expect(stdout).toContain('--> main.cf:1:23')
  })

  it('takes the other file from the directory of its name', () => {
    const { path } = workspace({ 'master.cf': `${master}lmtp unix - - n - - lmtp\n` })
    const { stdout } = run(['--stdin', '--stdin-filename', join(path, 'main.cf')], {
      input: 'virtual_transport = lmtpp\n',
    })
    expect(stdout).toContain('Did you mean `lmtp`?')
  })

  it('is printed fixed, byte for byte', () => {
    const { stdout, stderr } = run(['--stdin', '--fix-unsafe'], { input: Buffer.from(`# caf\xe9\n${wrong}`, 'latin1') })
    expect(stdout).toBe(`# caf\xe9\n${clean}`)
    expect(stderr).toContain('Fixed 1 finding.')
  })
})

describe('exit status', () => {
  const warning = ['--rule', 'bad-boolean=warning']
  it.each([
    ['an error', [], 1],
    ['a warning', warning, 1],
    ['a warning that may pass', [...warning, '--max-warnings', '1'], 0],
    ['more warnings than may pass', [...warning, '--max-warnings', '0'], 1],
    ['an info', ['--rule', 'bad-boolean=info'], 0],
    ['a rule that is off', ['--rule', 'bad-boolean=off'], 0],
    ['--exit-zero', ['--exit-zero'], 0],
    ['--quiet, which hides warnings only from sight', [...warning, '--quiet'], 1],
  ])('%s', (_, args, expected) => {
    const { path } = workspace({ 'main.cf': wrong })
    expect(run([...args, path]).status).toBe(expected)
  })

  it.each([
    [['--fixx'], 'there is no option `--fixx`: did you mean `--fix`?'],
    [['--rule', 'bad-bolean=off', '.'], 'there is no rule `bad-bolean`: did you mean `bad-boolean`?'],
    [['--rule', 'bad-boolean=warn', '.'], '`--rule id=severity` takes `error`, `warning`, `info`, `off`, not `warn`'],
    [['--postfix-version', '9.9', '.'], 'Postfix version `9.9` is not known'],
    [['--profile', 'gentoo', '.'], 'there is no profile `gentoo`'],
    [['--preset', 'most', '.'], '`--preset` takes `recommended`, `strict`, `all`, not `most`'],
    [['--root', 'nowhere', '.'], 'root `nowhere` is not a directory'],
    [['--root', '--fix'], '`--root` needs a value'],
    [['--max-warnings', '-1'], '`--max-warnings` needs a value'],
    [['--config', 'none.json', '.'], 'settings file none.json does not exist'],
    [['explain'], '`explain` takes one thing'],
    [['--stdin', '.'], 'name no paths with it'],
    [['-', '.'], 'name no paths with it'],
    [['-', '--watch'], 'it does not go with `--stdin`'],
    [['--format', 'json', '--fix-dry-run', '.'], 'leave `--format json` out'],
  ])('%j', (args, message) => {
    const { path } = workspace({ 'main.cf': clean })
    const { status, stdout, stderr } = run(args, { cwd: path })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(message)
  })
})

describe('settings', () => {
  const config = (value: unknown) => ({ 'postfix-lint.config.json': JSON.stringify(value), 'conf/main.cf': wrong })

  it('are found upward of the files', () => {
    const { path } = workspace(config({ rules: { 'bad-boolean': 'off' } }))
    expect(run([join(path, 'conf')]).status).toBe(0)
    expect(run(['--no-config', join(path, 'conf')]).status).toBe(1)
  })

  it('give way to the command line', () => {
    const { path } = workspace(config({ rules: { 'bad-boolean': 'off' }, postfixVersion: '3.7' }))
    const { stdout } = run(['--rule', 'bad-boolean=info', '--postfix-version', '3.8', join(path, 'conf')])
    expect(stdout).toContain('info[bad-boolean]')
    expect(stdout).toMatch(/read as Postfix 3\.8\./)
  })

  it('can stand in package.json', () => {
    const { path } = workspace({
      'package.json': JSON.stringify({ name: 'postfix-lint', 'postfix-lint': { rules: { 'bad-boolean': 'off' } } }),
      'main.cf': wrong,
    })
    expect(run([path]).status).toBe(0)
  })

  it('say where they are wrong', () => {
    const { path, write } = workspace({ 'main.cf': clean })
    const file = write(
      'postfix-lint.config.json',
      '{\n  "preset": "most",\n  "rulez": {},\n  "rules": { "bad-bolean": "off" }\n}\n',
    )
    const { status, stderr } = run([path])
    expect(status).toBe(2)
    expect(stderr).toBe(
      [
        `postfix-lint: ${file}:3:3: there is no setting \`rulez\`: did you mean \`rules\`?`,
        `${file}:2:13: \`preset\` has to be one of \`recommended\`, \`strict\`, \`all\``,
        `${file}:4:14: there is no rule \`bad-bolean\`: did you mean \`bad-boolean\`?`,
        '',
      ].join('\n'),
    )
    writeFileSync(file, '{ "preset": "strict", }')
    expect(run([path]).stderr).toContain(`${file}:1:23: not JSON`)
  })
})

describe('the host', () => {
  const chrooted = 'smtp inet n - y - - smtpd\n'

  it('is looked at only below the root that is named', () => {
    const files = {
      'etc/postfix/main.cf': clean,
      'etc/postfix/master.cf': chrooted,
      'etc/resolv.conf': 'nameserver 192.0.2.53\n',
    }
    const { path } = workspace(files)
    const conf = join(path, 'etc/postfix')
    expect(run([conf]).stdout).not.toContain('jail-lacks-file')
    expect(run(['--root', path, conf]).stdout).toContain('jail-lacks-file')
    expect(run(['--root', path, '--no-host', conf]).stdout).not.toContain('jail-lacks-file')
  })
})

describe('output', () => {
  it('has colours only when they are wanted', () => {
    const { path } = workspace({ 'main.cf': wrong })
    const coloured = (args: readonly string[], env: Readonly<Record<string, string>>) =>
      run([...args, path], { env }).stdout.includes('\u001b[')
    expect(coloured([], {})).toBe(false)
    expect(coloured([], { FORCE_COLOR: '1' })).toBe(true)
    expect(coloured([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false)
    expect(coloured(['--color'], { NO_COLOR: '1' })).toBe(true)
    expect(coloured(['--no-color'], { FORCE_COLOR: '1' })).toBe(false)
  })

  it('never holds a control character of a file or of its name', () => {
    const { path } = workspace({
      'evil\u001b[2J/main.cf': 'smtpd_helo_required = \u001b[31mtrue\u0007\u009b5m\u202e\n',
    })
    for (const args of [['--format', 'json'], []]) {
      const { stdout, stderr } = run([...args, join(path, 'evil\u001b[2J')])
      const text = Buffer.from(stdout + stderr, 'latin1').toString('utf8')
      expect(text).toContain('bad-boolean')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
    }
  })

  it('explains rules and names', () => {
    expect(run(['explain', 'bad-boolean']).stdout).toContain('Severity: error')
    expect(run(['explain', 'smtpd_helo_required']).stdout).toContain('yes or no')
    expect(run(['rules']).stdout).toContain('bad-boolean')
    expect(run(['--help']).stdout).toContain('Usage:')
    expect(run(['--version']).stdout).toMatch(/^postfix-lint \d+\.\d+\.\d+\n$/)
  })
})
