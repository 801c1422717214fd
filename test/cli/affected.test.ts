import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { type Workspace, workspace } from './workspace.js'

const run = builtCommand()

const wrong = 'message_size_limit = 50M\n'
const master = 'smtp inet n - n - - smtpd\n'

function fleet(): Workspace {
  return workspace({
    'hosts/a/main.cf': `${wrong}virtual_alias_maps = texthash:/etc/postfix/virtual\n`,
    'hosts/a/master.cf': `${master}smtp inet n - n - - smtpd\n`,
    'hosts/a/virtual': 'info@example.com a\n',
    'hosts/a/files/motd': 'hello\n',
    'hosts/b/main.cf': wrong,
    'pairs/mx1-main.cf': wrong,
    'pairs/mx2-main.cf': wrong,
    'docs/README': 'text\n',
  })
}

function filesWith(place: Workspace, ...paths: string[]): readonly string[] {
  const { stdout, stderr } = run(['--format', 'compact', '--no-config', '--affected', '--', ...paths], {
    cwd: place.path,
  })
  expect(stderr).toBe('')
  const files = stdout.split('\n').flatMap(line => /^(.+?):\d+:\d+: /.exec(line)?.[1] ?? [])
  return [...new Set(files)].sort()
}

describe('--affected', () => {
  it('lints the whole of what a changed file belongs to', () => {
    const place = fleet()
    const whole = ['hosts/a/main.cf', 'hosts/a/master.cf']
    expect(filesWith(place, 'hosts/a/master.cf')).toEqual(whole)
    expect(filesWith(place, 'hosts/a/virtual')).toEqual(whole)
    expect(filesWith(place, './hosts/a/files/motd', 'hosts/a/main.cf')).toEqual(whole)
  })

  it('tells configurations in one folder from each other', () => {
    expect(filesWith(fleet(), 'pairs/mx2-main.cf')).toEqual(['pairs/mx2-main.cf'])
  })

  it('passes over what belongs to none, and what is gone', () => {
    const place = fleet()
    const { status, stdout } = run(['--affected', 'docs/README', 'gone/too', 'README'], { cwd: place.path })
    expect([status, stdout]).toEqual([0, expect.not.stringContaining('error')])
    expect(filesWith(place, 'docs/README', 'hosts/b/gone')).toEqual(['hosts/b/main.cf'])
  })

  it('does nothing without paths, whatever the current folder has', () => {
    const place = fleet()
    expect(run(['--affected'], { cwd: `${place.path}/hosts/b` }).status).toBe(0)
  })

  it('keeps to ignore files', () => {
    const place = fleet()
    place.write('.postfix-lintignore', 'hosts/b\n')
    expect(filesWith(place, 'hosts/a/main.cf', 'hosts/b/main.cf')).toEqual(['hosts/a/main.cf', 'hosts/a/master.cf'])
  })
})
