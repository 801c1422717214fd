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
import { createCatalog } from '../../src/catalog/catalog.js'
import { parseVersion } from '../../src/catalog/versions.js'
import { isSpacedList } from '../../src/format/list-names.js'
import { parseList } from '../../src/syntax/value.js'
import { formatted, projectOf, type Texts } from '../format/meaning.js'
import { sampleConfigurations } from './configurations.js'
import { installedVersion, runReal } from './real-postconf.js'

/** The installed postconf(1) on configurations before and after they are formatted. */
const count = Number(process.env['POSTFIX_LINT_PARITY_COUNT'] ?? 400)
const collection = resolve(process.env['POSTFIX_LINT_CORPUS'] ?? '../shared/corpus', 'plain')
const modes = ['-n', '-nx', '-M', '-P', '-Px', '-F']

const version = parseVersion(installedVersion() ?? '')
const scratch = mkdtempSync(join(tmpdir(), 'parity-format-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** A file that was just written makes the real program wait. */
const longAgo = 1_000_000_000

function write(directory: string, { main, master }: Texts): void {
  mkdirSync(directory, { recursive: true })
  for (const [name, text] of [['main.cf', main] as const, ['master.cf', master] as const]) {
    if (text === undefined) continue
    writeFileSync(join(directory, name), text, 'latin1')
    utimesSync(join(directory, name), longAgo, longAgo)
  }
}

/** What postconf prints, with the values of lists as their elements: white space between them is nobody's. */
function meaningOf(printed: string, directory = ''): readonly string[] {
  const catalog = createCatalog({ version: version ?? '3.7.11', profile: 'debian' })
  // `$process_id` is another one with each run.
  const comparable = printed.replaceAll(directory, 'DIRECTORY').replaceAll(/\bpostconf \d+\b/g, 'postconf PROCESS')
  return comparable.split('\n').map(line => {
    const found = /^((?:\S+\/\S+\/)?([A-Za-z0-9_]+)) = (.*)$/s.exec(line)
    if (found === null) return line
    const [, whole = '', name = '', value = ''] = found
    const kind = (catalog.parameter(name) ?? catalog.transportFamily(name) ?? catalog.conventionalName(name))?.kind
    if (kind !== undefined && !isSpacedList(catalog, kind)) return line
    return `${whole} = ${parseList(value)
      .map(({ span }) => value.slice(span.start, span.end))
      .join(' ')}`
  })
}

function differences(label: string, texts: readonly Texts[]): readonly unknown[] {
  const pairs = texts.map((before, index) => {
    const directories = [join(scratch, label, String(index), 'before'), join(scratch, label, String(index), 'after')]
    write(directories[0] ?? '', before)
    write(directories[1] ?? '', formatted(projectOf(before)))
    return directories
  })
  const jobs = pairs.flatMap(directories =>
    directories.flatMap(directory => modes.map(mode => [mode, '-c', directory])),
  )
  const runs = runReal(jobs)
  return pairs.flatMap((pair, index) =>
    modes.flatMap((mode, at): readonly unknown[] => {
      const [before, after] = [runs[2 * index * modes.length + at], runs[(2 * index + 1) * modes.length + at]]
      if (before === undefined || after === undefined) return [`${index} ${mode}: did not run`]
      const same =
        before.status === after.status &&
        JSON.stringify(meaningOf(before.stdout, pair[0])) === JSON.stringify(meaningOf(after.stdout, pair[1]))
      return same ? [] : [{ mode, text: texts[index], before: before.stdout, after: after.stdout }]
    }),
  )
}

const run = version === undefined ? describe.skip : describe

run(`SKIPPED without an installed Postfix: postconf ${version} after formatting`, () => {
  it.skipIf(!existsSync(collection))(`says the same of every directory of ${collection} (POSTFIX_LINT_CORPUS)`, () => {
    const texts = readdirSync(collection).map(name => {
      const text = (file: string) => {
        const path = join(collection, name, file)
        return existsSync(path) ? readFileSync(path, 'latin1') : undefined
      }
      return { main: text('main.cf') ?? '', master: text('master.cf') }
    })
    expect(texts.length).toBeGreaterThan(0)
    expect(differences('collection', texts).slice(0, 5)).toEqual([])
  })

  it(`says the same of ${count} generated configurations`, () => {
    expect(differences('generated', sampleConfigurations(count, 7)).slice(0, 5)).toEqual([])
  })
})
