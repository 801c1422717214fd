import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../../scripts/bundle.js'

/**
 * `npm run bench:tables`: a large table linted by the command as it is installed, against postmap(1) making an index of it.
 * The times are those of processors, and the memory is the most that the process ever held.
 */
const lines = Number(process.env['POSTFIX_LINT_BENCH_LINES'] ?? 1_000_000)
const program = '/usr/sbin/postmap'

const root = mkdtempSync(join(tmpdir(), 'bench-tables-'))
try {
  const name = join(root, 'virtual')
  writeFileSync(join(root, 'main.cf'), 'compatibility_level = 3.6\nvirtual_alias_maps = hash:/etc/postfix/virtual\n')
  writeFileSync(join(root, 'master.cf'), '')
  const text = Array.from(
    { length: lines },
    (_, index) => `user${index}@example.com  person${index % 977}@example.org\n`,
  )
  writeFileSync(name, ['example.com anything\n', ...text].join(''))
  const megabytes = statSync(name).size / 1e6
  const dist = join(root, 'dist')
  await bundle(dist)
  const rounds = 3
  const lint = best(rounds, process.execPath, [join(dist, 'cli.cjs'), '--no-host', '--exit-zero', root])
  const bare = best(rounds, process.execPath, [join(dist, 'cli.cjs'), '--no-tables', '--no-host', '--exit-zero', root])
  report('postfix-lint, all of it', lint, megabytes)
  report('postfix-lint without the table', bare)
  process.stdout.write(`reading and judging the table: ${speed(megabytes, lint.seconds - bare.seconds)}\n`)
  if (existsSync(program)) {
    for (const type of ['hash', 'lmdb', 'cdb']) {
      const build = best(rounds, program, ['-c', root, `${type}:${name}`])
      if (build.status !== 0) continue
      report(`postmap ${type}:`, build, megabytes)
      process.stdout.write(`  postfix-lint takes ${(lint.seconds / build.seconds).toFixed(2)} of its time\n`)
    }
  } else process.stdout.write('there is no Postfix here to compare with\n')
} finally {
  rmSync(root, { recursive: true })
}

interface Measured {
  /** Of processors: other work on the machine counts little. */
  readonly seconds: number
  readonly megabytes: number
  readonly status: number
}

/** The best of several runs, as GNU time(1) measures it. */
function best(rounds: number, command: string, args: readonly string[]): Measured {
  const log = join(root, 'time')
  const runs = Array.from({ length: rounds }, (): Measured => {
    const { status, error } = spawnSync('/usr/bin/time', ['-o', log, '-f', '%U %S %M', command, ...args], {
      stdio: ['ignore', 'ignore', 'ignore'],
    })
    if (error !== undefined) throw new Error('needs GNU time: the package `time`')
    const [user = 0, system = 0, kilobytes = 0] = (readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '')
      .split(' ')
      .map(Number)
    return { seconds: user + system, megabytes: kilobytes / 1000, status: status ?? 1 }
  })
  return runs.reduce((least, run) => (run.seconds < least.seconds ? run : least))
}

function speed(megabytes: number, seconds: number): string {
  return `${seconds.toFixed(2)} s, ${(megabytes / seconds).toFixed(1)} MB/s`
}

function report(what: string, { seconds, megabytes }: Measured, size?: number): void {
  const time = size === undefined ? `${seconds.toFixed(2)} s` : speed(size, seconds)
  process.stdout.write(`${what}: ${time}, ${megabytes.toFixed(0)} MB of memory\n`)
}
