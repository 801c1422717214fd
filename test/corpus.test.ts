import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Project } from '../src/config/project.js'
import { sameMeaning } from '../src/format/same-meaning.js'
import { sameTable } from '../src/format/same-table.js'
import { formatTable } from '../src/format/table.js'
import { lint, lintProject } from '../src/lint/lint.js'
import { parseMainCf } from '../src/syntax/main-cf.js'
import { parseMasterCf } from '../src/syntax/master-cf.js'
import { stringify } from '../src/syntax/stringify.js'
import { SourceText } from '../src/text/source-text.js'
import { formatted, meaningOf, projectOf, type Texts } from './format/meaning.js'

/** A collection of real people's configurations: folders of folders with a main.cf, a master.cf and tables. */
const root = process.env['POSTFIX_LINT_CORPUS'] ?? join('..', 'shared', 'corpus')

if (existsSync(root)) readCollection()
else
  describe.skip(`SKIPPED: no collection of configurations at ${root}; POSTFIX_LINT_CORPUS names another place`, () =>
    it('', () => {}))

function readCollection(): void {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
  const counted = { configurations: 0, files: 0, bytes: 0, findings: new Map<string, number>() }

  describe.each(folders)('the configurations in %s', folder => {
    const names = readdirSync(join(root, folder))

    it('are printed back byte for byte, read as either file', () => {
      const different: string[] = []
      for (const name of names) {
        for (const file of filesIn(join(root, folder, name))) {
          const bytes = readFileSync(file)
          counted.files++
          counted.bytes += bytes.length
          // One character a byte: nothing is lost on the way in.
          const text = bytes.toString('latin1')
          for (const tree of [parseMainCf(text), parseMasterCf(text)]) {
            if (!Buffer.from(stringify(tree), 'latin1').equals(bytes)) different.push(file)
          }
        }
      }
      expect(different).toEqual([])
    })

    it('are linted without a crash, each place inside its file', () => {
      const faults: string[] = []
      for (const name of names) {
        const input = read(join(root, folder, name))
        if (input.main === undefined && input.master === undefined) continue
        counted.configurations++
        try {
          const { main, master } = input
          const texts = { ...(main !== undefined && { main }), ...(master !== undefined && { master }) }
          const { diagnostics, project } = lint(texts, { preset: 'all' })
          for (const { severity, at, message, rule, fixes } of diagnostics) {
            counted.findings.set(severity, (counted.findings.get(severity) ?? 0) + 1)
            for (const { file, range } of [at, ...fixes.flatMap(fix => fix.edits)]) {
              const length = project.sources.get(file)?.text.length ?? -1
              if (range.start < 0 || range.start > range.end || range.end > length) {
                faults.push(`${name}: ${rule}: ${file}:${range.start}-${range.end}: ${message}`)
              }
            }
          }
        } catch (error) {
          faults.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
        }
      }
      expect(faults).toEqual([])
    })
  })

  it.each(folders)('every file in %s, formatted as any table, has the same entries, and stays as it is', folder => {
    const faults: string[] = []
    for (const name of readdirSync(join(root, folder))) {
      for (const file of filesIn(join(root, folder, name))) {
        const text = readFileSync(file, 'latin1')
        for (const syntax of ['postmap', 'aliases', 'pcre', 'regexp', 'cidr', 'client'] as const) {
          const before = { source: new SourceText(file, text), syntax }
          const after = { source: new SourceText(file, formatTable(before)), syntax }
          if (!sameTable(before, after) || formatTable(after) !== after.source.text) faults.push(`${file}: ${syntax}`)
        }
      }
    }
    expect(faults).toEqual([])
  })

  describe.each(folders)('the configurations in %s, formatted', folder => {
    const names = readdirSync(join(root, folder))
    const formattedOnce = names.flatMap(name => {
      const before = projectOf(read(join(root, folder, name)))
      if (before.main === undefined && before.master === undefined) return []
      return [{ name, before, after: projectOf(formatted(before)) }]
    })

    it('mean the same to every service, and say the same to people', () => {
      const different = formattedOnce.filter(({ before, after }) => {
        if (JSON.stringify(meaningOf(before)) !== JSON.stringify(meaningOf(after))) return true
        const pairs = [[before.main, after.main] as const, [before.master, after.master] as const]
        return !pairs.every(([one, other]) => one === undefined || (other && sameMeaning(before, one, other)))
      })
      expect(different.map(({ name }) => name)).toEqual([])
    })

    it('stay as they are when they are formatted again', () => {
      const moving = formattedOnce.filter(({ after }) => {
        const again = formatted(after)
        return again.main !== after.main?.source.text || again.master !== after.master?.source.text
      })
      expect(moving.map(({ name }) => name)).toEqual([])
    })

    it('have the same findings, but for those about white space itself', () => {
      const ofSpace = ['no-final-newline', 'carriage-return']
      const rulesFound = (project: Project) =>
        lintProject(project, { preset: 'all' })
          .diagnostics.map(({ rule }) => rule)
          .filter(rule => !ofSpace.includes(rule))
      const different = formattedOnce.filter(
        ({ before, after }) => rulesFound(before).sort().join() !== rulesFound(after).sort().join(),
      )
      expect(different.map(({ name }) => name)).toEqual([])
    })
  })

  afterAll(() => {
    const findings = [...counted.findings].map(([severity, count]) => `${count} ${severity}`).join(', ')
    const size = (counted.bytes / 1e6).toFixed(1)
    console.log(`${counted.files} files (${size} MB), ${counted.configurations} configurations: ${findings}`)
  })
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(folder, entry.name))
  } catch {
    return []
  }
}

function read(folder: string): Texts {
  const text = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined)
  return { main: text('main.cf'), master: text('master.cf') }
}
