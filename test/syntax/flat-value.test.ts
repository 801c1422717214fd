import { describe, expect, it } from 'vitest'
import { parseFlat } from '../../src/syntax/flat-value.js'
import { parseByGrammar } from '../../src/syntax/value.js'

// What is read, `value.test.ts` compares on random values. This says which values need no grammar.

describe('without the grammar', () => {
  const plain = ['', 'a', 'a, b c', '$a', '$$', 'x$$', '${a}', '$(a)', '$a$b', 'a$b c', '$azAZ09_', '${az}$(AZ)', '$0']
  it.each([...plain, '$z', '${z}', '$Z', '$A', '$9', '$_', ' $a, ${b},'])('%j is read', text => {
    for (const shape of ['text', 'list', 'fields'] as const) {
      expect(parseFlat(text, shape)).toEqual(parseByGrammar(text, shape))
    }
  })

  it('braces are read as text', () => {
    expect(parseFlat('{a} }', 'text')).toEqual([{ type: 'literal', span: { start: 0, end: 5 }, text: '{a} }' }])
  })
})

describe('for the grammar', () => {
  it.each(['$', 'a$', '$-', '${}', '$()', '${a', '${a)', '$(a}', '$(a', '${a?b}', '${{a}}', '$[a]', '$@', '$`', '${/'])(
    '%j is left',
    text => {
      for (const shape of ['text', 'list', 'fields'] as const) expect(parseFlat(text, shape)).toBeUndefined()
    },
  )

  it.each(['{a}', 'a {', 'a }', '}', '{'])('the list %j is left', text => {
    expect(parseFlat(text, 'list')).toBeUndefined()
    expect(parseFlat(text, 'fields')).toBeUndefined()
  })
})
