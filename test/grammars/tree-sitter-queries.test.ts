import { existsSync, readdirSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { treeSitterFolder, treeSitterGrammars } from '../../scripts/tree-sitter-digest.js'
import { buildEngine, type Engine } from './tree-sitter.js'

const built = buildEngine()
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('tree-sitter')
if (typeof built === 'string' && !required) console.warn(`SKIPPED: ${built}: the tree-sitter queries are not tested`)

describe.skipIf(typeof built === 'string' && !required)('the queries of the tree-sitter grammars', () => {
  const engine = (): Engine => {
    if (typeof built === 'string') throw new Error(`${built}, but POSTFIX_LINT_REQUIRE asks for tree-sitter`)
    return built
  }
  afterAll(() => {
    if (typeof built !== 'string') built.remove()
  })

  const captured = (grammar: string, query: string, text: string) =>
    engine()
      .query(grammar, `${treeSitterFolder}/${grammar}/queries/${query}.scm`, text)
      .map(capture => `${capture.text} ${capture.name}`)

  it.each(treeSitterGrammars)('all queries of %s can be read', grammar => {
    const names = readdirSync(`${treeSitterFolder}/${grammar}/queries`).map(name => name.replace(/\.scm$/, ''))
    expect(names).toContain('highlights')
    for (const name of names) expect(() => captured(grammar, name, '')).not.toThrow()
  })

  it('colour main.cf', () => {
    const text =
      '# c\nbiff = no\nqueue_run_delay = 300s\na =\n  permit_mynetworks, hash:/etc/x\n# d\n  /etc/y all { b=$c }\n'
    expect(captured('postfix-main', 'highlights', text)).toEqual([
      '# c comment',
      'biff property',
      '= operator',
      'no boolean',
      'queue_run_delay property',
      '= operator',
      '300s number',
      'a property',
      '= operator',
      'permit_mynetworks keyword',
      ', punctuation.delimiter',
      'hash type',
      ': punctuation.delimiter',
      '/etc/x string',
      '# d comment',
      '/etc/y string.special.path',
      'all constant.builtin',
      '{ punctuation.bracket',
      'b attribute',
      '= operator',
      '$ punctuation.special',
      'c variable',
      '} punctuation.bracket',
    ])
  })

  it('colour references, whole and broken, and lines that Postfix stops at', () => {
    const text = 'a = $(b)${{$c} == {d}?{e}:f} $$ $ ${g.h}\nno equals\n'
    expect(captured('postfix-main', 'highlights', text)).toEqual([
      'a property',
      '= operator',
      '$( punctuation.special',
      'b variable',
      ') punctuation.special',
      '${ punctuation.special',
      '{ punctuation.bracket',
      '$ punctuation.special',
      'c variable',
      '} punctuation.bracket',
      '== operator',
      '{ punctuation.bracket',
      '} punctuation.bracket',
      '? operator',
      '{ punctuation.bracket',
      '} punctuation.bracket',
      ': operator',
      '} punctuation.special',
      '$$ string.escape',
      '$ error',
      '${ punctuation.special',
      'g variable',
      '.h error',
      '} punctuation.special',
      'no error',
      'equals error',
    ])
  })

  it('colour master.cf', () => {
    const text = `smtp inet n - y 60? 1 smtpd -v
  -o smtpd_tls_security_level=$level
  -o { a = permit } -o b
pipe unix - n n - - pipe flags=R argv=/bin/x \${recipient}
`
    expect(captured('postfix-master', 'highlights', text)).toEqual([
      'smtp label',
      'inet type',
      'n boolean',
      '- boolean',
      'y boolean',
      '60? number',
      '1 number',
      'smtpd function',
      '-v keyword',
      '-o keyword',
      'smtpd_tls_security_level property',
      '= operator',
      '$ punctuation.special',
      'level variable',
      '-o keyword',
      '{ punctuation.bracket',
      'a property',
      '= operator',
      'permit keyword',
      '} punctuation.bracket',
      '-o keyword',
      'b error',
      'pipe label',
      'unix type',
      '- boolean',
      'n boolean',
      'n boolean',
      '- number',
      '- number',
      'pipe function',
      'flags attribute',
      '= operator',
      'argv attribute',
      '= operator',
      '${ punctuation.special',
      'recipient variable',
      '} punctuation.special',
    ])
  })

  it('fold what may stand on several lines', () => {
    const folded = (grammar: string, text: string) => captured(grammar, 'folds', text)
    expect(folded('postfix-main', 'a =\n  b\n# c\nd = e\n')).toEqual(['a =\n  b fold', 'd = e fold'])
    expect(folded('postfix-master', 'a b c d e f g h\n  -o i=k\n')).toEqual(['a b c d e f g h\n  -o i=k fold'])
  })

  it('find the settings that references mean', () => {
    const found = captured('postfix-main', 'locals', 'a = b\nc = $a\n')
    expect(found.slice(1)).toEqual(['a local.definition', 'c local.definition', 'a local.reference'])
  })

  it('take no node twice', () => {
    const text = '# c\na = permit_mynetworks 3 yes all /x hash:/y ${b?{c}:{d}} { e=f }\n'
    for (const grammar of treeSitterGrammars) {
      const file = `${treeSitterFolder}/${grammar}/queries/highlights.scm`
      const places = engine()
        .query(grammar, file, text)
        .map(({ start, end }) => `${start}-${end}`)
      expect(new Set(places).size, grammar).toBe(places.length)
    }
  })

  it('are there for each grammar that an editor folds', () => {
    const without = treeSitterGrammars.filter(name => !existsSync(`${treeSitterFolder}/${name}/queries/folds.scm`))
    expect(without).toEqual([])
  })
})
