import { expect, it } from 'vitest'
import type { Remembering } from '../../src/text/remembered.js'
import { rememberedByText } from '../../src/text/remembered-by-text.js'

interface Thing extends Remembering {
  readonly name: string
}

const [a, b]: readonly [Thing, Thing] = [
  { name: 'a', memory: new Map() },
  { name: 'b', memory: new Map() },
]

/** The texts that are looked at when a function is asked about these. */
function lookedAt(...questions: readonly (readonly [text: string, thing: Thing])[]): readonly string[] {
  const looked: string[] = []
  const find = rememberedByText({ texts: 2, length: 3 }, (text, { name }: Thing) => {
    looked.push(`${name} ${text}`)
    return { answer: `${name} ${text}` }
  })
  for (const [text, thing] of questions) expect(find(text, thing)).toEqual({ answer: `${thing.name} ${text}` })
  return looked
}

it('looks at a text once for each thing', () => {
  expect(lookedAt(['one', a], ['one', b], ['one', a], ['one', b])).toEqual(['a one', 'b one'])
})

it('keeps no long texts', () => {
  expect(lookedAt(['four', a], ['four', a])).toEqual(['a four', 'a four'])
})

it('forgets all when there are too many', () => {
  expect(lookedAt(['1', a], ['2', a], ['1', a], ['2', a])).toEqual(['a 1', 'a 2'])
  expect(lookedAt(['1', a], ['2', a], ['3', a], ['3', a], ['1', a])).toEqual(['a 1', 'a 2', 'a 3', 'a 1'])
})
