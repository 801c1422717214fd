import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseVersion } from '../../src/catalog/versions.js'
import { readCase } from '../postconf/recorded-case.js'
import { compareRun, type Difference } from './compare.js'
import { compareEdit } from './compare-edit.js'
import { type Configuration, sampleConfigurations } from './configurations.js'
import { sampleEdits } from './edits.js'
import { installedVersion, runReal } from './real-postconf.js'

/**
 * Our postconf against the installed one. POSTFIX_LINT_PARITY_COUNT says over how many generated configurations (20000
 * for all of it), POSTFIX_LINT_PARITY_MODES in how many modes each, POSTFIX_LINT_PARITY_SEED where to begin.
 */
const count = Number(process.env['POSTFIX_LINT_PARITY_COUNT'] ?? 400)
const modesEach = Number(process.env['POSTFIX_LINT_PARITY_MODES'] ?? 3)
const seed = Number(process.env['POSTFIX_LINT_PARITY_SEED'] ?? 1)
const collection = resolve(process.env['POSTFIX_LINT_CORPUS'] ?? '../shared/corpus', 'plain')
const modes = ['-n', '-nx', '-nf', '-nh', '-M', '-Mf', '-Mx', '-F', '-P', '-Px']
const batch = 500

const version = parseVersion(installedVersion() ?? '')
const scratch = mkdtempSync(join(tmpdir(), 'parity-files-'))
const compared: string[] = []
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true })
  for (const line of compared) process.stdout.write(`compared: ${line}\n`)
})

/** A file that was just written makes the real program wait. */
const longAgo = 1_000_000_000

function write(directory: string, files: Configuration): void {
  mkdirSync(directory, { recursive: true })
  for (const [name, text] of [
    ['main.cf', files.main],
    ['master.cf', files.master],
  ] as const) {
    const path = join(directory, name)
    writeFileSync(path, text, 'latin1')
    utimesSync(path, longAgo, longAgo)
  }
}

function compareAll(jobs: readonly (readonly string[])[]): readonly Difference[] {
  const target = { version: version ?? '3.7.11', profile: 'debian' } as const
  const real = runReal(jobs)
  return jobs.flatMap((args, index) => {
    const run = real[index]
    const found = run && compareRun(args, run, target)
    return found ? [found] : []
  })
}

/** Directories with a main.cf, as copies with an old date. */
function copies(root: string, label: string): readonly string[] {
  const directories = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('main.cf'))
  return directories.map((path, index) => {
    const from = join(root, path, '..')
    const master = join(from, 'master.cf')
    const directory = join(scratch, label, String(index))
    write(directory, {
      main: readFileSync(join(from, 'main.cf'), 'latin1'),
      master: existsSync(master) ? readFileSync(master, 'latin1') : '',
    })
    if (!existsSync(master)) rmSync(join(directory, 'master.cf'))
    return directory
  })
}

function inAllModes(directories: readonly string[], label: string): readonly Difference[] {
  const jobs = directories.flatMap(directory => modes.map(mode => [mode, '-c', directory]))
  const different = compareAll(jobs)
  compared.push(`${label}: ${directories.length} directories, ${jobs.length} runs, ${different.length} different`)
  return different
}

/** The files of the recorded cases, as directories. */
function recordedCases(): readonly string[] {
  const folder = 'fixtures/postconf/cases'
  const cases = readdirSync(folder).filter(name => name.endsWith('.json'))
  return cases.map(name => {
    const { files } = readCase(readFileSync(join(folder, name), 'utf8'))
    const directory = join(scratch, 'cases', name)
    write(directory, { main: bytes(files['main.cf']), master: bytes(files['master.cf']) })
    return directory
  })
}

function bytes(text = ''): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

const run = version === undefined ? describe.skip : describe

run(`SKIPPED without an installed Postfix: postconf ${version}`, () => {
  it.skipIf(!existsSync(collection))(`says the same of every directory of ${collection} (POSTFIX_LINT_CORPUS)`, () => {
    expect(inAllModes(copies(collection, 'collection'), 'collection').slice(0, 20)).toEqual([])
  })

  it('says the same of the fixtures', () => {
    const directories = [...copies('fixtures', 'fixtures'), ...recordedCases()]
    expect(inAllModes(directories, 'fixtures and recorded cases')).toEqual([])
  })

  it('shows the same defaults', () => {
    const jobs = ['-d', '-dx', '-df', ''].map(mode => [...(mode === '' ? [] : [mode]), '-c', '/etc/postfix'])
    expect(compareAll(jobs)).toEqual([])
  })

  it(`says the same of ${count} generated configurations`, () => {
    const different: Difference[] = []
    for (let done = 0; done < count; done += batch) {
      const files = sampleConfigurations(Math.min(batch, count - done), seed + done / batch)
      const jobs = files.flatMap((configuration, index) => {
        const directory = join(scratch, `generated-${done}`, String(index))
        write(directory, configuration)
        return Array.from({ length: modesEach }, (_, step) => [
          modes[(index * 3 + step * (modesEach >= modes.length ? 1 : 3)) % modes.length] ?? '-n',
          '-c',
          directory,
        ])
      })
      different.push(...compareAll(jobs))
      rmSync(join(scratch, `generated-${done}`), { recursive: true })
    }
    compared.push(`generated: ${count} configurations, ${count * modesEach} runs, ${different.length} different`)
    expect(different.slice(0, 20)).toEqual([])
  })

  it(`makes the same of ${count} edits`, () => {
    const different: Difference[] = []
    for (let done = 0; done < count; done += batch) {
      const size = Math.min(batch, count - done)
      const files = sampleConfigurations(size, seed + done / batch)
      const jobs = sampleEdits(size, seed + done / batch).map(([mode = '-e', ...words], index) => {
        const directory = join(scratch, `edits-${done}`, String(index))
        write(directory, files[index] ?? { main: '', master: '' })
        return [mode, '-c', directory, ...words]
      })
      const real = runReal(jobs)
      for (const [index, args] of jobs.entries()) {
        const [outcome, before] = [real[index], files[index]]
        const found = outcome && before && compareEdit(args, outcome, before, version ?? '3.7.11')
        if (found) different.push(found)
      }
      rmSync(join(scratch, `edits-${done}`), { recursive: true })
    }
    compared.push(`edits: ${count}, ${different.length} different`)
    expect(different.slice(0, 20)).toEqual([])
  })
})
