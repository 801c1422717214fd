import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { validateAction } from '@action-validator/core'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { builtCommand } from '../cli/built-command.js'
import { type Workspace, workspace } from '../cli/workspace.js'
import { npmCall, withFakeNpm } from './fake-npm.js'

const text = readFileSync('action.yml', 'utf8')

const step = z.object({
  id: z.string().optional(),
  shell: z.literal('bash'),
  'working-directory': z.string(),
  env: z.record(z.string(), z.string()),
  run: z.string(),
})

// To the runner everything is text.
const action = z
  .object({
    inputs: z.record(z.string(), z.object({ default: z.string(), required: z.literal('false') })),
    runs: z.object({ using: z.literal('composite'), steps: z.tuple([step]) }),
  })
  .parse(parse(text, { schema: 'failsafe' }))

describe('action.yml', () => {
  const [lint] = action.runs.steps

  it('is an action by its schema', () => {
    expect(validateAction(text).errors).toEqual([])
    // The validator sees faults at all.
    expect(validateAction(text.replace('using: composite', 'using: nothing')).errors).not.toEqual([])
  })

  it('puts no input into a script', () => {
    expect(lint.run).not.toContain('${{')
    expect(readFileSync('action/lint.sh', 'utf8')).not.toContain('${{')
  })

  it('hands every input over', () => {
    const handed = [...Object.values(lint.env), lint['working-directory']]
    expect(handed.sort()).toEqual(
      Object.keys(action.inputs)
        .map(name => `\${{ inputs.${name} }}`)
        .sort(),
    )
  })

  it('installs the version it belongs to', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(action.inputs['version']?.default).toBe(version)
  })
})

describe('the action', () => {
  const run = builtCommand()

  /** Does what the runner does with the step. */
  function use(place: Workspace, inputs: Readonly<Record<string, string>> = {}) {
    const [lint] = action.runs.steps
    const known = { ...Object.fromEntries(Object.entries(action.inputs).map(([k, v]) => [k, v.default])), ...inputs }
    const filled = (value: string) =>
      value.replace(/^\$\{\{ inputs\.([\w-]+) \}\}$/, (_, name: string) => known[name] ?? '')
    mkdirSync(join(place.path, 'temp'))
    place.write('step.sh', lint.run)
    place.write('output', '')
    place.write('summary', '')
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', join(place.path, 'step.sh')],
      {
        cwd: join(place.path, 'work', filled(lint['working-directory'])),
        env: {
          ...withFakeNpm(place, run),
          ...Object.fromEntries(Object.entries(lint.env).map(([name, value]) => [name, filled(value)])),
          GITHUB_ACTIONS: 'true',
          GITHUB_ACTION_PATH: resolve('.'),
          GITHUB_OUTPUT: join(place.path, 'output'),
          GITHUB_STEP_SUMMARY: join(place.path, 'summary'),
          RUNNER_TEMP: join(place.path, 'temp'),
        },
        encoding: 'utf8',
      },
    )
    return { status, stdout, stderr, output: place.read('output'), summary: place.read('summary') }
  }

  const bad = { 'work/hosts/a/main.cf': 'message_size_limit = 50M\n' }
  const doubtful = { 'work/hosts/a/main.cf': 'biff = no\nbiff = yes\n' }

  it('marks lines, writes a summary and fails', () => {
    const { status, stdout, output, summary } = use(workspace(bad), { paths: 'hosts' })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^::error .*file=hosts\/a\/main\.cf/m)
    expect(output).toBe('exit-status=1\n')
    expect(summary).toContain('bad-integer')
  })

  it('passes where all is well', () => {
    const place = workspace({ 'work/main.cf': '' })
    expect(use(place, { 'fail-on': 'error' })).toMatchObject({ status: 0, output: 'exit-status=0\n' })
  })

  it('installs from npm, far from what was checked out', () => {
    const place = workspace(bad)
    use(place, { version: '0.2.0-rc.1' })
    const [where, ...words] = npmCall(place)
    expect(where).toContain(join(place.path, 'temp'))
    expect(words).toContain('--ignore-scripts')
    expect(words.at(-1)).toBe('postfix-lint@0.2.0-rc.1')
  })

  it.each([
    ['warning', '', 1],
    ['warning', '9', 0],
    ['error', '', 0],
    ['never', '', 0],
  ])('fails on %s, with %j warnings to spare: %d', (level, spare, status) => {
    expect(use(workspace(doubtful), { 'fail-on': level, 'max-warnings': spare }).status).toBe(status)
  })

  it('writes SARIF, and says where', () => {
    const place = workspace(bad)
    const { output } = use(place, { 'sarif-file': 'out put.sarif', 'fail-on': 'never' })
    expect(output).toBe('exit-status=0\nsarif-file=out put.sarif\n')
    expect(JSON.parse(place.read('work/out put.sarif')).version).toBe('2.1.0')
  })

  it('takes several paths, other options and a place', () => {
    const place = workspace({ ...bad, 'work/hosts/b c/main.cf': 'message_size_limit = 50M\n' })
    const { stdout } = use(place, {
      paths: '\na\n\nb c\n',
      args: '  --statistics  \n--no-tables',
      format: 'pretty',
      'working-directory': 'hosts',
    })
    expect(stdout).toMatch(/2 +.*bad-integer|bad-integer.* 2/)
  })

  // Each for another kind of quotes that it could stand in.
  const evil = ['$(touch HIT)', '"; touch HIT; "', "'; touch HIT; '", '-x\ntouch HIT\n']

  it.each(Object.keys(action.inputs).filter(name => name !== 'working-directory'))(
    'runs nothing that stands in %s',
    name => {
      for (const value of evil) {
        const place = workspace(bad)
        const { status, output } = use(place, { [name]: value })
        const hits = readdirSync(place.path, { recursive: true, encoding: 'utf8' }).filter(
          path => basename(path) === 'HIT',
        )
        expect(hits, value).toEqual([])
        expect([0, 1, 2]).toContain(status)
        expect(output).toMatch(/^(exit-status=\d\n(sarif-file=[^\n]*\n)?)?$/)
      }
    },
  )

  it.each(['git+https://example.com/x', 'file:../x', '0.1.0 --registry=http://example.com', '-g', ''])(
    'installs no version %j',
    version => {
      const place = workspace(bad)
      expect(use(place, { version }).status).toBe(2)
      expect(existsSync(join(place.path, 'npm-calls'))).toBe(false)
    },
  )

  it('takes a path for a path, whatever it is called', () => {
    const place = workspace({ 'work/rules/main.cf': 'message_size_limit = 50M\n', 'work/--fix/main.cf': '' })
    expect(use(place, { paths: 'rules' }).stdout).toContain('file=rules/main.cf')
    const other = workspace({ 'work/--fix/main.cf': 'message_size_limit = 50M\n' })
    expect(use(other, { paths: '--fix' }).stdout).toContain('file=--fix/main.cf')
  })
})
