import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/lint/diagnostic.js'
import { mergeServices } from '../../src/lint/findings.js'

function finding(message: string, services: readonly string[], start = 0, file = 'main.cf'): Diagnostic {
  const at = { file, range: { start, end: start + 1 } }
  return { rule: 'x', severity: 'error', message, at, related: [], services, fixes: [], url: '' }
}

const said = (diagnostics: readonly Diagnostic[]) =>
  mergeServices(diagnostics).map(({ message, at, services }) =>
    [message, at.file, at.range.start, ...services].join(' '),
  )

describe('findings of several services', () => {
  it('are said once, in the place of the first, with all services', () => {
    expect(said([finding('a', ['smtp/inet']), finding('b', [], 5), finding('a', ['submission/inet'])])).toEqual([
      'a main.cf 0 smtp/inet submission/inet',
      'b main.cf 5',
    ])
  })

  it('are told apart where several begin in one place', () => {
    const services = ['smtp/inet', 'submission/inet', 'smtps/inet']
    const all = services.flatMap(service => ['a', 'b', 'c'].map(message => finding(message, [service])))
    expect(said(all)).toEqual(['a', 'b', 'c'].map(message => `${message} main.cf 0 ${services.join(' ')}`))
  })

  it('are not those of another place, file or rule', () => {
    const others = [
      finding('a', ['s']),
      finding('a', ['s'], 1),
      finding('a', ['s'], 0, 'master.cf'),
      { ...finding('a', ['s']), rule: 'y' },
    ]
    expect(mergeServices(others)).toEqual(others)
  })

  it('name each service once', () => {
    expect(said([finding('a', ['s', 't']), finding('a', ['t', 's'])])).toEqual(['a main.cf 0 s t'])
  })
})
