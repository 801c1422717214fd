import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { withProgram } from './programs.js'
import { type Workspace, workspace } from './workspace.js'

const run = builtCommand()

/** A folder with `postfix-lint` in `bin`, two files and a directory. */
function place(): Workspace & { readonly env: NodeJS.ProcessEnv } {
  const place = workspace({ 'main.cf': '', 'notes.txt': '', 'hosts/main.cf': '' })
  mkdirSync(join(place.path, 'bin'))
  const command = place.write('bin/postfix-lint', `#!/bin/sh\nexec '${process.execPath}' '${run.program()}' "$@"\n`)
  chmodSync(command, 0o755)
  return {
    ...place,
    env: { ...process.env, PATH: `${join(place.path, 'bin')}:${process.env['PATH']}`, HOME: place.path, TERM: 'dumb' },
  }
}

const scripts = new Map<string, string>()

function scriptFor(shell: string): string {
  const script = scripts.get(shell) ?? run(['completion', shell]).stdout
  scripts.set(shell, script)
  return script
}

/** What the cases of all shells have in common: a command line, and words that are and are not offered behind it. */
const cases: readonly (readonly [line: string, offered: readonly string[], not: readonly string[]])[] = [
  ['postfix-lint sh', ['show'], ['lsp']],
  ['postfix-lint --fi', ['--fix', '--fix-unsafe', '--fix-dry-run'], ['--format', '--check']],
  ['postfix-lint format --ch', ['--check'], ['--changed-since']],
  ['postfix-lint show --a', ['--all'], ['--affected']],
  ['postfix-lint init --ci g', ['github', 'gitlab'], ['pre-commit']],
  ['postfix-lint --preset s', ['strict'], ['all']],
  ['postfix-lint completion z', ['zsh'], ['bash']],
  ['postfix-lint query -', ['--no-fold'], ['--fix']],
  ['postfix-lint --config no', ['notes.txt'], ['main.cf']],
  ['postfix-lint explain open-rel', ['open-relay'], ['notes.txt']],
]

const offers = (complete: (line: string) => readonly string[]) => {
  it.each(cases)('completes %s', (line, offered, not) => {
    const found = complete(line)
    for (const word of offered) expect(found).toContain(word)
    for (const word of not) expect(found).not.toContain(word)
  })
}

describe('completion in bash', () => {
  withProgram('bash', ['--version'], () => {
    offers(line => {
      const { path, env, write } = place()
      write('script', scriptFor('bash'))
      const program = `
        source ./script
        COMP_WORDS=(${line.endsWith(' ') ? `${line} ''` : line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
        _postfix_lint
        printf '%s\\n' "\${COMPREPLY[@]}"`
      const { stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eu', '-c', program], {
        cwd: path,
        env,
        encoding: 'utf8',
      })
      expect(stderr).toBe('')
      return stdout.split('\n')
    })
  })
})

describe('completion in fish', () => {
  withProgram('fish', ['--version'], () => {
    offers(line => {
      const { path, env, write } = place()
      write('script.fish', scriptFor('fish'))
      const { stdout, stderr } = spawnSync(
        'fish',
        ['--no-config', '-c', 'source script.fish; complete -C "$argv[1]"', line],
        { cwd: path, env, encoding: 'utf8' },
      )
      expect(stderr).toBe('')
      return stdout.split('\n').map(found => found.split('\t')[0] ?? '')
    })
  })
})

describe('completion in zsh', () => {
  withProgram('zsh', ['--version'], () => {
    offers(line => {
      const { path, env, write } = place()
      write('functions/_postfix-lint', scriptFor('zsh'))
      write('driver', zshDriver)
      const { stdout } = spawnSync('zsh', ['-f', 'driver', line], { cwd: path, env, encoding: 'utf8' })
      const listed = /<<<([\s\S]*)>>>/.exec(stdout)?.[1] ?? `nothing was listed: ${stdout}`
      return listed.split(/[\r\n]+/).map(found => found.split(/ {2,}| -- /)[0]?.trim() ?? '')
    })
  })
})

it('says which shells there are', () => {
  const { status, stderr } = run(['completion', 'tcsh'])
  expect([status, stderr]).toEqual([2, expect.stringContaining('`bash`, `zsh`, `fish`, not `tcsh`')])
})

/** Types a line in a zsh with a terminal, and has it list what could follow. */
const zshDriver = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT=; unsetopt zle_bracketed_paste; stty -echo cols 200 rows 200"
zpty -w shell "fpath=(\\$PWD/functions \\$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w shell "zstyle ':completion:*' list-separator '--'; zstyle ':completion:*' list-grouped no; LISTMAX=1000; zstyle ':completion:*' verbose no"
zpty -w shell "setopt list_rows_first; bindkey '^T' list-choices; show() { compadd() { local -a hits; builtin compadd -O hits \\"\\$@\\"; print -rl -- \\$hits; builtin compadd \\"\\$@\\" }; }; list() { print '<<<'; show; zle list-choices; print '>>>'; zle -I; }; zle -N list; bindkey '^T' list; print -r READY"
zpty -r shell out '*READY*READY*' || true
zpty -w -n shell "$1"$'\\x14'
zpty -r shell out '*>>>*'
print -r -- "$out"
zpty -d shell
`
