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

/** The command on a folder, each time beside a bare node started just before. */
function benchCommand(what: string, args: readonly string[], env: NodeJS.ProcessEnv): number {
  const bare: number[] = []
  const lint: number[] = []
  for (let index = 0; index < pairs; index++) {
    bare.push(timeOf(['-e', '0'], env))
    lint.push(timeOf(args, env))
  }
  const ratio = summarize(lint.map((time, index) => time / (bare[index] ?? time))).median
  row(`node -e 0${what}`, `${figure(summarize(bare).median)} ms`)
  row(`postfix-lint on a typical pair${what}`, `${figure(summarize(lint).median)} ms`)
  return ratio
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
    const ratio = benchCommand('', [cli, folder], process.env)
    row('postfix-lint against node -e 0, in pairs', `${figure(ratio)} x`, '<= 1.5 x', ratio <= 1.5)
    if (process.env['NODE_EXTRA_CA_CERTS'] !== undefined) {
      const plain = benchCommand(', without NODE_EXTRA_CA_CERTS', [cli, folder], bareEnvironment)
      row('  in pairs', `${figure(plain)} x`)
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
