import { spawnSync } from 'node:child_process'
import { build } from 'esbuild'
import { rawText } from '../../scripts/raw-text.js'
import { benchStart } from './start.js'

/** `npm run bench`: as users run it, that is bundled, and in a process of its own. Options go to node (`--cpu-prof`). */
const outfile = '.cache/bench/bench.js'
await build({
  entryPoints: ['test/bench/bench.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  mainFields: ['module', 'main'],
  plugins: [rawText],
  // Peers are measured as they are installed.
  external: ['yaml', 'ini'],
  logLevel: 'warning',
})
const options = process.argv.slice(2).filter(arg => arg !== '--')
const { status } = spawnSync(process.execPath, [...options, outfile], { stdio: 'inherit' })
benchStart()
process.exitCode = status ?? 1
