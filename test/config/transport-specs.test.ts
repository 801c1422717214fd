import { describe, expect, it } from 'vitest'
import { originOf } from '../../src/config/elements.js'
import { createProject } from '../../src/config/project.js'
import { readDestination, readTransport } from '../../src/config/transport-specs.js'
import { SourceText } from '../../src/text/source-text.js'

const target = { version: '3.11.6', profile: 'upstream' } as const

function specOf(value: string) {
  const text = `virtual_transport = ${value}\n`
  const project = createProject({ target, main: new SourceText('main.cf', text) })
  const resolved = project.base.get('virtual_transport')
  return { text, spec: resolved && readTransport(resolved) }
}

describe('transport:nexthop', () => {
  it.each([
    ['lmtp', 'lmtp', undefined],
    ['lmtp:', 'lmtp', undefined],
    ['lmtp:unix:private/dovecot-lmtp', 'lmtp', 'unix:private/dovecot-lmtp'],
    [':[mail.example.com]', '', '[mail.example.com]'],
    ['error:5.7.1 no mail here', 'error', '5.7.1 no mail here'],
  ])('reads %s', (value, transport, nexthop) => {
    const { text, spec } = specOf(value)
    expect(spec?.transport.value).toBe(transport)
    expect(spec?.nexthop?.value).toBe(nexthop)
    const range = spec?.nexthop && originOf(spec.nexthop)?.location.range
    if (range) expect(text.slice(range.start, range.end)).toBe(nexthop)
  })

  it('has nothing to say of an empty value', () => {
    expect(specOf('').spec).toBeUndefined()
  })
})

describe('destination', () => {
  const part = (value: string) => ({
    text: { text: value, segments: [] },
    span: { start: 0, end: value.length },
    value,
  })

  it.each([
    ['mail.example.com', 'mail.example.com', undefined, false],
    ['mail.example.com:587', 'mail.example.com', '587', false],
    ['[mail.example.com]', 'mail.example.com', undefined, true],
    ['[mail.example.com]:submission', 'mail.example.com', 'submission', true],
    ['[2001:db8::25]:25', '2001:db8::25', '25', true],
    ['inet:mail.example.com:24', 'mail.example.com', '24', false],
  ])('reads the host %s', (value, host, port, bracketed) => {
    const found = readDestination(part(value))
    expect(found?.type === 'host' && [found.host.value, found.port?.value, found.bracketed]).toEqual([
      host,
      port,
      bracketed,
    ])
    if (found?.type === 'host') expect(value.slice(found.host.span.start, found.host.span.end)).toBe(host)
  })

  it('reads a socket', () => {
    const found = readDestination(part('unix:private/dovecot-lmtp'))
    expect(found?.type === 'socket' && found.path.value).toBe('private/dovecot-lmtp')
  })

  it.each(['', '[mail.example.com', '[a]b', 'a]:25', 'a:b:c'])('does not guess at %j', value => {
    expect(readDestination(part(value))).toBeUndefined()
  })
})
