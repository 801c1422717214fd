import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { type Workspace, workspace } from './workspace.js'

const run = builtCommand()

/** A folder in which the built package is installed. */
function withPackage(files: Readonly<Record<string, string>> = {}): Workspace {
  const space = workspace(files)
  const home = join(space.path, 'node_modules/postfix-lint')
  mkdirSync(home, { recursive: true })
  cpSync('package.json', join(home, 'package.json'))
  // Not a link: what lies elsewhere is not in the package, and has no `#names` of it.
  cpSync(dirname(run.program()), join(home, 'dist'), { recursive: true })
  return space
}

const configuration = {
  'main.cf': 'compatibility_level = 3.6\nrelayhost = [mail.example.net]\nsmtpd_policy_service_timeout = 30m\n',
  'master.cf': 'smtp inet n - n - - smtpd\n',
}

function example(): Workspace {
  const space = withPackage(configuration)
  cpSync('examples/plugin', space.path, { recursive: true })
  return space
}

describe('the example', () => {
  it('finds what its rules find, with the severities of the settings', () => {
    const { path } = example()
    const { status, stdout, stderr } = run(['--format', 'compact', '--config', 'postfix-lint.config.json', '.'], {
      cwd: path,
    })
    expect(stderr).toBe('')
    expect(stdout.split('\n')).toEqual([
      'main.cf:2:13: error: Mail goes to `[mail.example.net]`, which the firewall does not let through: write `[gateway.example.com]` [acme/relay-through-gateway]',
      'main.cf:3:32: error: `smtpd_policy_service_timeout` is 1800 seconds, and clients wait for 600 at most [acme/long-policy-timeout]',
      '',
    ])
    expect(status).toBe(1)
  })

  it('is tested by its own examples', () => {
    const { path } = example()
    const printed = execFileSync(process.execPath, ['--test', '--test-reporter', 'tap'], {
      cwd: path,
      encoding: 'utf8',
    })
    expect(printed).toContain('ok 1 - acme/relay-through-gateway')
    expect(printed).toContain('ok 2 - acme/long-policy-timeout')
    expect(printed).toMatch(/# fail 0/)
  })

  it('fails its tests when a rule does not do what its examples say', () => {
    const space = example()
    space.write(
      'postfix-lint-plugin.js',
      space.read('postfix-lint-plugin.js').replace('gateway\\.example', 'gate\\.example'),
    )
    const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter', 'tap'], {
      cwd: space.path,
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stdout).toContain('The gateway: not clean: acme/relay-through-gateway at main.cf:12')
  })

  it('mends, is suppressed, and is in every thread like any other rule', () => {
    const space = example()
    const args = ['--format', 'compact', '--allow-plugins']
    expect(run([...args, '--fix-unsafe', '.'], { cwd: space.path }).status).toBe(1)
    expect(space.read('main.cf')).toContain('smtpd_policy_service_timeout = 600s')
    space.write(
      'main.cf',
      '# postfix-lint ignore=acme/relay-through-gateway -- a test host\nrelayhost = [mail.example.net]\n',
    )
    expect(run([...args, '.'], { cwd: space.path })).toMatchObject({ status: 0, stdout: '' })
    for (let host = 0; host < 40; host++) space.write(`hosts/h${host}/main.cf`, `relayhost = [h${host}.example.net]\n`)
    const report = (jobs: string) => run([...args, '-j', jobs, 'hosts'], { cwd: space.path })
    expect(report('1').stdout.split('\n')).toHaveLength(41)
    expect(report('3')).toEqual(report('1'))
  })
})

