import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type LintInput, lint } from '../src/lint/lint.js'
import { parseMainCf } from '../src/syntax/main-cf.js'
import { parseMasterCf } from '../src/syntax/master-cf.js'
import { stringify } from '../src/syntax/stringify.js'

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
          const { diagnostics, project } = lint(input, { preset: 'all' })
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

function read(folder: string): LintInput {
  const text = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined)
  const main = text('main.cf')
  const master = text('master.cf')
  return { ...(main !== undefined && { main }), ...(master !== undefined && { master }) }
}
