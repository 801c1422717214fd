import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

const wrong = 'smtpd_helo_required = true\n'
const master = 'smtp inet n - n - - smtpd\n'

/** The files with findings, in the order they are reported. */
function found(args: readonly string[], cwd: string): readonly string[] {
  const { stdout } = run(['--format', 'compact', ...args], { cwd })
  return [...new Set(stdout.split('\n').flatMap(line => /^(.*?):\d+:\d+:/.exec(line)?.[1] ?? []))]
}

const tree = {
  'readme.txt': 'main',
  'a/main.cf': wrong,
  'b/deep/er/main.cf': wrong,
  'b/main.cf.orig': wrong,
  'b/node_modules/x/main.cf': wrong,
  'c/main.cf': wrong,
  'c/old/main.cf': wrong,
}

describe('a directory without a configuration', () => {
  it('is searched, in the order of its paths', () => {
    const { path } = workspace(tree)
    expect(found(['.'], path)).toEqual(['a/main.cf', 'b/deep/er/main.cf', 'c/main.cf', 'c/old/main.cf'])
    expect(found(['b', 'a'], path)).toEqual(['b/deep/er/main.cf', 'a/main.cf'])
  })

  it('says so when there is none below it', () => {
    const { path } = workspace({ 'x/readme.txt': '' })
    const { status, stderr } = run(['x'], { cwd: path })
    expect(status).toBe(2)
    expect(stderr).toBe('postfix-lint: x has no `main.cf` or `master.cf` in it or below it\n')
  })

  it('is not searched through links, which could lead in circles', () => {
    const { path } = workspace({ 'a/main.cf': wrong })
    symlinkSync('..', join(path, 'a', 'up'))
    symlinkSync('a', join(path, 'b'))
    expect(found(['.'], path)).toEqual(['a/main.cf'])
  })
})

it('looks below a configuration only with --recursive', () => {
  const { path } = workspace(tree)
  expect(found(['c'], path)).toEqual(['c/main.cf'])
  expect(found(['-r', 'c'], path)).toEqual(['c/main.cf', 'c/old/main.cf'])
})

describe('what is left out of a search', () => {
  it('is what .postfix-lintignore names, in any folder', () => {
    const { path } = workspace({
      ...tree,
      '.postfix-lintignore': '# old things\nold/\n/a\n',
      'b/.postfix-lintignore': 'deep/*\n!deep/er\n',
    })
    expect(found(['.'], path)).toEqual(['b/deep/er/main.cf', 'c/main.cf'])
    expect(found(['c', '-r'], path)).toEqual(['c/main.cf'])
  })

  it('is what the settings name', () => {
    const { path } = workspace({
      ...tree,
      'postfix-lint.config.json': JSON.stringify({ ignore: ['c/*', '!c/old', 'deep'] }),
    })
    expect(found(['.'], path)).toEqual(['a/main.cf', 'c/old/main.cf'])
    expect(found(['--no-config', '.'], path)).toHaveLength(4)
  })

  it('is linted all the same when it is named', () => {
    const { path } = workspace({ ...tree, '.postfix-lintignore': 'a\n' })
    expect(found(['a'], path)).toEqual(['a/main.cf'])
    expect(found(['a/main.cf'], path)).toEqual(['a/main.cf'])
  })

  it('has to be a list of patterns', () => {
    const { path } = workspace({ 'main.cf': '', 'postfix-lint.config.json': '{ "ignore": "x" }' })
    expect(run(['.'], { cwd: path }).stderr).toContain('`ignore` has to be a list')
  })
})

describe('a pattern', () => {
  it('names directories and files, but for what is left out', () => {
    const { path } = workspace({ ...tree, '.postfix-lintignore': '/c/old\n' })
    expect(found(['*'], path)).toEqual(['a/main.cf', 'c/main.cf'])
    expect(found(['**/main.cf'], path)).toEqual(['a/main.cf', 'b/deep/er/main.cf', 'c/main.cf'])
    expect(found(['{c,a}/'], path)).toEqual(['a/main.cf', 'c/main.cf'])
  })

  it('that matches nothing is wrong', () => {
    const { path } = workspace(tree)
    const { status, stderr } = run(['x*'], { cwd: path })
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'postfix-lint: x* matches no `main.cf` or `master.cf`\n' })
  })

  it('is a name where a directory has it', () => {
    const { path } = workspace({ '[a]/main.cf': wrong, 'a/main.cf': wrong })
    expect(found(['[a]'], path)).toEqual(['[a]/main.cf'])
  })
})

