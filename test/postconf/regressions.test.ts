import { describe, expect, it } from 'vitest'
import { postconf } from '../../src/postconf/postconf.js'
import { memoryHost } from './memory-host.js'

function said(args: readonly string[], main: string, master = '', hostname = 'mail.example.com'): readonly string[] {
  const host = { ...memoryHost({ '/c/main.cf': main, '/c/master.cf': master }), hostname }
  const { stderr } = postconf(['-c', '/c', ...args], { target: { version: '3.7.11', profile: 'debian' }, host })
  return stderr
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.replace('postconf: ', ''))
}

// Differences that the comparison with the installed Postfix found.
describe('found by comparison', () => {
  it('a computed default can hold a reference of its own', () => {
    expect(said(['-n'], 'mydomain = ($$proxy)\n', '', 'box')).toEqual([
      'warning: /c/main.cf: undefined parameter: proxy',
    ])
  })

  it('a default that needs itself is given up', () => {
    expect(said(['-n'], 'compatibility_level = $mynetworks\n')).toEqual(['fatal: macro processing error'])
  })

  it('a comparison that needs itself is given up', () => {
    expect(said(['-n'], 'mydestination = ${{$mydestination} == {x} ? {y}}\n').at(-1)).toBe(
      'fatal: macro processing error',
    )
  })

  it('a loop is followed to its end, past all the words of a long list', () => {
    const list = Array.from({ length: 90 }, (_, index) => `$own_${index}`).join(' ')
    const warnings = said(['-n'], `mydestination = $mydestination ${list}\n`)
    expect(warnings.filter(line => line.includes('unreasonable macro call nesting')).length).toBeGreaterThan(9000)
    expect(warnings.at(-1)).toBe('fatal: macro processing error')
  })

  it('the word that stands for a comparison counts as a level', () => {
    const chain = (length: number) =>
      Array.from(
        { length },
        (_, index) => `n${index} = ${index + 1 < length ? `$n${index + 1}` : '${{a} == {a}}'}\n`,
      ).join('')
    const nesting = (length: number) =>
      said(['-n'], `mydestination = $n0\n${chain(length)}`).filter(line => line.includes('nesting'))
    expect(nesting(99)).toEqual([])
    expect(nesting(100)).toEqual(['warning: unreasonable macro call nesting: "true"'])
    expect(nesting(101)).toEqual(['warning: unreasonable macro call nesting: "{a} == {a}"'])
  })

  it('a read-only setting counts until Postfix comes to it', () => {
    // In the order of its table: service_name first, then the value that asks for it.
    const lines = said(['-nx'], 'service_name = x\nmynetworks = ${service_name?{}:y}\n')
    expect(lines).toContain('warning: /c/main.cf: read-only parameter assignment: service_name=x')
  })

  it('a name that is given twice to -X is no reason to stop', () => {
    expect(said(['-X', 'a', 'a'], 'a = 1\n')).toEqual([])
  })

  it('the first argument that is no option is not put in braces', () => {
    const host = memoryHost({ '/c/main.cf': '', '/c/master.cf': 'x unix - n n - - pipe { a b } { c d }\n' })
    const { stdout } = postconf(['-c', '/c', '-M'], { target: { version: '3.7.11', profile: 'debian' }, host })
    expect(stdout).toBe('x          unix  -       n       n       -       -       pipe a b {c d}\n')
  })
})
