import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LintArguments } from '../../src/cli/arguments.js'
import { readArguments } from '../../src/cli/arguments.js'
import { type OutcomeCache, openCache } from '../../src/cli/cache.js'
import { createJudge } from '../../src/cli/judgement.js'
import { type Outcome, outcomeOf } from '../../src/cli/outcome.js'
import { readTarget } from '../../src/cli/read-target.js'
import { mayHaveTables } from '../../src/cli/table-need.js'
import { openTables } from '../../src/cli/tables.js'
import { targetAt } from '../../src/cli/targets.js'
import { forSmtpd } from '../policy/policy-of.js'
import { fc, runs } from '../properties.js'
import { builtCommand } from './built-command.js'
import { type Workspace, workspace } from './workspace.js'

const run = builtCommand()

const files = {
  'main.cf':
    'compatibility_level = 3.6\nsmtpd_helo_required = true\nvirtual_alias_maps = hash:/etc/postfix/virtual\nmydomain = example.com\n',
  'master.cf': 'smtp inet n - n - - smtpd\n  -o smtpd_delay_reject=maybe\n',
  virtual: 'a@example.com b@example.com\nbroken\n',
  'postfix-lint.config.json': '{ "rules": { "bad-boolean": "warning" } }',
}

/** An answer of the cache is told from a new one by a word that was put into it. */
function forge(folder: string): void {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
    writeFileSync(join(folder, name), text.replaceAll('"rule":"', '"rule":"cached-'))
  }
}

