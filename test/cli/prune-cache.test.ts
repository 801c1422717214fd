import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pruneCache } from '../../src/cli/prune-cache.js'
import { builtCommand } from './built-command.js'
import { type Workspace, workspace } from './workspace.js'

const run = builtCommand()

const day = 24 * 60 * 60 * 1000
const mark = 'last-pruned'
const hash = (digit: string) => digit.repeat(40)

/** A folder of outcomes with one of each configuration that is there. */
function withCache(...names: readonly string[]) {
  const space = workspace(Object.fromEntries(names.map(name => [`${name}/main.cf`, 'smtpd_helo_required = true\n'])))
  const folder = join(space.path, 'cache')
  lint(space)
  const entries = () => readdirSync(folder).filter(name => /^[0-9a-f]{40}\.json$/.test(name))
  return { ...space, folder, entries }
}

function lint({ path }: Pick<Workspace, 'path'>) {
  return run(['--cache', '--cache-location', 'cache', '-j', '1', '.'], { cwd: path })
}

/** Makes files of a folder as old as that. */
function age(folder: string, days: number, names: readonly string[] = readdirSync(folder)): void {
  const time = (Date.now() - days * day) / 1000
  for (const name of names) utimesSync(join(folder, name), time, time)
}

describe('the cache', () => {
  it('forgets configurations that are gone, after a day', () => {
    const { path, folder, entries } = withCache('a', 'b')
    expect(entries()).toHaveLength(2)
    rmSync(join(path, 'a'), { recursive: true })
    lint({ path })
    expect(entries()).toHaveLength(2)
    age(folder, 1.5)
    lint({ path })
    expect(entries()).toHaveLength(1)
    expect(readFileSync(join(folder, entries()[0] ?? ''), 'utf8')).toContain(join(path, 'b/main.cf'))
  })

  it('forgets what was not used for a month, and knows what was', () => {
    const { path, folder, entries } = withCache('a', 'b')
    age(folder, 40)
    run(['--cache', '--cache-location', 'cache', 'a'], { cwd: path })
    // What was of use is as good as new.
    expect(entries().map(name => readFileSync(join(folder, name), 'utf8').includes(join(path, 'a/main.cf')))).toEqual([
      true,
    ])
    expect(Date.now() - statSync(join(folder, entries()[0] ?? '')).mtimeMs).toBeLessThan(day)
  })

  it('is looked through once a day', () => {
    const { path, folder, entries } = withCache('a')
    age(folder, 40, entries())
    pruneCache(folder)
    expect(entries()).toHaveLength(1)
    pruneCache(folder, Date.now() + 2 * day)
    expect(entries()).toHaveLength(0)
    expect(statSync(join(folder, mark)).mode & 0o077).toBe(0)
    expect(lint({ path }).status).toBe(1)
    expect(entries()).toHaveLength(1)
  })

  it('loses what a run that was stopped left behind, when that is old', () => {
    const { folder } = withCache('a')
    const [left, empty, foreign] = [`${hash('a')}.json.12-0`, `${hash('a')}.json.12-1`, `${hash('a')}.json.12-2`]
    writeFileSync(join(folder, left), '{"writtenBy":"postfix-lint","configur')
    writeFileSync(join(folder, empty), '')
    writeFileSync(join(folder, foreign), 'mine')
    rmSync(join(folder, mark))
    pruneCache(folder)
    expect(readdirSync(folder)).toEqual(expect.arrayContaining([left, empty, foreign]))
    age(folder, 2)
    pruneCache(folder)
    expect(readdirSync(folder)).not.toContain(left)
    expect(readdirSync(folder)).not.toContain(empty)
    expect(readdirSync(folder)).toContain(foreign)
  })

  it('deletes nothing that was not written by it', () => {
    const { path, write, folder, entries } = withCache('a')
    const [own = ''] = entries()
    const foreign = {
      'notes.txt': 'mine',
      [own.replace('.json', '.txt')]: readFileSync(join(folder, own), 'utf8'),
      [`${hash('b')}.json`]: '{ "mine": true }',
      [`${hash('c')}.json`]: 'null',
      [`${hash('d')}.json`]: 'no JSON',
      [`${hash('e')}.json`]: '{"writtenBy":"postfix-lint","configuration":[]}',
      [`${hash('f')}.json`]: '{"writtenBy":"postfix-lint","configuration":[1]}',
    }
    for (const [name, text] of Object.entries(foreign)) writeFileSync(join(folder, name), text)
    // Neither what a link leads to, nor a folder.
    write('outside.json', readFileSync(join(folder, own), 'utf8'))
    age(path, 60, ['outside.json'])
    symlinkSync(join(path, 'outside.json'), join(folder, `${hash('1')}.json`))
    mkdirSync(join(folder, `${hash('2')}.json`))
    rmSync(join(path, 'a'), { recursive: true })
    age(folder, 60)
    pruneCache(folder)
    const left = readdirSync(folder)
    expect(left).toEqual(expect.arrayContaining([...Object.keys(foreign), `${hash('1')}.json`, `${hash('2')}.json`]))
    expect(left).not.toContain(own)
    expect(readdirSync(path)).toContain('outside.json')
  })

  it('writes through no link, and a folder that is not there stays away', () => {
    const { path, write, folder } = withCache('a')
    const outside = write('outside', 'mine')
    rmSync(join(folder, mark))
    symlinkSync(outside, join(folder, mark))
    age(path, 2, ['outside'])
    pruneCache(folder)
    expect(readFileSync(outside, 'utf8')).toBe('mine')
    pruneCache(join(path, 'nowhere'))
    expect(readdirSync(path)).not.toContain('nowhere')
  })
})
