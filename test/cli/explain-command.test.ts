import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { JsonExplanation } from '../../src/cli/explanation-json.js'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()
const ajv = new Ajv2020({ strict: true })
const validate = ajv.compile(JSON.parse(readFileSync('schemas/explanation.schema.json', 'utf8')))

const line =
  'Nov 22 08:41:02 mx postfix/qmgr[123]: warning: bounce_queue_lifetime is larger than maximal_queue_lifetime - adjusting bounce_queue_lifetime'
const main = 'compatibility_level = 3.6\nbounce_queue_lifetime = 9d\nmaximal_queue_lifetime = 5d\n'
const master = 'qmgr unix n - n 300 1 qmgr\n'

function explanation(text: string): JsonExplanation {
  const value: unknown = JSON.parse(text)
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
  // The schema has just said so.
  return value as JsonExplanation
}

describe('explain', () => {
  it('leads from a log line to the setting and the rule', () => {
    const { path } = workspace({ 'main.cf': main, 'master.cf': master })
    const { status, stdout, stderr } = run(['explain', line, '.', '--no-color'], { cwd: path })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('The first of the two may not be larger than the second')
    expect(stdout).toContain('`bounce_queue_lifetime` is `9d` (`main.cf:2`)')
    expect(stdout).toContain('warning[bounce-lifetime-too-long]')
    expect(stdout).not.toContain('Name your configuration')
  })

  it('says how to learn more when no configuration is named', () => {
    const { status, stdout } = run(['explain', line])
    expect(status).toBe(0)
    expect(stdout).toContain('`bounce-lifetime-too-long`: Returned mail')
    expect(stdout).toContain('Name your configuration')
    expect(stdout).not.toContain('In this configuration')
  })

  it('shows a template as it is written', () => {
    const { path } = workspace({ 'main.cf.j2': 'smtpd_helo_required = {{ helo }}\n' })
    const { stdout } = run(['explain', 'smtpd_helo_required', 'main.cf.j2'], { cwd: path })
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      '`smtpd_helo_required` is `{{ helo }}`, which cannot be known from the files alone (`main.cf.j2:1`)',
    )
    const json = JSON.parse(
      run(['explain', 'smtpd_helo_required', 'main.cf.j2', '--format', 'json'], { cwd: path }).stdout,
    )
    expect(json.here.settings).toMatchObject([{ value: '{{ helo }}', effective: null }])
  })

  it('says that nothing is wrong here', () => {
    const { path } = workspace({ 'main.cf': 'compatibility_level = 3.6\n' })
    const { stdout } = run(['explain', line, '.'], { cwd: path })
    expect(stdout).toContain('`bounce_queue_lifetime` is `5d` (not set, so the built-in value counts)')
    expect(stdout).toContain('None of these rules finds it here.')
  })

  it('shows the entry of a service of your own', () => {
    const { path } = workspace({
      'master.cf': `${master}scan unix - - n - 5 smtp\n  -o smtp_helo_name=mx.example.com\n`,
    })
    const { status, stdout } = run(['explain', 'scan', '.'], { cwd: path })
    expect(status).toBe(0)
    expect(stdout).toContain('The service `scan/unix` runs `smtp` (`master.cf:2`), and sets `smtp_helo_name`')
    expect(run(['explain', 'scan'], { cwd: path }).status).toBe(1)
  })

  it('takes a file as well', () => {
    const { path } = workspace({ 'main.cf': main, 'master.cf': master })
    expect(run(['explain', 'bounce_queue_lifetime', 'main.cf'], { cwd: path }).stdout).toContain('`main.cf:2`')
  })

  it('shows a rule with an example', () => {
    const { stdout } = run(['explain', 'bad-boolean'])
    expect(stdout).toContain('Severity: error')
    expect(stdout).toContain('error[bad-boolean]')
  })

  it('speaks of the release that is meant', () => {
    expect(run(['explain', 'smtpd_relay_restrictions', '--postfix-version', '2.9']).stdout).toContain('came with 2.10')
    expect(run(['explain', 'smtpd_relay_restrictions']).stdout).toContain('Default in Postfix 3.')
  })

  it('sends no control character to the terminal', () => {
    const { path } = workspace({ 'main.cf': 'smtpd_helo_required = \x1b[31myes\n' })
    const runs = [
      run(['explain', 'postfix/smtpd[1]: fatal: \x1b]0;x\x07 Relay access denied \x9b smtpd_helo_required', '.'], {
        cwd: path,
      }),
      run(['explain', '\x1b]0;x\x07'], { cwd: path }),
      run(['explain', '\x1b]0;x\x07', '--format', 'json']),
    ]
    for (const { stdout, stderr } of runs) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(stdout + stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/)
    }
    expect(runs[0]?.stdout).toContain('In this configuration')
  })
})

describe('what nothing is known of', () => {
  it('gets suggestions, and exit status 1', () => {
    const { status, stdout, stderr } = run(['explain', 'bad-bolean'])
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('did you mean `bad-boolean`?')
    expect(run(['explain', 'words without any sense']).stderr).toContain('`postfix-lint rules` lists the rules')
  })

  it.each([
    [['explain', ' '], '`explain` takes one thing'],
    [['explain', 'a', 'b', 'c'], '`explain` takes one thing'],
    [['explain', '550', 'nowhere'], 'nowhere'],
    [['explain', '550', '--postfix-version', '9.9'], 'Postfix version `9.9` is not known'],
  ])('%j is wrong usage', (args, message) => {
    const { status, stderr } = run(args)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('--format json', () => {
  it.each([
    ['bad-boolean', 'rule'],
    ['myhostname', 'name'],
    ['550 5.7.1', 'status-code'],
    [line, 'log-line'],
    ['bad-bolean', 'unknown'],
  ])('for %s is what the published schema says', (asked, topic) => {
    const { path } = workspace({ 'main.cf': main, 'master.cf': master })
    for (const where of [[], ['.']]) {
      const { status, stdout } = run(['explain', asked, ...where, '--format', 'json'], { cwd: path })
      expect(explanation(stdout)).toMatchObject({ version: 1, asked, topic })
      expect(status).toBe(topic === 'unknown' ? 1 : 0)
    }
  })

  it('has the settings and findings with their lines', () => {
    const { path } = workspace({ 'main.cf': main, 'master.cf': master })
    const { here } = explanation(run(['explain', line, '.', '--format', 'json'], { cwd: path }).stdout)
    expect(here?.settings[0]).toMatchObject({
      name: 'bounce_queue_lifetime',
      file: 'main.cf',
      line: 2,
      effective: '9d',
    })
    expect(here?.findings[0]).toMatchObject({
      rule: 'bounce-lifetime-too-long',
      range: { start: { line: 2, column: 25 } },
    })
  })
})
