import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readExtended } from '../../src/syntax/patterns/extended.js'
import type { PatternTree } from '../../src/syntax/patterns/nodes.js'
import { readPerl } from '../../src/syntax/patterns/perl.js'
import { installedVersion } from './real-postconf.js'

/** Patterns as the libraries of the installed Postfix compile them, against our reading of them. */
const count = Number(process.env['POSTFIX_LINT_PATTERN_COUNT'] ?? 4000)

const shared = (
  'a b x z 1 : , - . ^ $ | ( ) * + ? { } {1} {2,1} {,3} {1, {99999} [ [^ [] ] [a- [a-b] [b-a] [-a] [a-] ' +
  '[[:alpha:]] [[:foo:]] [[.a.]] [:alpha:] \\ \\1 \\2 \\( \\b \\w \\d (a) (b|a)'
).split(' ')
const pieces = {
  regexp: [...shared, '[[=b=]]', '[[.ab.]]', '\\<'],
  pcre: [
    ...shared,
    ...'(?: (?= (?i) (?<n> (?# (?P<m> (?<! (?> (?| (?R) (?1) (* [\\d \\Q \\E \\G \\K \\A \\Z \\x41 \\x \\y \\L \\p{L} \\g1 \\k<n> \\R \\X \\h'.split(
      ' ',
    ),
  ],
}

function generate(type: 'regexp' | 'pcre', seed: number): readonly string[] {
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % below
  }
  return Array.from({ length: count }, () => {
    const words = Array.from({ length: 1 + random(7) }, () => pieces[type][random(pieces[type].length)] ?? 'a')
    const pattern = words.join('')
    // A backslash at the end would hide the delimiter.
    return /(?:^|[^\\])(?:\\\\)*\\$/.test(pattern) ? `${pattern}n` : pattern
  })
}

const folder = mkdtempSync(join(tmpdir(), 'parity-patterns-'))
beforeAll(() => {
  for (const name of ['main.cf', 'master.cf']) writeFileSync(join(folder, name), '')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The numbers of the rules that Postfix complains about. */
function refused(type: string, rules: readonly string[]): ReadonlySet<number> {
  const path = join(folder, `table-${type}`)
  writeFileSync(path, `${rules.join('\n')}\n`, 'latin1')
  const { stderr } = spawnSync('postmap', ['-c', folder, '-q', 'nothing', `${type}:${path}`], { encoding: 'latin1' })
  // A recursion without end compiles, and fails when it is run.
  const said = type === 'pcre' ? / line ([0-9]+): (?:error in regex|.*replacement)/g : / line ([0-9]+): /g
  return new Set([...stderr.matchAll(said)].map(([, line]) => Number(line) - 1))
}

function has(type: string): boolean {
  return execFileSync('postconf', ['-c', folder, '-m'], { encoding: 'utf8' }).split('\n').includes(type)
}

const run = installedVersion() === undefined ? describe.skip : describe

run('SKIPPED without an installed Postfix: patterns as its libraries compile them', () => {
  it.each([
    ['regexp', (pattern: string): PatternTree => readExtended(pattern)],
    ['pcre', (pattern: string): PatternTree => readPerl(pattern)],
  ] as const)('%s: what is called wrong is refused, and the groups are counted as there', (type, read) => {
    expect(has(type), `postfix-${type} is installed`).toBe(true)
    const all = generate(type, 7).map(pattern => ({ pattern, tree: read(pattern) }))
    const bad = refused(
      type,
      all.map(({ pattern }) => `\x01${pattern}\x01 ok`),
    )
    const wrong = all.filter(({ tree }, index) => tree.problem !== undefined && !bad.has(index))
    expect(wrong).toEqual([])
    expect(bad.size).toBeGreaterThan(count / 4)
    const good = all.filter(({ tree }, index) => tree.complete && !bad.has(index))
    expect(good.length).toBeGreaterThan(count / 8)
    const tooMany = refused(
      type,
      good.map(({ pattern, tree }) => `\x01${pattern}\x01 \${${tree.groups + 1}}`),
    )
    const enough = refused(
      type,
      good.map(({ pattern, tree }) => `\x01${pattern}\x01 ${tree.groups === 0 ? 'ok' : `\${${tree.groups}}`}`),
    )
    expect(good.filter((_, index) => !tooMany.has(index) || enough.has(index))).toEqual([])
    // POSIX is judged in full.
    if (type === 'regexp') expect(all.filter(({ tree }, index) => tree.complete && bad.has(index))).toEqual([])
  })
})
