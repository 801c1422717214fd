import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

const wrong = 'smtpd_helo_required = true\n'

/** Places of what is found. */
const found = (args: readonly string[], cwd: string) =>
  run(['--format', 'compact', ...args], { cwd })
    .stdout.split('\n')
    .flatMap(line => /^(.*?:\d+):/.exec(line)?.[1] ?? [])

describe('--baseline', () => {
  it('accepts what was there, and reports what is new', () => {
    const { path, write } = workspace({ 'a/main.cf': wrong, 'b/main.cf': wrong })
    const written = run(['--baseline', 'known.json', '--write-baseline', '.'], { cwd: path })
    expect(written).toMatchObject({ status: 0 })
    expect(written.stdout).toContain('Nothing to complain about')
    expect(run(['--baseline', 'known.json', '.'], { cwd: path }).status).toBe(0)
    write('a/main.cf', `# moved\n\n${wrong}smtpd_delay_reject = true\n`)
    expect(found(['--baseline', 'known.json', '.'], path)).toEqual(['a/main.cf:4'])
    expect(run(['--baseline', 'known.json', '.'], { cwd: path }).status).toBe(1)
    expect(found(['.'], path)).toHaveLength(3)
  })

  it('does not depend on the folder it is used from', () => {
    const { path } = workspace({ 'a/main.cf': wrong })
    run(['--baseline', 'a/known.json', '--write-baseline', 'a'], { cwd: path })
    expect(found(['--baseline', 'known.json', 'main.cf'], join(path, 'a'))).toEqual([])
    const { findings } = JSON.parse(readFileSync(join(path, 'a/known.json'), 'utf8')) as { findings: object[] }
    expect(findings).toEqual([
      { file: 'main.cf', rule: 'bad-boolean', fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/) },
    ])
  })

  it('accepts a finding as often as it was there', () => {
    const { path, write } = workspace({ 'main.cf': wrong })
    run(['--baseline', 'known.json', '--write-baseline', '.'], { cwd: path })
    write('main.cf', `${wrong}myhostname = mail.example.com\n${wrong}`)
    expect(found(['--baseline', 'known.json', '--rule', 'duplicate-setting=off', '.'], path)).toEqual(['main.cf:3'])
  })

  it.each([
    [['--baseline', 'none.json'], 'baseline none.json does not exist: `--write-baseline` makes one'],
    [['--baseline', 'main.cf'], 'baseline main.cf is none'],
    [['--write-baseline'], '`--write-baseline` needs `--baseline FILE`'],
    [['--baseline', 'no/such/x', '--write-baseline'], 'baseline no/such/x does not exist'],
  ])('%j', (args, message) => {
    const { path } = workspace({ 'main.cf': wrong })
    const { status, stderr } = run([...args, '.'], { cwd: path })
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('--changed-since', () => {
  const git = (cwd: string, ...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd, stdio: 'pipe' })

  function repository() {
    const space = workspace({ 'a/main.cf': wrong, 'b/main.cf': wrong, 'c d/main.cf': wrong, 'e/main.cf': wrong })
    git(space.path, 'init', '-q', '-b', 'main')
    git(space.path, 'add', '.')
    git(space.path, 'commit', '-qm', 'first')
    return space
  }

  it('lints the configurations in which something was changed, committed or not', () => {
    const { path, write } = repository()
    expect(found(['--changed-since', 'HEAD', '.'], path)).toEqual([])
    git(path, 'checkout', '-qb', 'work')
    write('a/main.cf', `${wrong}# changed\n`)
    git(path, 'commit', '-qam', 'second')
    write('c d/main.cf', `${wrong}# changed\n`)
    write('e/virtual', 'a b\n')
    expect(found(['--changed-since', 'main', '.'], path)).toEqual(['a/main.cf:1', 'c d/main.cf:1', 'e/main.cf:1'])
    expect(found(['--changed-since', 'main', 'main.cf'], join(path, 'b'))).toEqual([])
    expect(found(['--changed-since', 'HEAD', '..'], join(path, 'b'))).toEqual(['../c d/main.cf:1', '../e/main.cf:1'])
  })

  it('looks only at what this branch did', () => {
    const { path, write } = repository()
    git(path, 'checkout', '-qb', 'work')
    git(path, 'checkout', '-q', 'main')
    write('b/main.cf', `${wrong}# changed\n`)
    git(path, 'commit', '-qam', 'on main')
    git(path, 'checkout', '-q', 'work')
    expect(found(['--changed-since', 'main', '.'], path)).toEqual([])
  })

  it('says what git says, and runs nothing else', () => {
    const { path } = repository()
    for (const name of ['gone', '--output=x']) {
      const { status, stderr } = run([`--changed-since=${name}`, '.'], { cwd: path })
      expect(status).toBe(2)
      expect(stderr).toContain(`\`--changed-since ${name}\`: git says: `)
    }
    expect(run(['--changed-since', 'HEAD', '.'], { cwd: workspace({ 'main.cf': '' }).path }).status).toBe(2)
  })
})