describe('a plug-in', () => {
  const plugin = `
    import { writeFileSync } from 'node:fs'
    writeFileSync('ran', '')
    export default { name: 'mine', rules: [] }
  `
  const settings = '{ "plugins": ["./plugin.mjs"] }'

  it('is not run because somebody’s settings say so', () => {
    const { path } = workspace({
      'theirs/main.cf': '',
      'theirs/postfix-lint.config.json': settings,
      'theirs/plugin.mjs': plugin,
    })
    for (const args of [
      ['theirs'],
      ['.'],
      ['theirs/main.cf'],
      ['--allow-plugins', 'theirs'],
      ['show', 'theirs'],
      ['explain', 'relayhost', 'theirs'],
      ['format', '--check', 'theirs'],
    ]) {
      const { status, stderr } = run(args, { cwd: path })
      expect({ args, status, stderr }).toEqual({
        args,
        status: 2,
        stderr: expect.stringContaining('names plug-ins, which are programs'),
      })
      expect(existsSync(join(path, 'ran'))).toBe(false)
    }
    expect(run(['--no-config', 'theirs'], { cwd: path }).status).toBe(0)
    // Nor in their own folder, without a word from who runs it.
    expect(run(['.'], { cwd: join(path, 'theirs') }).status).toBe(2)
    expect(existsSync(join(path, 'theirs/ran'))).toBe(false)
  })

  it('is run when the file is named, or the settings are those of the current folder and are allowed to', () => {
    const files = { 'a/b/main.cf': '', 'a/postfix-lint.config.json': settings, 'a/plugin.mjs': plugin }
    for (const [folder, ...args] of [
      ['.', '--config', 'a/postfix-lint.config.json', 'a/b'],
      ['a', '--allow-plugins', 'b'],
      ['a/b', '--allow-plugins', '.'],
    ] as const) {
      const { path } = workspace(files)
      const cwd = join(path, folder)
      expect(run(args, { cwd })).toMatchObject({ status: 0, stderr: '' })
      expect(existsSync(join(cwd, 'ran'))).toBe(true)
    }
  })

  it.each([
    ['a file of CommonJS', { 'p.cjs': "module.exports = { name: 'mine', rules: [] }" }, './p.cjs'],
    ['a module that waits', { 'p.mjs': "await 1\nexport const name = 'mine'\nexport const rules = []" }, './p.mjs'],
    [
      'a package',
      {
        'node_modules/p/package.json': '{ "main": "x.js" }',
        'node_modules/p/x.js': "exports.name = 'mine'; exports.rules = []",
      },
      'p',
    ],
    [
      'a package for import alone',
      {
        'node_modules/@a/p/package.json':
          '{ "type": "module", "exports": { ".": { "types": "./x.d.ts", "import": "./x.js" } } }',
        'node_modules/@a/p/x.js': "export default { name: 'mine', rules: [] }",
      },
      '@a/p',
    ],
  ])('can be %s', (_, files, name) => {
    const { path } = workspace({ ...files, 'main.cf': '', 'c.json': JSON.stringify({ plugins: [name] }) })
    expect(run(['--config', 'c.json', '.'], { cwd: path })).toMatchObject({ status: 0, stderr: '' })
  })

  const rule = (more: string) =>
    `export default { name: 'mine', rules: [{ id: 'mine/x', severity: 'error', scope: 'file', fix: 'none', summary: 's', messages: { m: () => 'found' }, check(c, report) { report({ at: { file: c.file.source.name, range: { start: 0, end: 1 } }, say: ['m'] }) }, ${more} }] }`

  it('needs no more than the engine does', () => {
    const { path } = workspace({ 'main.cf': 'mydomain = example.com\n', 'c.json': settings, 'plugin.mjs': rule('') })
    const { stdout } = run(['--config', 'c.json', '.'], { cwd: path })
    expect(stdout).toContain('error[mine/x]: found')
    expect(stdout).not.toContain('more:')
    for (const format of ['sarif', 'markdown', 'junit', 'rdjsonl', 'gitlab']) {
      expect(run(['--config', 'c.json', '--format', format, '.'], { cwd: path }).stdout).toContain('mine/x')
    }
  })

  it.each([
    ['is not there', undefined, 'plug-in `./plugin.mjs`, named in '],
    ['has a slip in it', 'export default {', 'plug-in `./plugin.mjs` cannot be loaded: '],
    ['fails', 'throw new Error("no luck")', 'plug-in `./plugin.mjs` cannot be loaded: no luck'],
    ['is something else', 'export const x = 1', 'plug-in `./plugin.mjs` has to export `{ name, rules }` as default'],
    ['has no rules', "export default { name: 'mine' }", 'plug-in `./plugin.mjs` has no list `rules`'],
    [
      'names a rule like ours',
      rule("id: 'bad-boolean'"),
      'has a rule with the id `bad-boolean`: it has to begin with `mine/`',
    ],
    ['lacks fields', rule("severity: 'bad', check: 1"), 'has a rule `mine/x` without `severity`, `check`'],
    [
      'has a rule that fails',
      rule('check() { throw new Error("no luck") }'),
      'rule `mine/x` of plug-in `./plugin.mjs` fails: no luck',
    ],
    [
      'has a message that fails',
      rule('messages: { m() { throw new Error("no luck") } }'),
      'rule `mine/x` of plug-in `./plugin.mjs` fails: no luck',
    ],
  ])('that %s is told from a fault in postfix-lint', (_, code, message) => {
    const files = {
      'main.cf': 'mydomain = example.com\n',
      'c.json': settings,
      ...(code !== undefined && { 'plugin.mjs': code }),
    }
    const { path } = workspace(files)
    const { status, stderr } = run(['--config', 'c.json', '.'], { cwd: path })
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) })
  })

  it('has rules by their names in settings, and slips in them are found', () => {
    const files = { 'main.cf': 'mydomain = example.com\n', 'plugin.mjs': rule('') }
    const { path } = workspace({ ...files, 'c.json': '{ "plugins": ["./plugin.mjs"], "rules": { "mine/y": "off" } }' })
    expect(run(['--config', 'c.json', '.'], { cwd: path }).stderr).toContain(
      'there is no rule `mine/y`: did you mean `mine/x`?',
    )
    const other = workspace({ ...files, 'c.json': '{ "plugins": ["./plugin.mjs"], "rules": { "mine/x": "off" } }' })
    expect(run(['--config', 'c.json', '.'], { cwd: other.path }).status).toBe(0)
  })
})

it('the page shows the example as it is', () => {
  const page = readFileSync('docs/plugins.md', 'utf8')
  const code = /```js\n(.*?)```/s.exec(page)?.[1] ?? 'none'
  expect(readFileSync('examples/plugin/postfix-lint-plugin.js', 'utf8')).toContain(code.trim())
})
