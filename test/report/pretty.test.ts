import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/lint/diagnostic.js'
import { lint } from '../../src/lint/lint.js'
import { ansiPalette, plainPalette } from '../../src/report/palette.js'
import { prettyReport } from '../../src/report/pretty.js'
import { columns } from '../../src/report/terminal-text.js'
import { visible } from '../../src/report/visible.js'
import { dedent } from '../../src/text/dedent.js'
import { readMarks } from '../../src/text/marks.js'
import { SourceText } from '../../src/text/source-text.js'
import { fc } from '../properties.js'

/** A report about the first marked place of a text; other marks are related places. */
function report(
  marked: string,
  options: { readonly width?: number; readonly more?: Partial<Diagnostic> } = {},
): string {
  const { text, ranges } = readMarks(marked)
  const [first, ...others] = ranges
  const diagnostic: Diagnostic = {
    rule: 'some-rule',
    severity: 'error',
    message: 'it is wrong',
    at: { file: 'main.cf', range: first ?? { start: 0, end: 0 } },
    related: others.map(range => ({ at: { file: 'main.cf', range }, message: 'see this' })),
    services: [],
    fixes: [],
    url: 'https://example.com/some-rule',
    ...options.more,
  }
  const sources = new Map([['main.cf', new SourceText('main.cf', text)]])
  return prettyReport([diagnostic], sources, { palette: plainPalette, width: options.width ?? 80 })
}

/** The frame's lines only: what stands between the place and the link. */
function frame(marked: string, width?: number): readonly string[] {
  return report(marked, width === undefined ? {} : { width })
    .split('\n')
    .slice(3, -4)
}

describe('a report for people', () => {
  it('shows message, place, line, related places, services, fix and link', () => {
    const more: Partial<Diagnostic> = {
      services: ['smtp/inet'],
      fixes: [
        {
          title: 'Write `yes`',
          safety: 'safe',
          edits: [{ file: 'main.cf', range: { start: 10, end: 12 }, text: 'yes' }],
        },
      ],
    }
    expect(report('a = «b»\nc = «on»\n', { more })).toBe(
      dedent(`
        error[some-rule]: it is wrong
          --> main.cf:1:5
           |
         1 | a = b
           |     ^
          ::: main.cf:2:5
           |
         2 | c = on
           |     -- see this
           |
           = service: smtp/inet
           = fix (--fix): Write \`yes\`
         2 - c = on
         2 + c = yes
           = more: https://example.com/some-rule

      `),
    )
  })

  it.each<[string, string, readonly string[]]>([
    ['tabs', '\ta\t=\t«b»', [' 1 |         a       =       b', '   |                         ^']],
    ['wide characters', '名前 = «値段» x', [' 1 | 名前 = 値段 x', '   |        ^^^^']],
    ['combining characters', 'cafe\u0301 = «e\u0301a»', [' 1 | cafe\u0301 = e\u0301a', '   |        ^^']],
    ['an empty place', 'a =«»', [' 1 | a =', '   |    ^']],
    ['an empty place inside', 'a «»= b', [' 1 | a = b', '   |   ^']],
    ['control characters', 'a = \u001b[«x\u0000»', [' 1 | a = ␛[x␀', '   |       ^^']],
    ['marks that turn text around', 'a = «\u202ex»', [' 1 | a = <U+202E>x', '   |     ^^^^^^^^^']],
    [
      'an emoji of several characters',
      '«👩‍👩‍👧» x',
      [' 1 | 👩<U+200D>👩<U+200D>👧 x', `   | ${'^'.repeat(columns('👩<U+200D>👩<U+200D>👧'))}`],
    ],
    ['the end of the file', 'a\n«»', [' 2 |', '   | ^']],
    ['a carriage return', 'a = «b»\r\n', [' 1 | a = b␍', '   |     ^']],
  ])('underlines the very characters: %s', (_, marked, expected) => {
    expect(frame(marked)).toEqual(expected)
  })

  it('underlines each line of a longer place, and leaves out its middle', () => {
    expect(frame('a «=\n  b\n\n  c» d')).toEqual([
      ' 1 | a =',
      '   |   ^',
      ' 2 |   b',
      '   |   ^',
      ' 4 |   c d',
      '   |   ^',
    ])
    const long = `a «=${'\n  b'.repeat(40)}»`
    const lines = frame(long)
    expect(lines).toHaveLength(13)
    expect(lines).toContain('    ...')
    expect(lines.at(-2)).toBe(' 41 |   b')
  })

  it('cuts long lines around the place', () => {
    const words = 'word '.repeat(40)
    for (const marked of [`a = ${words}«here» ${words}`, `«a» = ${words}`, `a = ${words}«end»`, `a = «${words}»`]) {
      const lines = frame(marked, 60)
      for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(60)
      const [text = '', under = ''] = lines
      expect(text).toContain('…')
      const from = under.indexOf('^')
      const shown = text.slice(from, under.lastIndexOf('^') + 1)
      const { text: plain, ranges } = readMarks(marked)
      expect(plain.slice(ranges[0]?.start, ranges[0]?.end)).toContain(shown.replace('…', '').trim())
    }
  })

  it('wraps a long message between words, and shortens a long value in it', () => {
    const message = `\`name\` is \`${'long '.repeat(40)}\`, which is more than a person wants to read in a heading`
    const lines = report('«a» = b', { more: { message } }).split('\n')
    const heading = lines.slice(
      0,
      lines.findIndex(line => line.startsWith('  -->')),
    )
    expect(heading).toEqual([
      'error[some-rule]: `name` is',
      `\`${'long '.repeat(9)}…${'ong long long '}\`, which is more`,
      'than a person wants to read in a heading',
    ])
  })

  it('takes no longer for a long line', () => {
    const { text } = readMarks('x')
    const source = new SourceText('main.cf', `a = ${'名 '.repeat(500_000)}${text}`)
    const { diagnostics } = lint({ main: source })
    const places = Array.from({ length: 200 }, (_, index) => index * 4000)
    const many = places.map(
      (start): Diagnostic => ({
        rule: 'r',
        severity: 'info',
        message: '',
        at: { file: 'main.cf', range: { start, end: start + 100_000 } },
        related: [],
        services: [],
        fixes: [],
        url: '',
      }),
    )
    const all = [...diagnostics, ...many]
    expect(prettyReport(all, new Map([['main.cf', source]]), { palette: plainPalette, width: 80 }).length).toBeLessThan(
      200_000,
    )
  })
})