describe('the built command with --cache', () => {
  const report = (space: Workspace, ...args: readonly string[]) =>
    run(['--format', 'json', '--cache', '--cache-location', join(space.path, 'cache'), ...args], { cwd: space.path })
  const plain = (space: Workspace, ...args: readonly string[]) =>
    run(['--format', 'json', ...args], { cwd: space.path })
  const isCached = (space: Workspace, ...args: readonly string[]) => report(space, ...args).stdout.includes('cached-')

  it('gives the same report, and the second time out of the cache', () => {
    const space = workspace({
      'etc/main.cf': files['main.cf'],
      'etc/master.cf': files['master.cf'],
      'etc/virtual': files.virtual,
    })
    const first = report(space, 'etc')
    expect(first).toEqual(plain(space, 'etc'))
    expect(first.stdout).toContain('etc/virtual')
    expect(report(space, 'etc')).toEqual(first)
    forge(join(space.path, 'cache'))
    expect(isCached(space, 'etc')).toBe(true)
    // Every form of report can be made of it.
    for (const format of ['pretty', 'sarif', 'gitlab', 'markdown']) {
      expect(
        run(['--format', format, '--cache', '--cache-location', 'cache', 'etc'], { cwd: space.path }).stdout,
      ).toContain('cached-')
    }
  })

  it('works anew when the build, the options, the settings, a policy or a table is another', () => {
    const space = workspace({
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`etc/${name}`, text])),
    })
    space.write('house.json', JSON.stringify(forSmtpd({ smtpd_recipient_limit: { maximum: 10 } })))
    const kept = (...args: readonly string[]) => {
      report(space, ...args, 'etc')
      forge(join(space.path, 'cache'))
      return (...other: readonly string[]) => {
        const cached = isCached(space, ...other, 'etc')
        rmSync(join(space.path, 'cache'), { recursive: true, force: true })
        return cached
      }
    }
    expect(kept()()).toBe(true)
    expect(kept()('--preset', 'strict')).toBe(false)
    expect(kept()('--postfix-version', '3.5')).toBe(false)
    expect(kept()('--profile', 'debian')).toBe(false)
    expect(kept()('--rule', 'bad-boolean=info')).toBe(false)
    expect(kept()('--no-config')).toBe(false)
    expect(kept()('--no-tables')).toBe(false)
    expect(kept()('--max-warnings', '3')).toBe(false)
    expect(kept('--policy', 'house.json')('--policy', 'house.json')).toBe(true)
    const withPolicy = kept('--policy', 'house.json')
    space.write('house.json', JSON.stringify(forSmtpd({ smtpd_recipient_limit: { maximum: 11 } })))
    expect(withPolicy('--policy', 'house.json')).toBe(false)
    const withTable = kept()
    space.write('etc/virtual', 'other\n')
    expect(withTable()).toBe(false)
    const withSettings = kept()
    space.write('etc/postfix-lint.config.json', '{}')
    expect(withSettings()).toBe(false)
  })

  it('is of one build', () => {
    const space = workspace({ 'main.cf': files['main.cf'] })
    const folder = join(space.path, 'dist')
    cpSync(dirname(run.program()), folder, { recursive: true })
    report(space, 'main.cf')
    forge(join(space.path, 'cache'))
    expect(isCached(space, 'main.cf')).toBe(true)
    const id = readFileSync(join(folder, 'build-id'), 'utf8')
    expect(id).toMatch(/^[0-9a-f]{64}$/)
    writeFileSync(
      join(folder, 'build-id'),
      id.replace(/^./, sign => (sign === '0' ? '1' : '0')),
    )
    const { stdout } = run(['--format', 'json', '--cache', '--cache-location', 'cache', 'main.cf'], {
      cwd: space.path,
      program: join(folder, 'cli.cjs'),
    })
    expect(stdout).toContain('bad-boolean')
    expect(stdout).not.toContain('cached-')
  })

  it('serves many configurations, and threads', () => {
    const space = workspace(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, host) => [`h${host}/main.cf`, `smtpd_helo_required = true\n# ${host}\n`]),
      ),
    )
    const without = plain(space, '-j', '1', '.')
    expect(report(space, '-j', '3', '.')).toEqual(without)
    expect(report(space, '-j', '2', '.')).toEqual(without)
    forge(join(space.path, 'cache'))
    space.write('h7/main.cf', 'smtpd_helo_required = yes\n')
    space.write('h8/main.cf', 'smtpd_helo_required = maybe\n')
    const { diagnostics } = JSON.parse(report(space, '-j', '3', '.').stdout)
    expect(diagnostics.filter(({ rule }: { rule: string }) => rule.startsWith('cached-'))).toHaveLength(58)
    expect(diagnostics.filter(({ rule }: { rule: string }) => !rule.startsWith('cached-'))).toMatchObject([
      { file: 'h8/main.cf' },
    ])
  })

  it('keeps nothing that depends on more than files: the host, plug-ins', () => {
    const space = workspace({
      'main.cf': files['main.cf'],
      'c.json': '{ "plugins": ["./p.mjs"] }',
      'p.mjs': "export default { name: 'p', rules: [] }",
    })
    for (const args of [
      ['--root', '/'],
      ['--config', 'c.json'],
    ]) {
      expect(report(space, ...args, 'main.cf').status).toBe(1)
      expect(readdirSync(space.path)).not.toContain('cache')
    }
  })

  it('keeps no text of a configuration, and nothing that others can read', () => {
    const space = workspace({
      'main.cf':
        'compatibility_level = 3.6\nsmtp_sasl_password_maps = hash:/etc/postfix/pw\nsmtpd_helo_required = true\n# s3cret-comment\n',
      pw: 'example.com user:s3cret\nbroken\n',
    })
    report(space, '.')
    const [name = ''] = readdirSync(join(space.path, 'cache'))
    const file = join(space.path, 'cache', name)
    expect(readFileSync(file, 'utf8')).not.toContain('s3cret')
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(statSync(dirname(file)).mode & 0o077).toBe(0)
    const shown = run(['--cache', '--cache-location', 'cache', '.'], { cwd: space.path })
    expect(shown).toEqual(run(['.'], { cwd: space.path }))
    expect(shown.stdout).not.toContain('s3cret\n')
  })

  it('lies with the user when nobody says where, and can be broken or read-only without harm', () => {
    const space = workspace({ 'etc/main.cf': files['main.cf'] })
    const env = { XDG_CACHE_HOME: join(space.path, 'home') }
    const args = ['--format', 'compact', '--cache', 'etc']
    const first = run(args, { cwd: space.path, env })
    const folder = join(space.path, 'home/postfix-lint')
    const [name = ''] = readdirSync(folder)
    for (const text of ['', '{', 'null', '{"key":1}', '[]', readFileSync(join(folder, name), 'utf8').slice(0, -9)]) {
      writeFileSync(join(folder, name), text)
      expect(run(args, { cwd: space.path, env })).toEqual(first)
    }
    writeFileSync(join(space.path, 'file'), '')
    const wrong = run(['--cache', '--cache-location', 'file', 'etc'], { cwd: space.path })
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('postfix-lint: cache file ') })
    expect(run(['--cache-location', 'x', 'etc'], { cwd: space.path }).stderr).toContain(
      '`--cache-location` needs `--cache`',
    )
  })
})

