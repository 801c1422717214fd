import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PostconfCase } from '../test/syntax/postconf-case.js'

/**
 * Records what the real postconf(1) makes of the cases in fixtures/postconf/cases.json, which tests compare with what
 * we make of them: `npx vite-node scripts/record-postconf-cases.ts debian [MASTER_CF]`.
 */
const [build = 'debian', masterCf = '/usr/share/postfix/master.cf.dist'] = process.argv
  .slice(2)
  .filter(arg => arg !== '--')
const fixtures = new URL('../fixtures/postconf/', import.meta.url)
const cases = JSON.parse(readFileSync(new URL('cases.json', fixtures), 'utf8')) as readonly PostconfCase[]

/** What is said once or twice depends on chance, and so does the order of what is said about unused names. */
function notable(said: string): readonly string[] {
  return [...new Set(said.split('\n'))]
    .filter(line => line !== '' && !/ (?:unused|undefined) parameter: /.test(line))
    .sort()
}

const folder = mkdtempSync(join(tmpdir(), 'record-postconf-'))
const postconf = (...args: readonly string[]) =>
  spawnSync('postconf', ['-c', folder, ...args], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })

copyFileSync(masterCf, join(folder, 'master.cf'))
writeFileSync(join(folder, 'main.cf'), '')
const version = postconf('-dh', 'mail_version').stdout.trim()
const recorded = cases.map(({ main }) => {
  writeFileSync(join(folder, 'main.cf'), main)
  const { stdout, stderr } = postconf(...(main.includes('$') ? ['-hx'] : ['-h']), 'mail_name')
  return { value: stdout.endsWith('\n') ? stdout.slice(0, -1) : null, says: notable(stderr.replaceAll(folder, 'DIR')) }
})
rmSync(folder, { recursive: true })
const target = new URL(`${version}-${build}/cases.json`, fixtures)
writeFileSync(target, `${JSON.stringify(recorded, null, 2)}\n`)
console.log(`${recorded.length} cases, Postfix ${version}`)
