import { describe, expect, it } from 'vitest'
import { SourceText } from '../../src/text/source-text.js'
import { counting, usual } from './counting-rule.js'

describe('of servers that are linted one after the other, a rule is asked again', () => {
  it('for another configuration, unless that is much like an earlier one', () => {
    const again = counting(({ base }) => base.get('mydomain')?.text)
    const host = (index: number, domain: string) => ({
      main: new SourceText(`host${index}/main.cf`, usual.main.replaceAll('example.com', domain)),
      master: new SourceText(`host${index}/master.cf`, usual.master),
    })
    expect(again(host(1, 'a.example')), 'like the usual one: from here on a record is kept').toBe(1)
    expect(again(host(2, 'a.example'))).toBe(0)
    expect(again(host(3, 'b.example'))).toBe(1)
    expect(again({ main: new SourceText('other/main.cf', 'mydomain = a.example') }), 'nothing alike').toBe(1)
    expect(again(host(4, 'b.example')), 'alike, and as the third').toBe(0)
    for (let index = 0; index < 80; index++) {
      expect(again({ main: new SourceText(`other${index}/main.cf`, `a${index} = b`) })).toBe(1)
    }
    expect(again(host(5, 'b.example')), 'those alike were long ago').toBe(1)
  })

  it('not for several kinds that take turns, each with names of its own', () => {
    const again = counting(({ settings }) => settings.length)
    const host = (index: number) => ({
      main: new SourceText(`host${index}/main.cf`, `${usual.main}x${index % 50} = y\n`),
      master: new SourceText(`host${index}/master.cf`, usual.master),
    })
    for (let index = 0; index < 50; index++) expect(again(host(index))).toBe(1)
    for (let index = 50; index < 100; index++) expect(again(host(index))).toBe(0)
  })

  it('each time when what it looks at was another in many runs, until it is looked at again what that is', () => {
    const again = counting(({ base }) => base.get('mydomain')?.text)
    const host = (index: number, domain: string) => ({
      main: new SourceText(`host${index}/main.cf`, usual.main.replaceAll('example.com', domain)),
      master: new SourceText(`host${index}/master.cf`, usual.master),
    })
    for (let index = 0; index < 20; index++) expect(again(host(index, `d${index}.example`))).toBe(1)
    const asked = Array.from({ length: 40 }, (_, index) => again(host(20 + index, 'd19.example')))
    expect(asked[0], 'nobody has recorded what it looks at').toBe(1)
    expect(asked.indexOf(0), 'now it was recorded').toBeLessThan(32)
    expect(asked.slice(32), 'and it rests').toEqual(asked.slice(32).fill(0))
    expect(again(host(60, 'd60.example'))).toBe(1)
    expect(again(host(61, 'd60.example')), 'one change is no reason').toBe(0)
  })

  it('not for one that is much like an earlier one and sets a name more, if it did not look at that', () => {
    const again = counting(({ base }) => base.get('mydomain')?.text)
    const host = (index: number, more: string) => ({
      main: new SourceText(`host${index}/main.cf`, usual.main + more),
      master: usual.master,
    })
    expect(again(host(1, '')), 'from here on a record is kept').toBe(1)
    expect(again(host(2, 'biff = no\n'))).toBe(0)
    expect(again(host(3, ''))).toBe(0)
    expect(again(host(4, 'myorigin = a.example\nmydomain = a.example\n')), 'it looked at that').toBe(1)
  })
})