describe('whatever is changed', () => {
  const names = Object.keys(files) as readonly (keyof typeof files)[]

  async function lintWith(
    directory: string,
    words: readonly string[],
    cache: OutcomeCache | undefined,
  ): Promise<Outcome & { hit?: boolean }> {
    const args = readArguments([...words, directory]) as LintArguments
    const found = targetAt(directory)
    if ('message' in found) throw new Error(found.message)
    const target = readTarget(found)
    const judgement = await createJudge(args)(directory)
    const request = { target, judgement: judgement.fingerprint ?? '', noTables: args.noTables }
    const known = cache?.find(request)
    if (known !== undefined) return { ...known, hit: true }
    const tables = args.noTables || !mayHaveTables(target, undefined) ? undefined : openTables(target, undefined)
    const outcome = outcomeOf(target, args, judgement, tables)
    cache?.keep(request, outcome, tables?.asked())
    return outcome
  }

  const shown = ({ diagnostics, files: judged, unread, maxWarnings, version, sources }: Outcome) => ({
    diagnostics,
    judged,
    unread,
    maxWarnings,
    version,
    texts: diagnostics.map(({ at }) => sources.get(at.file)?.text),
  })

  const change = fc.oneof(
    fc.record({
      kind: fc.constant('byte' as const),
      file: fc.constantFrom(...names),
      at: fc.nat(400),
      byte: fc.constantFrom(10, 32, 35, 36, 61, 97, 110, 121, 58, 0xe9),
    }),
    fc.record({
      kind: fc.constant('gone' as const),
      file: fc.constantFrom('virtual' as const, 'postfix-lint.config.json' as const, 'master.cf' as const),
    }),
    fc.record({ kind: fc.constant('back' as const), file: fc.constantFrom(...names) }),
    fc.record({ kind: fc.constant('link' as const), to: fc.constantFrom('main.cf', '../outside', 'nowhere') }),
    fc.record({
      kind: fc.constant('options' as const),
      words: fc.constantFrom<readonly string[]>(
        [],
        ['--preset', 'strict'],
        ['--no-tables'],
        ['--postfix-version', '3.4'],
        ['--rule', 'bad-boolean=off'],
        ['--no-config'],
      ),
    }),
    fc.record({ kind: fc.constant('build' as const), build: fc.constantFrom('1', '2') }),
    fc.record({ kind: fc.constant('nothing' as const) }),
  )

  it('the cache never says anything else than a lint without it', { timeout: 120_000 }, async () => {
    let hits = 0
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 12 }), async changes => {
        const { path, write } = workspace()
        const directory = join(path, 'etc')
        mkdirSync(directory)
        write('outside', 'x y\n')
        for (const name of names) write(`etc/${name}`, files[name])
        let words: readonly string[] = []
        let build = '1'
        for (const step of changes) {
          const file = 'file' in step ? join(directory, step.file) : ''
          if (step.kind === 'byte') {
            const bytes = Buffer.from(files[step.file])
            bytes[step.at % bytes.length] = step.byte
            // A settings file that is no JSON is another matter: it ends the run.
            if (!step.file.endsWith('.json')) writeFileSync(file, bytes)
            else writeFileSync(file, `{ "rules": { "bad-boolean": "${step.at % 2 ? 'info' : 'off'}" } }`)
          } else if (step.kind === 'gone') rmSync(file, { force: true })
          else if (step.kind === 'back') {
            rmSync(file, { force: true })
            writeFileSync(file, files[step.file])
          } else if (step.kind === 'link') {
            rmSync(join(directory, 'virtual'), { force: true })
            symlinkSync(step.to, join(directory, 'virtual'))
          } else if (step.kind === 'options') words = step.words
          else if (step.kind === 'build') build = step.build
          const cache = openCache(join(path, 'cache'), build)
          const cached = await lintWith(directory, words, cache)
          if (cached.hit) hits++
          expect(shown(cached)).toEqual(shown(await lintWith(directory, words, undefined)))
        }
      }),
      runs(40),
    )
    // Else it would have been easy.
    expect(hits).toBeGreaterThan(10)
  })
})
