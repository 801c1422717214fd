import { describe, expect, it } from 'vitest'
import { lint } from '../../src/lint/lint.js'
import { atMost, fc, runs } from '../properties.js'
import { damaged, nastyText, sampleMain, sampleMaster } from '../syntax/nasty-text.js'

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
      runs(400),
    )
  })

  it.each([
    ['an enormous value', { main: `mynetworks = ${'192.0.2.1 '.repeat(atMost(100_000))}\n` }],
    ['an enormous number of lines', { main: 'smtpd_helo_required = yes\n'.repeat(atMost(5_000)) }],
    ['deep references', { main: `myhostname = ${'${a?'.repeat(atMost(100_000))}\n` }],
    ['deep groups', { main: `smtpd_client_restrictions = ${'{'.repeat(atMost(100_000))}\n` }],
    ['a service with very many options', { master: `smtp inet n - y - - smtpd${' -o a=b'.repeat(atMost(20_000))}\n` }],
  ])('gets through %s', (_, input) => {
    expect(lint(input, { preset: 'all' }).diagnostics).toBeDefined()
  })

  it('takes words that are names in JavaScript for words', () => {
    const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
    const main = words
      .map(word => `${word} = $${word}\nrelay_domains = ${word}:/x, ${word}:{{a = b}}\nsmtpd_milters = ${word}\n`)
      .concat(words.map(word => `smtpd_recipient_restrictions = ${word}, reject_rbl_client ${word}, reject\n`))
      .join('')
    const master = words
      .map(word => `${word} ${word} ${word} ${word} ${word} ${word} ${word} ${word} ${word} -o ${word}=${word}\n`)
      .concat(words.map(word => `${word} unix ${word} n ${word} - ${word} pipe ${word}=${word} flags=${word}\n`))
      .join('')
    for (const { message, fixes } of lint({ main, master }, { preset: 'all' }).diagnostics) {
      expect(message).not.toMatch(/function|native code|\[object/)
      for (const { text } of fixes.flatMap(({ edits }) => edits)) expect(text).toBeTypeOf('string')
    }
  })

  it('stops at values that double with each step', () => {
    const doubling = Array.from({ length: 60 }, (_, step) => `a${step} = $a${step + 1} $a${step + 1}\n`).join('')
    expect(lint({ main: `${doubling}a60 = x\nmyhostname = $a0\n` }).diagnostics).toBeDefined()
  })
})
