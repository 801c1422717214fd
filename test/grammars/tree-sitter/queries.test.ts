import { existsSync, readdirSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { treeSitterFolder, treeSitterGrammars } from '../../../scripts/tree-sitter-digest.js'
import { buildEngine, type Engine } from './engine.js'

const built = buildEngine()
const required = (process.env['POSTFIX_LINT_REQUIRE'] ?? '').split(',').includes('tree-sitter')
if (typeof built === 'string' && !required) console.warn(`SKIPPED: ${built}: the tree-sitter queries are not tested`)

const sampleService = 'smtp inet n - y - - smtpd\n'

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

  it.each(treeSitterGrammars)('the queries that other editors have for %s can be read', grammar => {
    for (const folder of [`editors/helix/queries/${grammar}`, `editors/zed/languages/${grammar}`]) {
      const names = readdirSync(folder).filter(name => name.endsWith('.scm'))
      expect(names).toContain('highlights.scm')
      for (const name of names) expect(() => engine().query(grammar, `${folder}/${name}`, '')).not.toThrow()
    }
  })

  it('have the names of captures that Helix has', () => {
    const file = 'editors/helix/queries/postfix-main/highlights.scm'
    const found = engine().query('postfix-main', file, 'biff = no\n')
    expect(found.map(({ text, name }) => `${text} ${name}`)).toEqual([
      'biff variable.other.member',
      '= operator',
      'no constant.builtin.boolean',
    ])
  })

  it('give Zed an outline', () => {
    const found = engine().query('postfix-master', 'editors/zed/languages/postfix-master/outline.scm', sampleService)
    expect(found.map(({ text, name }) => `${text} ${name}`)).toEqual([
      `${sampleService.trim()} item`,
      'smtp name',
      'inet context',
    ])
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

  it('colour tables of keys and results', () => {
    const text = 'user@example.com REJECT no, x\n.x 550 5.1.1 gone\ny  smtp:[z]\nkey\n'
    expect(captured('postfix-table', 'highlights', text)).toEqual([
      'user@example.com property',
      'REJECT keyword',
      ', punctuation.delimiter',
      '.x property',
      '550 number',
      '5.1.1 number',
      'y property',
      'smtp type',
      ': punctuation.delimiter',
      'key error',
    ])
  })

  it('colour aliases', () => {
    const text = 'root: admin, "|/bin/x -y"\nlist: :include:/etc/list, /var/mail/x\n'
    expect(captured('postfix-aliases', 'highlights', text)).toEqual([
      'root property',
      ': punctuation.delimiter',
      ', punctuation.delimiter',
      '"|/bin/x -y" string',
      'list property',
      ': punctuation.delimiter',
      ':include: keyword.import',
      '/etc/list string.special.path',
      ', punctuation.delimiter',
      '/var/mail/x string.special.path',
    ])
  })

  it('colour regular expressions', () => {
    const text = 'if !/^To:/\n/^Subject: (a)/i REJECT $1\nendif\n!/x/ OK\n'
    expect(captured('postfix-regexp', 'highlights', text)).toEqual([
      'if keyword.conditional',
      '! operator',
      '/ punctuation.delimiter',
      '^To: string.regexp',
      '/ punctuation.delimiter',
      '/ punctuation.delimiter',
      '^Subject: (a) string.regexp',
      '/ punctuation.delimiter',
      'i keyword.modifier',
      'REJECT keyword',
      '$ punctuation.special',
      '1 variable',
      'endif keyword.conditional',
      '! operator',
      '/ punctuation.delimiter',
      'x string.regexp',
      '/ punctuation.delimiter',
      'OK keyword',
    ])
    expect(captured('postfix-regexp', 'injections', '/a b/ x\n')).toEqual(['a b injection.content'])
  })

  it('colour networks, and settings of a database', () => {
    expect(captured('postfix-cidr', 'highlights', '192.0.2.0/24 REJECT\nif !2001:db8::/32\nendif\n')).toEqual([
      '192.0.2.0/24 constant',
      'REJECT keyword',
      'if keyword.conditional',
      '! operator',
      '2001:db8::/32 constant',
      'endif keyword.conditional',
    ])
    const text = "hosts = db\nquery = SELECT a FROM b WHERE c='%s'\ntls_verify_cert = yes\n"
    expect(captured('postfix-client', 'highlights', text)).toEqual([
      'hosts property',
      '= operator',
      'query property',
      '= operator',
      '%s variable.parameter',
      'tls_verify_cert property',
      '= operator',
      'yes boolean',
    ])
    expect(captured('postfix-client', 'injections', text)).toEqual(["SELECT a FROM b WHERE c='%s' injection.content"])
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
    const text =
      '# c\na = permit_mynetworks 3 yes all /x hash:/y ${b?{c}:{d}} { e=f }\n/a: 550 REJECT $1 yes\nif /x/\nkey: /y, "z"\n'
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
