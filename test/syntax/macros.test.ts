import { expect, it } from 'vitest'
import { macrosIn } from '../../src/syntax/macros.js'
import { parseList, parseText } from '../../src/syntax/value.js'

it.each([
  ['a $$b {c}', ''],
  ['$a ${b} $(c)', 'a b c'],
  ['${a?{$b}:{$c}}${d:$e}', 'a b c d e'],
  ['${{$a} == {x$b} ? {{$c}} : {$d}} $e', 'a b c d e'],
  ['${domain_to_ascii{$a}} $b', 'domain_to_ascii a b'],
  ['${a?${b?${c}}} $d', 'a b c d'],
  ['${{$a}} $b', 'a b'],
])('the references in %s are %j, in order of place', (text, names) => {
  expect(
    macrosIn(parseText(text))
      .map(({ name }) => name)
      .join(' '),
  ).toBe(names)
})

it('those in groups are among them', () => {
  const elements = parseList('{ $a, { x$b } }, $c')
  expect(macrosIn(elements.flatMap(({ parts }) => parts)).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
})
