import { expect, it } from 'vitest'
import { type Remembering, remembered } from '../../src/text/remembered.js'

interface Thing extends Remembering {
  readonly name: string
}

const thing = (name: string): Thing => ({ name, memory: new Map() })

it('works something out once for each thing, also when nothing comes of it', () => {
  const asked: string[] = []
  const find = remembered(({ name }: Thing) => {
    asked.push(name)
    return name === 'a' ? name.toUpperCase() : undefined
  })
  const [a, b] = [thing('a'), thing('b')]
  expect([find(a), find(b), find(a), find(b)]).toEqual(['A', undefined, 'A', undefined])
  expect(asked).toEqual(['a', 'b'])
})

it('keeps the answers of two functions about one thing apart', () => {
  const length = remembered(({ name }: Thing) => name.length)
  const repeated = remembered(({ name }: Thing, times: number) => name.repeat(times))
  const a = thing('a')
  expect([length(a), repeated(a, 3), length(a), repeated(a, 3)]).toEqual([1, 'aaa', 1, 'aaa'])
})