describe('what reaches a terminal', () => {
  const fuzzy = fc.string({ unit: 'binary', maxLength: 60 })

  it('holds nothing it could obey, whatever a file holds', () => {
    fc.assert(
      fc.property(fuzzy, fuzzy, fc.nat(60), fc.nat(60), (text, message, start, length) => {
        const source = new SourceText('main.cf', text)
        const range = { start: Math.min(start, text.length), end: Math.min(start + length, text.length) }
        const fixes = [{ title: message, safety: 'safe' as const, edits: [{ file: 'main.cf', range, text: message }] }]
        const related = [{ at: { file: 'main.cf', range }, message }]
        const diagnostic: Diagnostic = {
          rule: 'r',
          severity: 'error',
          message,
          at: { file: 'main.cf', range },
          related,
          services: [message],
          fixes,
          url: '',
        }
        const shown = prettyReport([diagnostic], new Map([['main.cf', source]]), { palette: plainPalette, width: 60 })
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        expect(shown).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]/)
      }),
    )
  })

  it('is coloured only around it', () => {
    const { diagnostics, project } = lint({ main: 'smtpd_helo_required = \u001b[31mtrue\n' })
    const shown = prettyReport(diagnostics, project.sources, { palette: ansiPalette, width: 80 })
    expect(shown).toContain('\u001b[1;31m')
    expect(shown).not.toContain('\u001b[31mtrue')
  })

  it('keeps ordinary text', () => {
    expect(visible('Grüße, 名前 👍')).toBe('Grüße, 名前 👍')
    expect(visible('\ud800x\udc00')).toBe('<U+D800>x<U+DC00>')
  })
})
