import { describe, expect, it } from 'vitest'
import { forSmtpd } from '../policy/policy-of.js'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

const files = {
  'main.cf': 'compatibility_level = 3.6\nsmtpd_helo_required = no\n',
  'master.cf': 'smtp inet n - n - - smtpd\n',
  'rules/house.policy.json': JSON.stringify(
    forSmtpd({ smtpd_helo_required: { const: true, errorMessage: 'we want a name' } }),
  ),
}
const message = '`smtpd_helo_required` is `no`: we want a name'

describe('a policy', () => {
  it('is named on the command line, or in the settings relative to their file', () => {
    const { path, write } = workspace(files)
    const wanted = {
      status: 1,
      stdout: `main.cf:2:23: error: ${message} [policy/house]\n`,
      stderr: '',
    }
    expect(run(['--format', 'compact', '--policy', 'rules/house.policy.json', '.'], { cwd: path })).toEqual(wanted)
    expect(run(['--format', 'compact', '.'], { cwd: path }).status).toBe(0)
    write('postfix-lint.config.json', '{ "policies": ["rules/house.policy.json"] }')
    expect(run(['--format', 'compact', path], { cwd: '/' }).stdout).toContain(`main.cf:2:23: error: ${message}`)
    // Named twice, it is the same.
    expect(run(['--format', 'compact', '--policy', 'rules/house.policy.json', '.'], { cwd: path })).toEqual(wanted)
  })

  it('has severities like a rule, in settings and on the command line', () => {
    const { path, write } = workspace(files)
    const severity = (...args: readonly string[]) =>
      /main\.cf:2:23: (\w+):/.exec(run(['--format', 'compact', ...args, '.'], { cwd: path }).stdout)?.[1]
    expect(severity('--policy', 'rules/house.policy.json', '--rule', 'policy/house=info')).toBe('info')
    write(
      'postfix-lint.config.json',
      '{ "policies": ["rules/house.policy.json"], "rules": { "policy/house": "warning" } }',
    )
    expect(severity()).toBe('warning')
    expect(severity('--rule', 'policy/house=off')).toBeUndefined()
  })

  it('has severities for its parts together', () => {
    const { path } = workspace({ ...files, 'main.cf': 'smtpd_tls_security_level = none\n' })
    const args = ['--format', 'compact', '--policy', 'postfix-lint:tls', '.']
    expect(run(args, { cwd: path }).stdout).toContain('error: Service `smtp/inet`: every SMTP server')
    expect(run([...args, '--rule', 'policy/tls=info'], { cwd: path }).stdout).toContain('info: Service `smtp/inet`')
    expect(
      run([...args, '--rule', 'policy/tls=off', '--rule', 'policy/tls/offer-tls=warning'], { cwd: path }).stdout,
    ).toContain('warning: Service `smtp/inet`')
  })

  it.each(['pretty', 'compact', 'json', 'sarif', 'github', 'gitlab', 'checkstyle', 'junit', 'rdjsonl', 'markdown'])(
    'is in the report %s',
    format => {
      const { path } = workspace(files)
      const { status, stdout, stderr } = run(['--format', format, '--policy', 'rules/house.policy.json', '.'], {
        cwd: path,
      })
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
      expect(stdout).toContain('policy/house')
      expect(stdout).toContain('we want a name')
    },
  )

  it('can be accepted by a baseline, and mended', () => {
    const { path, read } = workspace(files)
    const args = ['--policy', 'rules/house.policy.json', '--baseline', 'known.json', '.']
    expect(run([...args, '--write-baseline'], { cwd: path }).status).toBe(0)
    expect(run(args, { cwd: path }).status).toBe(0)
    expect(run(['--policy', 'rules/house.policy.json', '--fix-unsafe', '.'], { cwd: path }).status).toBe(0)
    expect(read('main.cf')).toContain('smtpd_helo_required = yes')
  })

  it('holds in every thread', () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, host) => [
        [`h${host}/main.cf`, files['main.cf']],
        [`h${host}/master.cf`, files['master.cf']],
      ]).flat(),
    )
    const { path } = workspace({ ...many, 'house.json': files['rules/house.policy.json'] })
    const report = (jobs: string) =>
      run(['--format', 'compact', '--policy', 'house.json', '-j', jobs, '.'], { cwd: path }).stdout
    expect(report('1').split('\n')).toHaveLength(41)
    expect(report('3')).toBe(report('1'))
  })
})

describe('wrong usage', () => {
  it.each([
    [['--policy', 'nowhere.json'], 'policy nowhere.json does not exist'],
    [
      ['--policy', 'postfix-lint:tsl'],
      'there is no policy `postfix-lint:tsl`: there are `postfix-lint:relay`, `postfix-lint:tls`',
    ],
    [
      ['--policy', 'bad.json'],
      'policy bad.json:2:3: JSON Schema has no keyword `propertis`: did you mean `properties`?',
    ],
    [['--policy', 'tls.json', '--policy', 'postfix-lint:tls'], 'there are two policies with the name `tls`: '],
    [['--policy', 'tls.json', '--rule', 'policy/tsl=off'], 'there is no rule `policy/tsl`: did you mean `policy/tls`?'],
    [['--rule', 'policy/tls=off'], 'there is no rule `policy/tls`'],
  ])('%j', (args, text) => {
    const { path } = workspace({ ...files, 'bad.json': '{\n  "propertis": {} }', 'tls.json': '{}' })
    const { status, stderr } = run([...args, '.'], { cwd: path })
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(text) })
  })

  it('of the settings names the place', () => {
    const { path } = workspace({ ...files, 'postfix-lint.config.json': '{ "policies": "house.json" }' })
    expect(run(['.'], { cwd: path }).stderr).toContain(
      'postfix-lint.config.json:1:15: `policies` has to be a list: `[ ... ]`',
    )
  })
})
