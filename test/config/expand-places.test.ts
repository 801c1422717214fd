import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expand } from '../../src/config/expand.js'
import { lint } from '../../src/lint/lint.js'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import type { SettingLine } from '../../src/syntax/nodes.js'
import { origin } from '../../src/text/mapped-text.js'
import { damaged, nastyText, nastyValue, sampleMain, sampleMaster } from '../syntax/nasty-text.js'

const line = fc.tuple(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.oneof(nastyValue, fc.constantFrom('$a', '${b}x', 'é $c', '$(d) ,\n  y')),
)
const files = fc
  .array(line, { maxLength: 8 })
  .map(lines => lines.map(([name, value]) => `${name} = ${value}\n`).join(''))

describe('expansion', () => {
  it('keeps true where each character is written', () => {
    fc.assert(
      fc.property(files, text => {
        const settings = new Map(
          parseMainCf(text)
            .lines.filter((entry): entry is SettingLine => entry.type === 'setting')
            .map(setting => [setting.name, setting]),
        )
        for (const setting of settings.values()) {
          const { text: expanded } = expand(setting.value, name => {
            const value = settings.get(name)?.value
            return value && { value }
          })
          for (let at = 0; at < Math.min(expanded.text.length, 300); at++) {
            const found = origin(expanded, { start: at, end: at + 1 })
            const written = found?.definition ?? (found?.via ? undefined : found?.location)
            // `true` of a comparison without branches is written nowhere.
            if (written !== undefined)
              expect(text.slice(written.range.start, written.range.end)).toBe(expanded.text[at])
            if (found?.via) expect(text[found.location.range.start]).toBe('$')
          }
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('stops at values that double with each step', () => {
    const doubling = Array.from({ length: 60 }, (_, step) => `a${step} = $a${step + 1} $a${step + 1}\n`).join('')
    expect(lint({ main: `${doubling}a60 = x\nmyhostname = $a0\n` }).diagnostics).toBeDefined()
  })
})

describe('lint', () => {
  it('does not fail on any input, and names only places inside the files', () => {
    const main = fc.oneof(nastyText, damaged(sampleMain))
    const master = fc.oneof(nastyText, damaged(sampleMaster))
    fc.assert(
      fc.property(main, master, (mainText, masterText) => {
        const { diagnostics, project } = lint({ main: mainText, master: masterText }, { preset: 'all' })
        for (const { at, related, fixes } of diagnostics) {
          for (const { file, range } of [at, ...related.map(other => other.at), ...fixes.flatMap(fix => fix.edits)]) {
            expect(range.start).toBeGreaterThanOrEqual(0)
            expect(range.end).toBeGreaterThanOrEqual(range.start)
            expect(range.end).toBeLessThanOrEqual(project.sources.get(file)?.text.length ?? -1)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it.each([
    ['an enormous value', { main: `mynetworks = ${'192.0.2.1 '.repeat(100_000)}\n` }],
    ['an enormous number of lines', { main: 'smtpd_helo_required = yes\n'.repeat(5_000) }],
    ['deep references', { main: `myhostname = ${'${a?'.repeat(100_000)}\n` }],
    ['deep groups', { main: `smtpd_client_restrictions = ${'{'.repeat(100_000)}\n` }],
    ['a service with very many options', { master: `smtp inet n - y - - smtpd${' -o a=b'.repeat(20_000)}\n` }],
  ])('gets through %s', (_, input) => {
    expect(lint(input, { preset: 'all' }).diagnostics).toBeDefined()
  })
})
