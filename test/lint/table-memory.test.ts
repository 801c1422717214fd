import { describe, expect, it } from 'vitest'
import { tablesFromTexts } from '../../src/config/load-tables.js'
import { type LintInput, type LintOptions, lint } from '../../src/lint/lint.js'
import { rules } from '../../src/rules/index.js'
import { prepareExample } from '../../src/testing/examples.js'
import { fc, runs } from '../properties.js'

type Texts = Readonly<Record<string, string>>

/** A configuration as texts; all but main.cf and master.cf are tables. */
function inputOf({ 'main.cf': main, 'master.cf': master, ...tables }: Texts): LintInput {
  return {
    ...(main !== undefined && { main }),
    ...(master !== undefined && { master }),
    tables: tablesFromTexts(tables),
  }
}

/** The examples of all rules that have tables. */
const examples: readonly Texts[] = rules.flatMap(rule =>
  rule.examples.flatMap(example => {
    const { files, host, tables, version, profile } = example
    if (files ?? host ?? version ?? profile ?? tables === undefined) return []
    return [Object.fromEntries(prepareExample(rule, example).texts)]
  }),
)

const findings = (texts: Texts, options: LintOptions) =>
  lint(inputOf(texts), options).diagnostics.map(diagnostic => JSON.stringify(diagnostic))

const first = (texts: Texts) => findings(texts, { preset: 'all' })

describe('what is remembered of tables', () => {
  it('is what a first lint finds, for one example of the rules after another', () => {
    expect(examples.length).toBeGreaterThan(100)
    const options: LintOptions = { preset: 'all' }
    for (const texts of examples) {
      expect(findings(texts, options), JSON.stringify(texts)).toEqual(first(texts))
      expect(findings(texts, options), JSON.stringify(texts)).toEqual(first(texts))
    }
  }, 120_000)

  it('is what a first lint finds, after any edits of any file', () => {
    const word = fc.constantFrom(
      'a',
      '@',
      ' ',
      '\n',
      'OK',
      '/x/',
      '#',
      ':',
      'hash:/etc/postfix/other',
      '.example.com x\n',
      '$1',
    )
    const edit = fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 8 }), word)
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.array(edit, { maxLength: 5 }), (example, edits) => {
        const options: LintOptions = { preset: 'all' }
        let texts = example
        findings(texts, options)
        for (const [which, place, removed, added] of edits) {
          const names = Object.keys(texts)
          const name = names[which % names.length] ?? ''
          const text = texts[name] ?? ''
          const at = place % (text.length + 1)
          texts = { ...texts, [name]: text.slice(0, at) + added + text.slice(at + removed) }
          expect(findings(texts, options), JSON.stringify(texts)).toEqual(first(texts))
        }
      }),
      runs(150),
    )
  }, 180_000)

  const inline = 'virtual_alias_maps = inline:{a@example.com=b@example.com}\n'
  const broken = 'header_checks = regexp:{{/^Subject: (x/ REJECT}}\n'
  it.each<[string, ...(readonly string[])]>([
    ['moves down', inline + broken, `# a comment\n${inline}${broken}`, `biff = no\n# a comment\n${inline}${broken}`],
    ['gets a fault', broken.replace('(x', 'x'), broken, broken.replace('(x', 'x')],
    ['is written twice, one of them with a fault', broken + inline, `${broken}body_checks${broken.slice(13)}`, inline],
    [
      'is written twice, and used otherwise in the first place',
      `header_checks = regexp:{{/x/ NONSENSE}}\nvirtual_alias_maps = regexp:{{/x/ NONSENSE}}\n`,
      `transport_maps = regexp:{{/x/ NONSENSE}}\nvirtual_alias_maps = regexp:{{/x/ NONSENSE}}\n`,
    ],
    [
      'is put together from another setting',
      `my_words = {/^Subject: x/ REJECT}\nheader_checks = regexp:{$my_words}\n`,
      `my_words = {/^Subject: (x/ REJECT}\nheader_checks = regexp:{$my_words}\n`,
      `# a comment\nmy_words = {/^Subject: (x/ REJECT}\nheader_checks = regexp:{$my_words}\n`,
    ],
    [
      'stands behind a restriction',
      'smtpd_client_restrictions = check_client_access cidr:{{10.0.0.0/8 OK}}\n',
      '\nsmtpd_client_restrictions = check_client_access cidr:{{10.0.0.1/8 OK}}\n',
      '\n\nsmtpd_client_restrictions = check_client_access cidr:{{10.0.0.1/8 OK}}\n',
    ],
    [
      'becomes a file, and comes back',
      broken,
      broken.replace(/regexp.*/, 'regexp:/etc/postfix/header_checks'),
      `${inline}${broken}`,
    ],
  ])('is right of a table in main.cf that %s', (_, ...states) => {
    const options: LintOptions = { preset: 'all' }
    const seen = states.map(main => {
      const texts = { 'main.cf': main, 'master.cf': 'smtp inet n - y - - smtpd -o smtpd_tls_security_level=may\n' }
      const right = first(texts)
      // The first run over a configuration is not remembered.
      for (let run = 0; run < 2; run++) expect(findings(texts, options)).toEqual(right)
      return right.join('\n')
    })
    // Each state is another: were it always the same, nothing would be tried here.
    expect(new Set(seen).size).toBeGreaterThan(1)
  })

  it('is right of a service that has a table of its own', () => {
    const options: LintOptions = { preset: 'all' }
    const service = 'cleanup unix n - y - 0 cleanup\n  -o { header_checks = '
    for (const checks of ['/a/', '/(a/', '/a/', '/(a/']) {
      for (const above of ['', '# a comment\n']) {
        const texts = {
          'main.cf': inline,
          'master.cf': `${above}smtp inet n - y - - smtpd\n${service}regexp:{{${checks} REJECT}} }\n`,
        }
        const right = first(texts)
        expect(findings(texts, options)).toEqual(right)
        expect(right.some(finding => finding.includes('"rule":"bad-pattern"'))).toBe(checks === '/(a/')
      }
    }
  })
})
