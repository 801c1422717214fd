import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { EffectiveConfiguration } from '../../src/effective/document.js'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('schemas/configuration.schema.json', 'utf8')),
)

const files = {
  'main.cf': 'mydomain = example.com\nmyorigin = $mydomain\nsmtpd_helo_required = yes\nsmtp_tls_security_level = may\n',
  'master.cf':
    'smtp inet n - y - - smtpd\nsubmission inet n - y - - smtpd\n  -o smtpd_helo_required=no\nqmgr unix n - n 300 1 qmgr\n',
}

describe('show --json', () => {
  it('is what the published schema says', () => {
    const { path } = workspace(files)
    const { status, stdout, stderr } = run(['show', '--json', '.'], { cwd: path })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const value: unknown = JSON.parse(stdout)
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
    const { services, postfix } = value as EffectiveConfiguration
    expect(postfix.version).toMatch(/^3\./)
    expect(services.map(({ label, parameters }) => [label, parameters['smtpd_helo_required']])).toEqual([
      ['smtp/inet', true],
      ['submission/inet', false],
      ['qmgr/unix', undefined],
    ])
    expect(services[1]?.origins['smtpd_helo_required']).toMatchObject({ from: 'master.cf', file: 'master.cf', line: 3 })
  })

  it('shows the services that are named, by name, label or program', () => {
    const { path } = workspace(files)
    const labels = (...words: readonly string[]) =>
      (JSON.parse(run(['show', '--json', ...words, '.'], { cwd: path }).stdout) as EffectiveConfiguration).services.map(
        ({ label }) => label,
      )
    expect(labels('smtp')).toEqual(['smtp/inet'])
    expect(labels('qmgr/unix', 'smtp')).toEqual(['smtp/inet', 'qmgr/unix'])
    expect(labels('smtpd')).toEqual(['smtp/inet', 'submission/inet'])
  })

  it('is of the release that is asked for, and of what is pasted', () => {
    const { stdout } = run(['show', '--format', 'json', '--stdin', '--postfix-version', '2.11'], {
      input: 'mydomain = example.org\n',
    })
    expect(JSON.parse(stdout)).toMatchObject({
      postfix: { version: expect.stringMatching(/^2\.11/) },
      main: { parameters: { mydomain: 'example.org' } },
      services: [],
    })
  })
})

describe('show', () => {
  it('shows what differs, once', () => {
    const { path } = workspace(files)
    const { status, stdout } = run(['show', '.', '--no-color'], { cwd: path })
    expect(status).toBe(0)
    expect(stdout.replace(/# Postfix [\d.]+/, '# Postfix')).toBe(`# Postfix: what differs from the defaults

main.cf
  mydomain = example.com         main.cf:1
  myorigin = example.com         main.cf:2
  smtp_tls_security_level = may  main.cf:4
  smtpd_helo_required = yes      main.cf:3

submission/inet  smtpd  (master.cf:2, chrooted, at most 100)
  smtpd_helo_required = no  master.cf:3 -o

Services with no settings of their own
  smtp/inet  smtpd  (master.cf:1, chrooted, at most 100)
  qmgr/unix  qmgr  (master.cf:4, wakes up every 300s, at most 1)
`)
  })

  it('shows with a service that is named all that it takes from main.cf, and with --all the defaults', () => {
    const { path } = workspace(files)
    const shown = run(['show', 'smtp', '.'], { cwd: path }).stdout
    expect(shown).toContain('  smtpd_helo_required = yes')
    expect(shown).not.toContain('smtp_tls_security_level')
    expect(shown).not.toContain('soft_bounce')
    const all = run(['show', 'smtp', '--all', '.'], { cwd: path }).stdout
    expect(all).toMatch(/ {2}soft_bounce = no +default\n/)
    expect(all).toMatch(/ {2}mail_release_date = +default, not known in full\n/)
  })

  it('shows control characters as signs', () => {
    const { path } = workspace({ 'main.cf': 'smtpd_banner = \u001b[31mred\u009b\n' })
    const { stdout } = run(['show', '.'], { cwd: path })
    expect(stdout).toContain('smtpd_banner = \u00e2\u0090\u009b[31mred')
    expect(stdout).not.toContain('\u001b')
    expect(run(['show', '--json', '.'], { cwd: path }).stdout).not.toContain('\u001b')
  })

  it.each([
    [['show', 'smtpp', '.'], 'there is no directory, service or program `smtpp`: did you mean `smtpd`?'],
    [['show', 'nowhere/'], 'there is no directory, service or program `nowhere/`'],
    [['show', '--format', 'sarif', '.'], '`--format` takes `pretty`, `json`, not `sarif`'],
    [['--json', '.'], '`--json` belongs to `postfix-lint show`'],
  ])('%j is wrong', (args, message) => {
    const { path } = workspace(files)
    const { status, stderr } = run(args, { cwd: path })
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})