describe('the two files of a configuration', () => {
  const needsMaster = 'virtual_transport = lmtpp\n'
  const lmtp = `${master}lmtp unix - - n - - lmtp\n`

  it('belong together by their names', () => {
    const { path } = workspace({
      'x/mx1-main.cf': needsMaster,
      'x/mx1-master.cf': lmtp,
      'x/mx2-main.cf': needsMaster,
      'x/mx2-master.cf': master,
    })
    const { stdout } = run(['x'], { cwd: path })
    const hints = stdout.replaceAll(/\n(?=\S)/g, ' ').match(/Did you mean `lmtp`\?|mx\d-main\.cf:1/g)
    expect(hints).toEqual(['Did you mean `lmtp`?', 'mx1-main.cf:1', 'mx2-main.cf:1'])
    expect(run(['x/mx1-main.cf'], { cwd: path }).stdout.replaceAll('\n', ' ')).toContain('Did you mean `lmtp`?')
  })

  it('are found where one has no other name', () => {
    const { path } = workspace({ 'x/mx1-main.cf': needsMaster, 'x/master.cf': lmtp })
    expect(run(['x/mx1-main.cf'], { cwd: path }).stdout.replaceAll('\n', ' ')).toContain('Did you mean `lmtp`?')
  })

  it('of several instances are judged side by side, each with its own settings', () => {
    const { path } = workspace({
      'postfix/main.cf': wrong,
      'postfix-out/main.cf': wrong,
      'postfix-out/postfix-lint.config.json': '{ "rules": { "bad-boolean": "off" } }',
    })
    expect(found(['postfix', 'postfix-out'], path)).toEqual(['postfix/main.cf'])
  })
})

describe('many configurations', () => {
  const many = (count: number) =>
    workspace(
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `host${index}/main.cf`,
          index % 3 === 0 ? `myhostname = h${index}.example.com\n` : `${wrong}# ${index}\n`,
        ]),
      ),
    )

  it('give the same report whatever the number of threads', () => {
    const { path, write } = many(90)
    write('host7/main.cf', new Uint8Array(4096))
    const report = (...args: readonly string[]) => run([...args, '.'], { cwd: path })
    const one = report('--format', 'json', '-j', '1')
    expect(one.status).toBe(2)
    expect(JSON.parse(one.stdout).diagnostics).toHaveLength(59)
    for (const jobs of ['2', '3', '16']) expect(report('--format', 'json', '--jobs', jobs)).toEqual(one)
    expect(report('-j', '4')).toEqual(report('-j', '1'))
  })

  it('take threads by themselves when they are worth it', () => {
    const { path } = many(300)
    const both = [[], ['-j', '1']].map(args => run([...args, '--format', 'compact', '.'], { cwd: path }))
    expect(both[0]?.stdout.split('\n')).toHaveLength(201)
    expect(both[0]).toEqual(both[1])
  })

  it('say what is wrong with their settings, from a thread as well', () => {
    const { path, write } = many(40)
    write('host3/postfix-lint.config.json', '{ "preset": "most" }')
    const { status, stderr } = run(['-j', '2', '.'], { cwd: path })
    expect(status).toBe(2)
    expect(stderr).toContain('host3/postfix-lint.config.json:1:13: `preset` has to be one of')
  })

  it('can be counted by rule', () => {
    const { path, write } = many(5)
    write('host1/main.cf', `${wrong}smtpd_delay_reject = true\nmynetworks = 192.0.2.0/24\nmynetworks = 192.0.2.0/25\n`)
    const { status, stdout } = run(['--statistics', '.'], { cwd: path })
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /^4 {2}error {4}bad-boolean {2}in 3 configurations\n1 {2}warning {2}duplicate-setting {2}in 1 configuration\n\nFound 4 errors and 1 warning \(5 files/,
    )
  })

  it('have one limit for warnings on the command line, and one each in settings', () => {
    const { path, write } = many(3)
    const status = (...args: readonly string[]) =>
      run(['--rule', 'bad-boolean=warning', ...args, '.'], { cwd: path }).status
    expect(status('--max-warnings', '1')).toBe(1)
    expect(status('--max-warnings', '2')).toBe(0)
    write('postfix-lint.config.json', '{ "maxWarnings": 1 }')
    expect(status()).toBe(0)
  })
})

it.each([
  [['-j', '0'], '`--jobs` takes a number from 1 to 256, not `0`'],
  [['--jobs', 'all'], '`--jobs` takes a whole number, not `all`'],
])('%j', (args, message) => {
  const { status, stderr } = run([...args, '.'])
  expect(status).toBe(2)
  expect(stderr).toContain(message)
})
