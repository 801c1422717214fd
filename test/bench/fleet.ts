import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { oneIn, writeFleet } from './fleet-hosts.js'
import { figure, row, slowness } from './measure.js'

// `npm run bench:fleet [COUNT]`: the built command over very many directories, as a site has them.

const count = Number(process.argv.slice(2).find(word => /^\d+$/.test(word)) ?? 10_000)
/** Enough to fill the memory that V8 is given before it collects; more of them should not need more. */
const few = Math.ceil(count / 4)
const aim = 1000
/** So many runs of the real postconf are made; the rest is reckoned. */
const sample = Math.min(200, count)
const postconf = '/usr/sbin/postconf'

/** What a run took. */
interface Run {
  readonly status: number | null
  /** Milliseconds by the clock, and of processors. */
  readonly wall: number
  readonly busy: number
  /** Megabytes at most. */
  readonly memory: number
}

const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const root = mkdtempSync(join(base, 'postfix-lint-fleet-'))
try {
  await main()
} finally {
  rmSync(root, { recursive: true, force: true })
}

async function main(): Promise<void> {
  const cli = resolve('dist/cli.cjs')
  if (!existsSync(cli)) throw new Error('dist/ is not built: npm run build')
  const all = join(root, 'all')
  const some = join(root, 'some')
  const bytes = writeFleet(all, count)
  writeFleet(some, few)
  console.log(
    `${count} directories, ${figure(bytes / 1e6)} MB, one in ${oneIn} with mistakes; in ${base}; Node ${process.versions.node}\n`,
  )

  const report = join(root, 'report.json')
  const before = slowness()
  const json = (folder: string, ...options: string[]) => lint([...options, cli], ['--format', `json=${report}`, folder])
  const atAll = await json(all)
  check(report)
  const pretty = await lint([cli], [all])
  // The smaller: who waits for others is not on a slow machine.
  const slow = Math.min(before, slowness())
  row('this machine is slower than a quiet one', `${figure(slow)} x`)
  for (const [what, { wall, busy }] of [
    ['--format json=FILE', atAll],
    ['--format pretty, to a file', pretty],
  ] as const) {
    row(`directories a second here, ${what}`, figure(count / (wall / 1000)))
    // With the processors to itself it would take what it kept them busy; and half as long were they twice as fast.
    const undisturbed = count / (busy / 1000 / availableParallelism())
    const quiet = undisturbed * slow
    const figures = `${figure(quiet)} (${figure(undisturbed)} here)`
    row('  with such processors to itself', figures, `>= ${aim}`, quiet >= aim)
  }
  row(`memory at ${count}, collected when V8 likes`, `${figure(atAll.memory)} MB`)
  // As long as there is room V8 lets garbage lie, and it chooses when to collect it: how much is needed shows where there
  // is little, in the smaller of two runs.
  const needed = async (folder: string): Promise<number> => {
    const little = '--max-old-space-size=48'
    return Math.min((await json(folder, little)).memory, (await json(folder, little)).memory)
  }
  const atFew = await needed(some)
  const atMost = await needed(all)
  const growth = atMost / atFew
  const memories = `${figure(atFew)} and ${figure(atMost)} MB`
  row(`memory at ${few} and at ${count}, with a heap of 48 MB`, memories, '<= 1.15 x', growth <= 1.15)
  againstPostconf(all, atAll)
}

/** Every directory with a mistake is in the report, and no other. */
function check(report: string): void {
  const { diagnostics } = JSON.parse(readFileSync(report, 'utf8')) as {
    readonly diagnostics: readonly { readonly file: string }[]
  }
  const directories = new Set(diagnostics.map(({ file }) => file.replace(/\/[^/]+$/, '')))
  const wanted = Math.ceil(count / oneIn)
  row('directories with findings', String(directories.size), `${wanted}`, directories.size === wanted)
}

/** Runs the command, and learns from the system what it took. */
async function lint(program: readonly string[], args: readonly string[]): Promise<Run> {
  const usage = join(root, 'usage.json')
  const probe = join(root, 'probe.cjs')
  writeFileSync(
    probe,
    `if (require('node:worker_threads').isMainThread) process.on('exit', () => {
      require('node:fs').writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.resourceUsage()))
    })`,
  )
  const output = join(root, 'output')
  mkdirSync(output, { recursive: true })
  const start = performance.now()
  const child = spawn(
    'sh',
    [
      '-c',
      'exec "$@" >"$0"',
      join(output, 'text'),
      process.execPath,
      '--require',
      probe,
      ...program,
      '--no-config',
      ...args,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const status = await new Promise<number | null>(done => child.on('close', done))
  const wall = performance.now() - start
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8')) as NodeJS.ResourceUsage
  return { status, wall, busy: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 }
}

/** The same directories through the real program, one process for each, which only prints them. */
function againstPostconf(folder: string, { wall }: Run): void {
  if (!existsSync(postconf)) {
    row('against one postconf -n for each directory', 'not measured', `${postconf} is not there`)
    return
  }
  const start = performance.now()
  for (let index = 0; index < sample; index++) {
    const host = Math.floor((index * count) / sample)
    spawnSync(postconf, ['-n', '-c', join(folder, `host${String(host).padStart(5, '0')}`)], { stdio: 'ignore' })
  }
  const each = (performance.now() - start) / sample
  row(
    'against one postconf -n for each directory',
    `${figure((each * count) / wall)} x faster`,
    `reckoned from ${sample} runs of ${figure(each)} ms`,
  )
}
