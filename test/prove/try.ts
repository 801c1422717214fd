import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPostfix, runPostfix } from './postfix.js'

/**
 * Shows what the installed Postfix says about a configuration:
 * `npx vite-node test/prove/try.ts -- DIR [--check] [--until TEXT]`
 */
const args = process.argv.slice(2).filter(arg => arg !== '--')
const until: string[] = []
let checkOnly = false
let folder = '.'
for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
  if (arg === '--check') checkOnly = true
  else if (arg === '--until') until.push(args.shift() ?? '')
  else folder = arg
}

const found = findPostfix()
if ('missing' in found) throw new Error(`Postfix cannot be run: ${found.missing}`)
const files = new Map<string, string>()
for (const name of ['main.cf', 'master.cf']) {
  const path = join(folder, name)
  if (existsSync(path)) files.set(name, readFileSync(path, 'utf8'))
}
const run = await runPostfix(files, { until, checkOnly })
for (const { step, program, text } of run.messages) console.log(`${step.padEnd(8)} ${program}: ${text}`)
console.log(
  `${run.end}, ${run.started === undefined ? 'stopped before the end' : run.started ? 'it starts' : 'it does not start'}`,
)
