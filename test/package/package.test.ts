import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// What is published is what is tested: the tarball is built, and installed into an empty project without a network.
let folder = ''
let tarball = ''
let project = ''

const npm = (args: readonly string[], cwd?: string): string =>
  execFileSync('npm', [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** A program of the development tools, run by Node as any system can. */
const tool = (path: string, args: readonly string[]): string =>
  execFileSync(process.execPath, [resolve('node_modules', path), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postfix-lint-package-'))
  npm(['pack', '--silent', '--pack-destination', folder])
  tarball = join(folder, readdirSync(folder).find(name => name.endsWith('.tgz')) ?? '')
  project = join(folder, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }))
  npm(['install', '--offline', '--no-audit', '--no-fund', tarball], project)
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const installed = (path: string) => join(project, 'node_modules', 'postfix-lint', path)

describe('the published package', { timeout: 120_000 }, () => {
  it('starts without the code that V8 made of it, as on another release of Node', () => {
    const dist = installed('dist')
    const caches = readdirSync(dist).filter(name => name.endsWith('.cache'))
    expect(caches).toHaveLength(4)
    const folders = ['a', 'b'].map(name => join(folder, name))
    for (const path of folders) {
      mkdirSync(path)
      // A value for the grammar, and a table for the rules that are asked about tables only.
      writeFileSync(
        join(path, 'main.cf'),
        'smtpd_helo_required = maybe\nmyorigin = ${mydomain?{$mydomain}:{$myhostname}}\ntransport_maps = hash:/etc/postfix/transport\n',
      )
      writeFileSync(join(path, 'transport'), 'example.com relay:\nexample.com smtp:\n')
    }
    // In threads the command is asked for what it exports.
    const args = [join(dist, 'cli.cjs'), '--jobs', '2', '--format', 'compact', '--exit-zero', ...folders]
    const run = () => execFileSync(process.execPath, args, { encoding: 'utf8' })
    const before = run()
    expect(before.match(/bad-boolean/g)).toHaveLength(2)
    expect(before.match(/transport:2:/g)).toHaveLength(2)
    for (const name of caches) renameSync(join(dist, name), join(dist, `${name}.away`))
    try {
      expect(run()).toBe(before)
    } finally {
      for (const name of caches) renameSync(join(dist, `${name}.away`), join(dist, name))
    }
  })

  it('says what it is, and what is wrong with a command line, without the code that lints', () => {
    const program = installed('dist/program.cjs')
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, [installed('dist/cli.cjs'), ...args], { encoding: 'utf8' })
    renameSync(program, `${program}.away`)
    try {
      expect(run('--version').stdout).toMatch(/^postfix-lint \d/)
      expect(run('--help').stdout).toContain('Usage: postfix-lint')
      expect(run('--no-such-option')).toMatchObject({ status: 2, stderr: expect.stringContaining('--no-such-option') })
      expect(run('.').status, 'to lint takes it').toBe(3)
    } finally {
      renameSync(`${program}.away`, program)
    }
  })

  it('needs no other package and runs nothing when it is installed', () => {
    const manifest: unknown = JSON.parse(readFileSync(installed('package.json'), 'utf8'))
    expect(manifest).not.toHaveProperty('dependencies')
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
      expect(manifest).not.toHaveProperty(['scripts', script])
    }
    expect(readdirSync(join(project, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual(['postfix-lint'])
  })

  it('carries its licence, those of what is bundled, and its schemas', () => {
    expect(readFileSync(installed('LICENSE'), 'utf8')).toContain('MIT')
    const others = readFileSync(installed('THIRD-PARTY-LICENSES'), 'utf8')
    for (const name of [
      'ajv',
      'chevrotain',
      'diff',
      'fastest-levenshtein',
      'ignore',
      'jsonc-parser',
      're2js',
      'tinyglobby',
      'tinypool',
      'vscode-languageserver',
    ]) {
      expect(others).toMatch(new RegExp(`^${name} \\d`, 'm'))
    }
    expect(readdirSync(installed('schemas')).sort()).toEqual([
      'comparison.schema.json',
      'config.schema.json',
      'configuration.schema.json',
      'explanation.schema.json',
      'report.schema.json',
    ])
  })

  it('can be imported, type-checked and run', () => {
    writeFileSync(
      join(project, 'use.ts'),
      [
        "import { allRules, lint, loadExamples, parseMainCf, stringify, visit, type Diagnostic } from 'postfix-lint'",
        "import { lintDirectory } from 'postfix-lint/node'",
        "import { definePlugin, defineRule, listItems } from 'postfix-lint/plugin'",
        "import { policyRules, readPolicy, shippedPolicies } from 'postfix-lint/policy'",
        "import { checkRule, testRule } from 'postfix-lint/testing'",
        "const rule = defineRule({ id: 'x/y', severity: 'error', since: '1', fix: 'none', summary: 's', why: 'w', see: [], evidence: { kind: 'heuristic', because: 'b' }, messages: { m: (d: { host: string }) => d.host }, scope: 'setting', parameters: ['relayhost'], check({ resolved }, report) { for (const item of listItems(resolved)) report({ at: item, say: ['m', { host: item.value }] }) }, examples: [{ title: 't', 'main.cf': 'relayhost = «a.example.com»\\n' }, { title: 'u', clean: true, 'main.cf': 'relayhost =\\n' }] })",
        "testRule(definePlugin({ name: 'x', rules: [rule] }).rules[0] ?? rule)",
        "const found: readonly Diagnostic[] = lint({ main: 'smtpd_helo_required = true\\n' }).diagnostics",
        "const file = parseMainCf('a = b\\n')",
        'const names: string[] = []',
        'visit(file, { setting: node => void names.push(node.name) })',
        "const all: readonly unknown[] = [found.map(({ rule }) => rule), stringify(file), names, typeof lintDirectory, typeof checkRule, policyRules([readPolicy('tls', shippedPolicies['tls'] ?? '')]).length]",
        'const examples = await loadExamples()',
        "const shown = [allRules().length === examples.size, examples.get('bad-boolean')?.[0]?.['main.cf']?.includes('«')]",
        'const { log } = (globalThis as unknown as { console: { log(text: string): void } }).console',
        'log(JSON.stringify([...all, ...shown]))',
      ].join('\n'),
    )
    const options = {
      module: 'nodenext',
      target: 'es2023',
      strict: true,
      exactOptionalPropertyTypes: true,
      types: [],
      skipLibCheck: false,
    }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['use.ts'] }))
    tool('typescript/bin/tsc', ['-p', project])
    const printed: unknown = JSON.parse(execFileSync(process.execPath, [join(project, 'use.js')], { encoding: 'utf8' }))
    expect(printed).toEqual([['bad-boolean'], 'a = b\n', ['a'], 'function', 'function', 9, true, true])
  })

  it('can be required as well', () => {
    const script =
      "const { lint } = require('postfix-lint'); process.stdout.write(lint({ main: 'a\\n' }).diagnostics[0].rule)"
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: project, encoding: 'utf8' })
    expect([stdout, stderr]).toEqual(['missing-equals', ''])
  })

  it('is put into a page whole, by a bundler that knows nothing of Node', async () => {
    const { outputFiles } = await build({
      stdin: { contents: "export { lint } from 'postfix-lint'", resolveDir: project },
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'postfixLint',
      platform: 'browser',
    })
    const page = createContext(Object.create(null))
    runInContext(outputFiles[0]?.text ?? '', page)
    expect(runInContext("postfixLint.lint({ main: 'a\\n' }).diagnostics[0].rule", page)).toBe('missing-equals')
  })

  it('installs the command', () => {
    const command = join(project, 'node_modules', '.bin', 'postfix-lint')
    expect(execFileSync(command, ['--version'], { encoding: 'utf8' })).toMatch(/^postfix-lint \d/)
    expect(execFileSync(command, ['--exit-zero', resolve('fixtures/example')], { encoding: 'utf8' })).toContain(
      'bad-boolean',
    )
    expect(execFileSync(command, ['explain', 'bad-boolean'], { encoding: 'utf8' })).toContain('Severity')
  })

  it('is put together as publint and attw want it', () => {
    expect(tool('publint/src/cli.js', ['run', tarball, '--strict'])).toContain('All good!')
    // It exits with an error when it finds a problem.
    tool('@arethetypeswrong/cli/dist/index.js', [tarball, '--profile', 'esm-only'])
  })
})
