import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { JsonReport } from '../../src/report/json.js'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()
const ajv = new Ajv2020({ strict: true })
const validate = ajv.compile(JSON.parse(readFileSync('schemas/report.schema.json', 'utf8')))

function report(text: string): JsonReport {
  const value: unknown = JSON.parse(text)
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
  // The schema has just said so.
  return value as JsonReport
}

describe('--format json', () => {
  it('is what the published schema says', () => {
    const { stdout } = run(['--format', 'json', 'fixtures/example', 'nowhere'])
    const { diagnostics, summary } = report(stdout)
    expect(diagnostics.length).toBeGreaterThan(5)
    expect(summary).toMatchObject({ files: 2, unread: [{ file: 'nowhere', message: 'does not exist' }] })
  })

  it('counts lines and columns from 1, offsets from 0', () => {
    const { path } = workspace({ 'main.cf': '# \u00e9\nsmtpd_helo_required = true\n' })
    const { stdout } = run(['--format', 'json', 'main.cf'], { cwd: path })
    expect(report(stdout).diagnostics).toMatchObject([
      {
        file: 'main.cf',
        rule: 'bad-boolean',
        severity: 'error',
        range: { start: { line: 2, column: 23, offset: 26 }, end: { line: 2, column: 27, offset: 30 } },
        services: [],
        related: [],
        fixes: [{ safety: 'unsafe', edits: [{ file: 'main.cf', text: 'yes' }] }],
      },
    ])
  })

  it('is an object also when nothing is found', () => {
    const { path } = workspace({ 'main.cf': '' })
    const { status, stdout } = run(['--format', 'json', path])
    expect(status).toBe(0)
    expect(report(stdout)).toMatchObject({ version: 1, diagnostics: [], summary: { errors: 0, warnings: 0, infos: 0 } })
  })
})
