import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommand } from '../cli/built-command.js'
import { withProgram } from '../cli/programs.js'
import { type Workspace, workspace } from '../cli/workspace.js'

const run = builtCommand()

describe('the hooks for pre-commit', () => {
  withProgram('pre-commit', ['--version'], () => {
    it('have a manifest that pre-commit takes', () => {
      expect(spawnSync('pre-commit', ['validate-manifest', '.pre-commit-hooks.yaml']).status).toBe(0)
    })

    it('lint what changed files belong to, and format', () => {
      const place = workspace({
        'site/hosts/a/main.cf': 'message_size_limit = 50M\nvirtual_alias_maps = texthash:/etc/postfix/virtual\n',
        'site/hosts/a/virtual': 'info@example.com a\n',
        'site/hosts/b/main.cf': 'biff=no\n',
        'site/README': 'text\n',
      })
      const rev = hookRepository(place)
      const site = join(place.path, 'site')
      place.write(
        'site/.pre-commit-config.yaml',
        `repos: [{ repo: '${place.path}/hooks', rev: ${rev}, hooks: [{ id: postfix-lint }, { id: postfix-format }] }]\n`,
      )
      git(site, 'init', '-q')
      git(site, 'add', '.')
      const env = { ...process.env, PRE_COMMIT_HOME: join(place.path, 'home'), npm_config_audit: 'false' }
      const use = (...args: string[]) =>
        spawnSync('pre-commit', ['run', '--verbose', ...args], { cwd: site, env, encoding: 'utf8' })

      const table = use('postfix-lint', '--files', 'hosts/a/virtual', 'README')
      expect([table.status, table.stdout]).toEqual([1, expect.stringContaining('bad-integer')])
      expect(use('postfix-lint', '--files', 'README').status).toBe(0)
      expect(use('postfix-format', '--files', 'hosts/b/main.cf', 'README').status).toBe(1)
      expect(place.read('site/hosts/b/main.cf')).toBe('biff = no\n')
    }, 180_000)
  })
})

/** The hooks as they are, of a package that is built already; gives a commit. */
function hookRepository(place: Workspace): string {
  const folder = join(place.path, 'hooks')
  mkdirSync(folder)
  const { name, version, bin } = JSON.parse(readFileSync('package.json', 'utf8'))
  place.write('hooks/package.json', JSON.stringify({ name, version, bin }))
  cpSync('.pre-commit-hooks.yaml', join(folder, '.pre-commit-hooks.yaml'))
  cpSync(dirname(run.program()), join(folder, 'dist'), { recursive: true })
  git(folder, 'init', '-q')
  git(folder, 'add', '.')
  git(folder, '-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '-qm', 'Hooks')
  return git(folder, 'rev-parse', 'HEAD').trim()
}

function git(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  return stdout
}
