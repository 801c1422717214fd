import { describe, expect, it } from 'vitest'
import { expand } from '../../src/config/expand.js'
import { complaintText } from '../../src/config/macro-complaints.js'
import { allMacroRules } from '../../src/config/macro-types.js'
import { scanMentions } from '../../src/config/mentions.js'
import { unmapped } from '../../src/text/mapped-text.js'

const values: Readonly<Record<string, string>> = {
  a: 'x',
  b: '$a y',
  empty: '',
  loop: '1 $loop 2',
  raw: '$later',
  one: '$two',
  before: '$one',
  self: '${self?{y}}',
  long: 'x'.repeat(1 << 19),
  two: '$one',
}

function expanded(text: string, options: Parameters<typeof expand>[2] = {}) {
  const lookup = (name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? undefined : { value: unmapped(value), ...(name === 'raw' && { verbatim: true }) }
  }
  return expand(unmapped(text), lookup, options)
}

function read(text: string, options: Parameters<typeof expand>[2] = {}) {
  const { text: whole, complaints, problem } = expanded(text, options)
  return { text: whole.text, said: complaints.map(complaint => complaintText(complaint)), problem }
}

// As `mac_expand` of Postfix has them; the parity run compares many more with the real one.
describe('expansion', () => {
  it.each([
    ['$a ${a} $(a) ${ a }', 'x x x x'],
    ['$b', 'x y'],
    ['$$a $$$$', '$a $$'],
    ['${a?yes}${a:no}${empty?yes}${empty:no}${nobody:no}', 'yesnono'],
    ['${a?{yes}:{no}} ${empty ? {yes} : {no} }', 'yes no'],
    ['${a?b:c}', 'b:c'],
    ['${{$a} == {x}}${{$a} != {x}}', 'true'],
    ['${{9} < {10}?{n}:{s}} ${{9a} < {10}?{n}:{s}}', 'n s'],
    ['${{3.10} >level {3.9}?{y}:{n}} ${{2}==level{2.0}?y}', 'y y'],
    ['${{010} == {10}?{y}:{n}}', 'y'],
    ['$raw', '$later'],
    ['$self', 'y'],
    ['${domain_to_ascii{ $a }}z', 'xz'],
    ['', ''],
  ])('of %j', (written, expected) => {
    expect(read(written)).toMatchObject({ text: expected, said: [], problem: undefined })
  })

  it.each([
    ['a ${x', 'truncated', ['truncated macro reference: "a ${x"']],
    ['${a?${x}', 'truncated', ['truncated macro reference: "${a?${x}"']],
    ['a $ b', 'empty-name', ['empty macro name: "a $ b"']],
    ['${}', 'empty-name', ['empty macro name: "${}"']],
    ['${a-b}', 'bad-name', ['attribute name syntax error at: "...a>>>-b"']],
    ['${a b}', 'bad-name', ['attribute name syntax error at: "...a>>> b"']],
    ['${ -x}', 'bad-name', ['attribute name syntax error at: "... >>>-x"']],
    ['$(a{b)', 'bad-name', undefined],
    ['${a?{b}', 'truncated', ['truncated macro reference: "${a?{b}"']],
    ['$(a?{b)', 'unbalanced', ['unbalanced {} in attribute expression: "{b"']],
    ['${a?{b} c}', 'colon-expected', ['":" expected at: "...b}>>>c"']],
    ['${empty:{b} c}', 'unexpected-text', ['unexpected input at: "...b}>>>c"']],
    [
      '${{a} = {b}}',
      'operator-expected',
      ['"==" or "!="" or "<"" or "<="" or ">="" or ">" expected at: "...a}>>>= {b}"'],
    ],
    ['${{a} ==lev {b}}', 'bad-operator-suffix', ['bad operator suffix at: "...==>>>lev"']],
    ['${{a} == b}', 'right-operand-expected', ['"{expression}" expected at: "...{a} ==>>> b"']],
    ['${{a} == {b} c}', 'question-or-colon-expected', ['"?" or ":" expected at: "...}>>>c"']],
    ['${{x} ==level {1}}', 'bad-level', ['malformed compatibility level syntax: "x"']],
    ['${{99999999999999999999} == {1}}', 'bad-number', ['mac_exp_eval: bad conversion: 99999999999999999999']],
    ['${nothing{a}}', 'unknown-function', ['unknown function "nothing" at"...>>>nothing{a}"']],
    ['${domain_to_ascii{$}} $a', 'empty-name', ['empty macro name: "$"']],
    ['${domain_to_ascii{${b-c}}} $a', 'bad-name', ['attribute name syntax error at: "...b>>>-c"']],
    ['$(domain_to_ascii{a)', 'unbalanced', ['unbalanced {} in attribute expression: "{a"']],
    ['${domain_to_ascii{a} b}', 'unexpected-text', ['unexpected input at: "...a}>>>b"']],
  ])('gives up on %j', (written, kind, said) => {
    const found = read(written)
    expect(found.problem?.kind === kind || said === undefined).toBe(true)
    if (said !== undefined) expect(found.said).toEqual(said)
  })

  it('still looks at later references that are not closed', () => {
    expect(read('${a-b} $a ${c').said).toEqual([
      'attribute name syntax error at: "...a>>>-b"',
      'truncated macro reference: "${a-b} $a ${c"',
    ])
    expect(read('${a-b} ${a-c}').said).toHaveLength(1)
  })

  it('says where it gives up', () => {
    expect(read('xx ${a-b} c').problem).toMatchObject({ text: '${a-b}', offset: 3 })
    expect(read('xx $(a{b) c').problem).toMatchObject({ text: '$(a{b)' })
    expect(read('x $a').problem).toBeUndefined()
    expect(expanded('x $a')).not.toHaveProperty('problem')
  })

  it('gives up on what has no end', () => {
    expect(read('$a'.repeat(4000)).problem).toBeUndefined()
    expect(read('$a'.repeat(5000)).problem).toMatchObject({ kind: 'too-long', text: '$a' })
    expect(read('$long$long$a').problem).toBeUndefined()
    expect(read('$long$long$a$a').problem?.kind).toBe('too-long')
  })

  it('notes every reference, and whether it is defined', () => {
    const text = '$a ${nobody?{x}} $nobody ${a:$b} ${empty}'
    const found = expanded(text).references.map(({ name, mode, defined }) => [name, mode, defined])
    expect(found).toEqual([
      ['a', 'use', true],
      ['nobody', 'test', false],
      ['nobody', 'use', false],
      ['a', 'test', true],
      ['empty', 'use', true],
    ])
  })

  it('knows that no file holds the word of a comparison', () => {
    expect(expanded('${{a} == {a}}').text.segments).toEqual([{ out: 0, at: 0, file: undefined, via: undefined }])
  })

  it('names a loop, and follows it when asked', () => {
    expect(read('$loop').problem).toMatchObject({ kind: 'loop', loop: ['loop', 'loop'] })
    expect(read('$one').problem).toMatchObject({ kind: 'loop', loop: ['one', 'two', 'one'] })
    expect(read('$before').problem).toMatchObject({ kind: 'loop', loop: ['one', 'two', 'one'] })
    expect(read('$one').said).toEqual([])
    const followed = read('$one', { followLoops: true })
    expect(followed.said).toEqual([expect.stringMatching(/^unreasonable macro call nesting: "(one|two)"$/)])
    // What comes after it at each level is refused as well.
    expect(read('$loop $a b', { followLoops: true }).said.length).toBeGreaterThan(1)
  })

  it('knows what its release knows', () => {
    const old = { ...allMacroRules, braces: false, levels: false, functions: false }
    expect(read('${a?{b}}', { rules: old }).text).toBe('{b}')
    expect(read('${ a }', { rules: old }).problem?.kind).toBe('bad-name')
    expect(read('${{a} == {a}}', { rules: old }).problem?.kind).toBe('bad-name')
    expect(read('${empty:{b}}${a:c}${empty?c}', { rules: old }).text).toBe('{b}')
    expect(read('<${a?${b-c}}>', { rules: old })).toMatchObject({ text: '<', problem: { kind: 'bad-name' } })
    for (const text of ['${ a}', '${a }', '${a ?b}', '${a-b}', '$(a{b)', '${domain_to_ascii{a}}']) {
      const { said, problem } = read(`${text} $a`, { rules: old })
      expect([problem?.kind, said]).toEqual(['bad-name', [expect.stringContaining(text.slice(2, -1))]])
    }
    expect(expanded('${a-b}', { rules: old }).complaints.map(each => complaintText(each, false))).toEqual([
      'macro name syntax error: "a-b"',
    ])
    const older = { ...allMacroRules, levels: false, functions: false }
    expect(read('${{1} ==level {1}}', { rules: older }).problem?.kind).toBe('right-operand-expected')
    expect(read('${domain_to_ascii{a}}', { rules: older }).problem?.kind).toBe('bad-name')
    expect(read('<${domain_to_ascii{ $a }}>', { call: (_, argument) => `(${argument})` }).text).toBe('<(x)>')
    const refused = read('${domain_to_ascii{$b}}', { call: () => undefined })
    expect(refused).toMatchObject({ text: '', problem: { kind: 'bad-argument' } })
    expect(refused.said).toEqual(["bad domain argument in: 'domain_to_ascii{x y}'"])
  })
})

