import { describe, expect, it } from 'vitest'
import { applyFixes, fixUntilStable, selectFixes } from '../../src/edit/fix-loop.js'
import type { Diagnostic } from '../../src/lint/diagnostic.js'
import { SourceText } from '../../src/text/source-text.js'

/** A finding whose fix puts other text in places of a file. */
function finding(
  edits: readonly (readonly [file: string, start: number, end: number, text: string])[],
  safety: 'safe' | 'unsafe' = 'safe',
): Diagnostic {
  const fixes = [
    { title: 'x', safety, edits: edits.map(([file, start, end, text]) => ({ file, range: { start, end }, text })) },
  ]
  const at = { file: 'main.cf', range: { start: 0, end: 0 } }
  return { rule: 'x', severity: 'error', message: 'x', at, related: [], services: [], fixes, url: '' }
}

const safe = new Set(['safe'] as const)
const chosen = (diagnostics: readonly Diagnostic[]) =>
  selectFixes(diagnostics, safe).map(fix => fix.edits.map(edit => edit.text).join())

describe('which fixes go together', () => {
  it.each<[what: string, diagnostics: readonly Diagnostic[], texts: readonly string[]]>([
    ['those that touch different places', [finding([['a', 0, 1, 'x']]), finding([['a', 2, 3, 'y']])], ['x', 'y']],
    ['the first of two that touch one place', [finding([['a', 0, 2, 'x']]), finding([['a', 1, 3, 'y']])], ['x']],
    ['the same place in another file', [finding([['a', 0, 2, 'x']]), finding([['b', 0, 2, 'y']])], ['x', 'y']],
    ['one of two that are the same', [finding([['a', 0, 1, 'x']]), finding([['a', 0, 1, 'x']])], ['x']],
    [
      'all of a fix, or nothing',
      [
        finding([['a', 0, 1, 'x']]),
        finding([
          ['a', 5, 6, 'y'],
          ['a', 0, 1, 'z'],
        ]),
      ],
      ['x'],
    ],
    ['only what is allowed', [finding([['a', 0, 1, 'x']], 'unsafe'), finding([['a', 0, 1, 'y']])], ['y']],
  ])('%s', (_, diagnostics, texts) => {
    expect(chosen(diagnostics)).toEqual(texts)
  })

  it('are applied to each file', () => {
    const fixes = selectFixes(
      [
        finding([
          ['a', 0, 1, 'x'],
          ['b', 1, 1, 'y'],
        ]),
        finding([['a', 2, 3, 'z']]),
      ],
      safe,
    )
    const files = new Map([
      ['a', 'abc'],
      ['b', 'abc'],
      ['c', 'abc'],
    ])
    expect([...applyFixes(files, fixes)]).toEqual([
      ['a', 'xbz'],
      ['b', 'aybc'],
      ['c', 'abc'],
    ])
  })
})

describe('fixing until nothing is left', () => {
  const main = new SourceText('main.cf', 'mydomain = example.com # ours\nmyhostname = mail.example.com\n')
  const master = new SourceText('master.cf', 'smtp inet n - y - - smtpd # in\n  -o smtpd_timeout=1s\n')
  const all = new Set(['safe', 'unsafe'] as const)

  it('changes what it may, and says what it did', () => {
    const { files, applied, result } = fixUntilStable({ main, master }, {}, all)
    expect(applied).toBeGreaterThan(0)
    expect(files.get('main.cf')).not.toBe(main.text)
    expect(selectFixes(result.diagnostics, all)).toEqual([])
    expect(fixUntilStable({ main: new SourceText('main.cf', files.get('main.cf') ?? '') }, {}, all).applied).toBe(0)
  })

  it('mends a slip in one of two places, not in both', () => {
    const main = 'office_networks = 192.0.2.0/24\nmynetworks = 127.0.0.0/8 $office_network\n'
    const master = 'smtp inet n - n - - smtpd\n'
    const only = ['unused-parameter', 'undefined-reference']
    const { files } = fixUntilStable({ main, master }, { only }, new Set(['unsafe'] as const))
    expect(files.get('main.cf')).toBe('office_networks = 192.0.2.0/24\nmynetworks = 127.0.0.0/8 $office_networks\n')
  })

  it('leaves other files alone', () => {
    const { files, result } = fixUntilStable({ main, master }, {}, all, new Set(['main.cf']))
    expect(files.get('main.cf')).not.toBe(main.text)
    expect(files.get('master.cf')).toBe(master.text)
    expect(result.diagnostics.some(({ at }) => at.file === 'master.cf')).toBe(true)
    expect(fixUntilStable({ main, master }, {}, all, new Set()).applied).toBe(0)
  })

  it('does nothing when nothing is allowed', () => {
    const { files, applied } = fixUntilStable({ main, master }, {}, new Set())
    expect([applied, files.get('main.cf'), files.get('master.cf')]).toEqual([0, main.text, master.text])
  })
})

describe('fixes of different rules', () => {
  const fixed = (main: string) =>
    fixUntilStable(
      { main: new SourceText('main.cf', main), master: new SourceText('master.cf', 'smtp inet n - y - - smtpd\n') },
      { preset: 'all', postfixVersion: '3.11' },
      new Set(['safe', 'unsafe'] as const),
    ).files.get('main.cf')

  it('leave a setting whose other lines have lost their white space', () => {
    const main = 'smtpd_sasl_auth_enable = yes\nsmtpd_recipient_restrictions =\n'
    expect(fixed(`${main}permit_mynetworks,\nreject_unauth_destination\n`)).toBe(
      `${main}  permit_mynetworks,\n  reject_unauth_destination\n`,
    )
  })

  it('leave a setting that another one overrides, too', () => {
    const [first, last] = [
      'smtpd_recipient_restrictions =\n',
      'smtpd_recipient_restrictions = permit_mynetworks, reject\n',
    ]
    expect(fixed(`smtpd_sasl_auth_enable = yes\n${first}permit_mynetworks,\nreject\n${last}`)).not.toContain(
      'smtpd_sasl_auth_enable = yes\n  permit',
    )
  })

  it.each(['smtpd_tls_sesion_cache_timeout', 'tlsproxy_tls_session_cache_timeout'])(
    'do not make %s refer to itself',
    name => {
      // The first is the default and goes; were the second to take its name then, it would have no end.
      const second = `${name} = $smtpd_tls_session_cache_timeout\n`
      expect(fixed(`smtpd_tls_session_cache_timeout = 3600s\n${second}`)).toContain(second)
    },
  )

  it('do not part aliases from what newaliases makes the index of', () => {
    expect(fixed('alias_maps = hash:/etc/aliases\n')).toBe('alias_maps = hash:/etc/aliases\n')
    expect(fixed('alias_maps = hash:/etc/aliases\nalias_database = hash:/etc/aliases\n')).toBe(
      'alias_maps = lmdb:/etc/aliases\nalias_database = lmdb:/etc/aliases\n',
    )
  })
})
