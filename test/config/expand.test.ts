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
  two: '$one',
}

function read(text: string, options: Parameters<typeof expand>[2] = {}) {
  const lookup = (name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? undefined : { value: unmapped(value), ...(name === 'raw' && { verbatim: true }) }
  }
  const expanded = expand(unmapped(text), lookup, options)
  return {
    text: expanded.text.text,
    said: expanded.complaints.map(complaint => complaintText(complaint)),
    problem: expanded.problem,
  }
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

  it('names a loop, and follows it when asked', () => {
    expect(read('$loop').problem).toMatchObject({ kind: 'loop', loop: ['loop', 'loop'] })
    expect(read('$one').problem).toMatchObject({ kind: 'loop', loop: ['one', 'two', 'one'] })
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
    const older = { ...allMacroRules, levels: false, functions: false }
    expect(read('${{1} ==level {1}}', { rules: older }).problem?.kind).toBe('right-operand-expected')
    expect(read('${domain_to_ascii{a}}', { rules: older }).problem?.kind).toBe('bad-name')
    expect(read('<${domain_to_ascii{ $a }}>', { call: (_, argument) => `(${argument})` }).text).toBe('<(x)>')
    expect(read('${domain_to_ascii{a}}', { call: () => undefined }).problem?.kind).toBe('bad-argument')
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

  it('goes on with plain names after a fault, as far as Postfix does', () => {
    const { mentions, complaints } = scanMentions('${a-b} $c ${d}')
    expect(mentions).toEqual([])
    expect(complaints).toHaveLength(1)
  })
})
