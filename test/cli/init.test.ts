import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { builtCommand } from './built-command.js'
import { withProgram } from './programs.js'
import { type Workspace, workspace } from './workspace.js'

const run = builtCommand()

const settings = 'postfix-lint.config.json'

/** A repository with a configuration in `etc/postfix`. */
function repository(files: Readonly<Record<string, string>> = {}): Workspace {
  const place = workspace({ 'etc/postfix/main.cf': 'biff = no\n', ...files })
  mkdirSync(join(place.path, '.git'))
  return place
}

describe('init', () => {
  it('writes settings that hold from then on', () => {
    const place = repository()
    const { status, stdout, stderr } = run(['init', '--postfix-version', '3.7', 'etc/postfix'], { cwd: place.path })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Found 1 configuration in etc/postfix')
    expect(stdout).toContain(`Wrote etc/postfix/${settings}`)
    expect(JSON.parse(place.read(`etc/postfix/${settings}`))).toEqual({
      $schema: expect.stringMatching(/^https:.*config\.schema\.json$/),
      postfixVersion: '3.7',
    })
    const report = run(['--format', 'json', 'etc/postfix'], { cwd: place.path }).stdout
    expect(JSON.parse(report)).toMatchObject({
      summary: { postfixVersion: expect.stringMatching(/^3\.7/), unread: [] },
    })
    expect(existsSync(join(place.path, '.github'))).toBe(false)
  })

  it('takes over what else the command line says, relative to the settings', () => {
    const place = repository({ 'site.json': '{}' })
    const words = ['--preset', 'strict', '--profile', 'debian', '--rule', 'needless-biff=off']
    run(['init', ...words, '--policy', 'postfix-lint:tls', '--policy', 'site.json', 'etc/postfix'], { cwd: place.path })
    expect(JSON.parse(place.read(`etc/postfix/${settings}`))).toMatchObject({
      preset: 'strict',
      profile: 'debian',
      rules: { 'needless-biff': 'off' },
      policies: ['postfix-lint:tls', '../../site.json'],
    })
  })

  it('names no release that nobody told it', () => {
    const place = repository()
    const { stdout } = run(['init', '--yes'], { cwd: place.path })
    expect(stdout).toContain('left open')
    expect(Object.keys(JSON.parse(place.read(settings)))).toEqual(['$schema'])
  })

  it('uses the schema that is installed', () => {
    const place = repository({ 'node_modules/postfix-lint/schemas/config.schema.json': '{}' })
    run(['init', '--yes'], { cwd: place.path })
    expect(JSON.parse(place.read(settings))).toEqual({
      $schema: './node_modules/postfix-lint/schemas/config.schema.json',
    })
  })

  it('leaves what is there, unless it is told to replace it', () => {
    const place = repository({ [settings]: '{ "preset": "all" }\n' })
    const left = run(['init', '--yes'], { cwd: place.path })
    expect([left.status, left.stdout]).toEqual([1, expect.stringContaining(`Left ${settings} as it is`)])
    expect(place.read(settings)).toBe('{ "preset": "all" }\n')
    expect(run(['init', '--yes', '--force'], { cwd: place.path }).stdout).toContain(`Replaced ${settings}`)
    const again = run(['init', '--yes'], { cwd: place.path })
    expect([again.status, again.stdout]).toEqual([0, expect.stringContaining('is there already')])
  })

  it('knows settings in package.json', () => {
    const place = repository({ 'package.json': '{ "postfix-lint": { "preset": "all" } }' })
    expect(run(['init', '--yes'], { cwd: place.path })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('it has settings'),
    })
    expect(existsSync(join(place.path, settings))).toBe(false)
  })

  it('writes what pipelines need into the root of the repository', () => {
    const place = repository()
    const { status } = run(['init', '--yes', '--ci', 'github,gitlab', '--ci', 'pre-commit', 'etc/postfix'], {
      cwd: place.path,
    })
    expect(status).toBe(0)
    const workflow = parse(place.read('.github/workflows/postfix-lint.yml'))
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(workflow.jobs['postfix-lint'].steps[1]).toEqual({
      uses: expect.stringMatching(/^postfix-lint\/postfix-lint@v\d/),
      with: { paths: 'etc/postfix' },
    })
    const hooks = parse(place.read('.pre-commit-config.yaml')).repos[0]
    expect(hooks).toMatchObject({
      rev: expect.stringMatching(/^v\d/),
      hooks: [{ id: 'postfix-lint', files: '^etc/postfix/' }],
    })
    expect(parse(place.read('.gitlab-ci.yml'))).toEqual({ include: [{ local: '.gitlab/postfix-lint.yml' }] })
  })

  it('writes a job for GitLab that runs, and leaves the report that it names', () => {
    const place = repository({ 'etc/post fix/main.cf': 'message_size_limit = 50M\n' })
    run(['init', '--yes', '--ci', 'gitlab', 'etc/post fix'], { cwd: place.path })
    const job = parse(place.read('.gitlab/postfix-lint.yml'))['postfix-lint']
    // npx gets what it would install, as it is here.
    const npx = `npx() { shift 2; '${process.execPath}' '${run.program()}' "$@"; }`
    const { status } = spawnSync('sh', ['-ec', `${npx}\n${job.script.join('\n')}`], { cwd: place.path })
    expect(status).toBe(1)
    const report = JSON.parse(place.read(job.artifacts.reports.codequality))
    expect(report.map((issue: { check_name: string }) => issue.check_name)).toContain('bad-integer')
    expect(report[0].location.path).toBe('etc/post fix/main.cf')
  })

  it('never replaces a file that holds other things as well', () => {
    const own = 'stages: [test]\n'
    const place = repository({ '.gitlab-ci.yml': own, '.pre-commit-config.yaml': 'repos: []\n' })
    const { status, stdout } = run(['init', '--yes', '--force', '--ci', 'gitlab', '--ci', 'pre-commit'], {
      cwd: place.path,
    })
    expect(status).toBe(1)
    expect([place.read('.gitlab-ci.yml'), place.read('.pre-commit-config.yaml')]).toEqual([own, 'repos: []\n'])
    expect(stdout).toContain('- local: .gitlab/postfix-lint.yml')
    expect(stdout).toContain('- id: postfix-lint')
  })

  it.each(['a$(id)', "a'b", 'a"b', 'a${{ github.token }}', 'a\nb', 'a;b', '-x'])(
    'writes no pipeline for a directory called %j',
    name => {
      const place = repository({ [`${name}/main.cf`]: '' })
      const { status, stderr } = run(['init', '--yes', '--ci', 'github', '--', name], { cwd: place.path })
      expect([status, stderr]).toEqual([2, expect.stringContaining('by hand')])
      expect(existsSync(join(place.path, name, settings))).toBe(false)
    },
  )

  it('writes nothing through a link that leads outside', () => {
    const elsewhere = workspace()
    const place = repository()
    symlinkSync(elsewhere.path, join(place.path, '.github'))
    const { status, stderr } = run(['init', '--yes', '--force', '--ci', 'github'], { cwd: place.path })
    expect([status, stderr]).toEqual([2, expect.stringContaining('outside')])
    expect(existsSync(join(elsewhere.path, 'workflows/postfix-lint.yml'))).toBe(false)
  })

  it.each([
    ['a directory that is none', ['init', 'nothing']],
    ['two directories', ['init', '.', '.']],
    ['an unknown pipeline', ['init', '--ci', 'jenkins']],
    ['an unknown release', ['init', '--postfix-version', '99.1']],
    ['its options elsewhere', ['--ci', 'github', '.']],
  ])('refuses %s', (_, args) => {
    const place = repository()
    expect(run(args, { cwd: place.path }).status).toBe(2)
    expect(existsSync(join(place.path, settings))).toBe(false)
  })
})

describe('init at a terminal', () => {
  withProgram('script', ['--version'], () => {
    const typed = (place: Workspace, input: string, ...args: string[]) => {
      const line = [process.execPath, run.program(), 'init', ...args].join(' ')
      return spawnSync('script', ['-qec', line, '/dev/null'], { cwd: place.path, input, encoding: 'utf8' })
    }

    it('asks for the release until it knows one, and for pipelines', () => {
      const place = repository({ '.gitlab-ci.yml': 'stages: [test]\n' })
      const { stdout } = typed(place, '9.9\n3.7.11\ngithub pre-commit\n')
      expect(stdout).toContain('No release `9.9` is known')
      expect(stdout).toContain('(Enter: gitlab)')
      expect(JSON.parse(place.read(settings))).toMatchObject({ postfixVersion: '3.7.11' })
      expect(existsSync(join(place.path, '.github/workflows/postfix-lint.yml'))).toBe(true)
      expect(existsSync(join(place.path, '.gitlab'))).toBe(false)
    })

    it('asks nothing that it is told', () => {
      const place = repository()
      const { stdout, status } = typed(place, '', '--postfix-version', '3.7', '--ci', 'github')
      expect([status, stdout]).toEqual([0, expect.not.stringContaining('?')])
    })
  })
})
