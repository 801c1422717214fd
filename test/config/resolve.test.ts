import { describe, expect, it } from 'vitest'
import { isUsed, resolve, undefinedReferences } from '../../src/config/resolve.js'
import { origin } from '../../src/text/mapped-text.js'
import { SourceText } from '../../src/text/source-text.js'

const main = 'lan = 192.0.2.0/24\nmynetworks = 127.0.0.0/8 $lan $nobody\na = $b\nb = $a\nunused = 1\n'
const master = 'smtp inet n - y - - smtpd\n  -o lan=198.51.100.0/24\nslow unix - - n - - smtp\n'
const { outside, services, project } = resolve(
  { main: new SourceText('main.cf', main), master: new SourceText('master.cf', master) },
  { version: '3.7.11', profile: 'debian', host: { hostname: 'mail.example.com' } },
)
const [smtp, slow] = services

describe('resolve', () => {
  it('gives each program its own value, and where it comes from', () => {
    expect(outside.get('mynetworks')?.text).toBe('127.0.0.0/8 192.0.2.0/24 ')
    expect(smtp?.get('mynetworks')?.text).toBe('127.0.0.0/8 198.51.100.0/24 ')
    expect(smtp?.get('lan')).toMatchObject({ from: 'master.cf' })
    expect(slow?.get('lan')).toMatchObject({ from: 'main.cf', text: '192.0.2.0/24' })
    expect(outside.get('relayhost')).toMatchObject({ from: 'default', text: '' })
    expect(outside.get('mydomain')?.text).toBe('example.com')
  })

  it('maps each character of a value back', () => {
    const value = smtp?.get('mynetworks')
    const at = value?.text.indexOf('198') ?? -1
    const found = value && origin(value.expanded.text, { start: at + 1, end: at + 2 })
    expect(found?.location).toEqual({
      file: 'main.cf',
      range: { start: main.indexOf('$lan'), end: main.indexOf('$lan') + 4 },
    })
    const place = found?.definition
    expect(place && master.slice(place.range.start, place.range.end)).toBe('9')
  })

  it('names references, loops and what nothing defines', () => {
    const value = outside.get('mynetworks')
    expect(value?.expanded.references.map(({ name }) => name)).toEqual(['lan', 'nobody'])
    expect(value && undefinedReferences(value).map(({ name }) => name)).toEqual(['nobody'])
    expect(outside.get('a')?.expanded.problem?.loop).toEqual(['b', 'a', 'b'])
    expect(isUsed(project, 'lan')).toBe(true)
    expect(isUsed(project, 'unused')).toBe(false)
  })

  it('goes through all parameters, those that services make included', () => {
    expect(slow?.names()).toEqual(
      expect.arrayContaining(['2bounce_notice_recipient', 'slow_destination_rate_delay', 'lan', 'unused']),
    )
    const all = new Map(Array.from(slow?.parameters() ?? [], value => [value.name, value.text]))
    expect(all.get('slow_destination_rate_delay')).toBe('0s')
    expect(all.get('service_name')).toBe('slow')
    expect(all.size).toBeGreaterThan(800)
  })

  it('gives names a meaning as postconf(1) does: restriction classes, database prefixes, transports', () => {
    const { project } = resolve(
      {
        main: new SourceText(
          'main.cf',
          `smtpd_restriction_classes = vip
vip = permit
virtual_alias_maps = mysql:accounts
accounts_hosts = 192.0.2.1
accounts_nonsense = 1
pipe_time_limit = 5s
slow_destination_rate_delay = 2s
fast_destination_rate_delay = 2s
`,
        ),
        master: new SourceText('master.cf', 'slow unix - - n - - smtp\npipe unix - n n - - pipe argv=/bin/true\n'),
      },
      { version: '3.7.11', profile: 'upstream' },
    )
    const used = ['vip', 'accounts_hosts', 'pipe_time_limit', 'slow_destination_rate_delay']
    const unused = ['accounts_nonsense', 'fast_destination_rate_delay', 'smtpd_baner']
    expect(used.filter(name => !isUsed(project, name))).toEqual([])
    expect(unused.filter(name => isUsed(project, name))).toEqual([])
  })

  it.each([
    ['3.7.11', '3.5', 'md5', 'no'],
    ['3.7.11', '3.6', 'sha256', 'yes'],
    ['3.7.11', '3.10.1', 'sha256', 'yes'],
    ['3.5.0', '2', 'md5', undefined],
  ])('compares levels in %s at %j', (version, level, digest, respectful) => {
    const main = `compatibility_level = ${level}\nmine = \${{$compatibility_level} == {${level}} ? {same} : {other}}\n`
    const { outside } = resolve({ main: new SourceText('main.cf', main) }, { version, profile: 'upstream' })
    expect(outside.get('smtp_tls_fingerprint_digest')?.text).toBe(digest)
    expect(outside.get('respectful_logging')?.text).toBe(respectful)
    expect(outside.get('mine')?.text).toBe('same')
  })
})
