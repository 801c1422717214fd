import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { typicalMain, typicalMaster } from './inputs.js'
import { bareEnvironment, figure, row, slowness, summarize } from './measure.js'

const pairs = 25

function timeOf(args: readonly string[], env: NodeJS.ProcessEnv): number {
  const start = performance.now()
  spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
  return performance.now() - start
}

/** The command, each time beside a bare node started just before: how many times as long it takes. */
function benchCommand(what: string, args: readonly string[], env: NodeJS.ProcessEnv, aim?: number): void {
  const bare: number[] = []
  const own: number[] = []
  for (let index = 0; index < pairs; index++) {
    bare.push(timeOf(['-e', '0'], env))
    own.push(timeOf(args, env))
  }
  const ratio = summarize(own.map((time, index) => time / (bare[index] ?? time))).median
  const [before, after] = [bare, own].map(times => figure(summarize(times).median))
  const times = `${figure(ratio)} x (${before} and ${after} ms)`
  if (aim === undefined) row(what, times)
  else row(what, times, `<= ${aim} x`, ratio <= aim)
}

/** What starting costs, each beside a bare node started just before. */
export function benchStart(): void {
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly bin: Readonly<Record<string, string>> }
  const cli = resolve(bin['postfix-lint'] ?? '')
  if (!existsSync(cli)) {
    row('start of the command', 'not measured', 'dist/ is not built: npm run build')
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'postfix-lint-bench-'))
  try {
    writeFileSync(join(folder, 'main.cf'), typicalMain)
    writeFileSync(join(folder, 'master.cf'), typicalMaster)
    // Node loads modules by code that a bare start does not touch: that is nobody's library.
    const empty = join(folder, 'empty.mjs')
    writeFileSync(empty, '')
    const importOf = (file: string) => [
      '--input-type=module',
      '-e',
      `await import(${JSON.stringify(`file://${file}`)})`,
    ]
    // The aim is for the start; a lint of a typical pair comes on top of it, all of it run for the first time.
    const started = 'postfix-lint --version against node -e 0, in pairs'
    const linted = 'postfix-lint on a typical pair against node -e 0'
    benchCommand(started, [cli, '--version'], process.env, 1.5)
    benchCommand(linted, [cli, folder], process.env)
    if (process.env['NODE_EXTRA_CA_CERTS'] !== undefined) {
      benchCommand(`  ... --version, without NODE_EXTRA_CA_CERTS`, [cli, '--version'], bareEnvironment, 1.5)
      benchCommand('  ... on a typical pair, without NODE_EXTRA_CA_CERTS', [cli, folder], bareEnvironment)
    }
    const load: number[] = []
    const nothing: number[] = []
    for (let index = 0; index < pairs; index++) {
      nothing.push(timeOf(importOf(empty), bareEnvironment))
      load.push(timeOf(importOf(resolve('dist/index.js')), bareEnvironment))
    }
    const cost = summarize(load.map((time, index) => time - (nothing[index] ?? time))).median
    const unhurried = cost / slowness()
    row(
      'importing the library, beside an empty module',
      `${figure(unhurried)} ms (${figure(cost)} here)`,
      '<= 40 ms',
      unhurried <= 40,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
