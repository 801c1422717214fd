import { type ChildProcess, spawn } from 'node:child_process'
import { expect, it, onTestFinished } from 'vitest'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

/** Gives what the command prints, each time until it says that it waits. */
function rounds({ stdout }: ChildProcess): () => Promise<string> {
  let text = ''
  let wake = () => {}
  stdout?.on('data', chunk => {
    text += String(chunk)
    wake()
  })
  return async () => {
    for (;;) {
      const end = text.indexOf('(Ctrl-C ends it)\n')
      if (end >= 0) {
        const round = text.slice(0, end)
        text = text.slice(end + '(Ctrl-C ends it)\n'.length)
        return round
      }
      await new Promise<void>(done => {
        wake = done
      })
    }
  }
}

it('--watch lints again after each change, and is not disturbed by the reports it writes', {
  timeout: 30_000,
}, async () => {
  const { path, write } = workspace({ 'main.cf': 'smtpd_helo_required = true\n' })
  const child = spawn(process.execPath, [run.program(), '--watch', '--format', 'json=report.json', '.'], {
    cwd: path,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill()
  })
  const next = rounds(child)
  const first = await next()
  expect(first).toMatch(/error\[bad-boolean\][\s\S]*Took \d+ ms; watching 1 directory/)
  write('main.cf', 'smtpd_helo_required = yes\n')
  const second = await next()
  expect(second).toMatch(/^Nothing to complain about[^\n]*\nTook \d+ ms; watching 1 directory $/)
})

it('--watch does not go with --stdin', () => {
  const { status, stderr } = run(['--watch', '--stdin'])
  expect(status).toBe(2)
  expect(stderr).toContain('`--watch` watches files')
})