describe('what nothing defines', () => {
  it.each([
    ['$MAIL_HOST', true],
    ['mail.${MAIL_DOMAIN2}', true],
    ['${MAIL_HOST?x}', true],
    ['$mail_host', false],
    ['$Mail_host', false],
    ['$1', false],
    ['$TZ', false],
    ['$$MAIL_HOST', false],
  ])('%s is not known when it is in capitals, as scripts fill in', (text, unknown) => {
    expect(expanded(text).unknown).toBe(unknown)
  })

  it('is known when something does define it', () => {
    const lookup = () => ({ value: unmapped('x') })
    expect(expand(unmapped('$MAIL_HOST'), lookup).unknown).toBe(false)
  })
})

describe('a look at the references as written', () => {
  it('sees both branches and both sides', () => {
    const { mentions, complaints } = scanMentions(
      '$a ${b?{$c}:{$d}} ${{$e} == {$f} ? {$g} : {$h}} ${domain_to_ascii{$i}}',
    )
    expect(mentions.map(({ name, mode }) => (mode === 'test' ? `${name}?` : name))).toEqual([
      'a',
      'b?',
      'c',
      'd',
      'e',
      'f',
      'g',
      'h',
      'i',
    ])
    expect(complaints).toEqual([])
  })

  const named = (text: string, rules = allMacroRules) =>
    scanMentions(text, rules).mentions.map(({ name, mode }) => (mode === 'test' ? `${name}?` : name))

  it('goes on after a comparison and a function', () => {
    expect(named('${{$a} == {b} ? {c}} $d ${domain_to_ascii{$e}}$f')).toEqual(['a', 'd', 'e', 'f'])
    expect(named('${{99999999999999999999} < {1}} $a')).toEqual(['a'])
    expect(named('${{${a-b}} == {$c} ? {$d}} $e')).toEqual(['c'])
    expect(named('$a$a$b')).toEqual(['a', 'a', 'b'])
  })

  it('sees what a release before 3.0 sees', () => {
    const old = { ...allMacroRules, braces: false, levels: false, functions: false }
    expect(named('${a?$b} ${c:{$d}} ${e}', old)).toEqual(['a?', 'b', 'c?', 'd', 'e'])
  })

  it('goes on with plain names after a fault, as far as Postfix does', () => {
    const { mentions, complaints } = scanMentions('${a-b} $c ${d}')
    expect(mentions).toEqual([])
    expect(complaints).toHaveLength(1)
  })
})
