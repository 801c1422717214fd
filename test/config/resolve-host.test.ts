import { describe, expect, it } from 'vitest'
import type { HostDescription } from '../../src/config/facts.js'
import { resolve } from '../../src/config/resolve.js'
import { SourceText } from '../../src/text/source-text.js'

const addresses = [
  { address: '127.0.0.1', prefix: 8 },
  { address: '::1', prefix: 128 },
  { address: '192.0.2.77', prefix: 25 },
  { address: '2001:db8::5', prefix: 64 },
]
const described: HostDescription = {
  hostname: 'vm',
  addresses,
  lookupHost: name => (name === 'two.example.com' ? ['192.0.2.77'] : []),
}

function view(main: string, master = '', host: HostDescription | undefined = described) {
  const { outside, services } = resolve(
    { main: new SourceText('main.cf', main), master: new SourceText('master.cf', master) },
    { version: '3.7.11', profile: 'debian', ...(host && { host }) },
  )
  return services[0] ?? outside
}
const texts = (main: string, options: string, names: readonly string[]) => {
  const found = view(main, `smtp inet n - n - - smtpd ${options}\n`)
  return names.map(name => found.get(name)?.text)
}

describe('names', () => {
  // As the real smtpd(8) 3.7.11 said in its greeting on a machine of the name `vm`.
  it.each([
    ['myhostname = mail.example.com\n', '', 'mail.example.com', 'example.com'],
    ['myhostname = mail.example.com\n', '-o myhostname=mx.other.example', 'mx.other.example', 'other.example'],
    ['myhostname = mail.example.com\n', '-o mydomain=third.example', 'mail.example.com', 'third.example'],
    ['myhostname = mail.example.com\n', '-o myhostname=single', 'single', 'localdomain'],
    ['mydomain = set.example\n', '', 'vm.set.example', 'set.example'],
    ['mydomain = set.example\n', '-o myhostname=mx.other.example', 'mx.other.example', 'set.example'],
    ['mydomain = set.example\n', '-o mydomain=third.example', 'vm.third.example', 'third.example'],
    ['mydomain = set.example\n', '-o myhostname=single', 'single', 'set.example'],
    ['', '', 'vm.localdomain', 'localdomain'],
  ])('%j with %j', (main, options, hostname, domain) => {
    const found = texts(main, options, ['myhostname', 'mydomain', 'myorigin', 'mydestination'])
    expect(found).toEqual([hostname, domain, hostname, `${hostname}, localhost.${domain}, localhost`])
  })

  // As postconf(1) 3.7.11 says; no program would start with that name.
  it('a domain is what follows the first dot, also at the beginning', () => {
    expect(view('myhostname = .example.com\n').get('mydomain')?.text).toBe('example.com')
  })

  it('a service does not change what others have', () => {
    const { outside, services } = resolve(
      {
        main: new SourceText('main.cf', 'myhostname = mail.example.com\nx = $mydomain\n'),
        master: new SourceText(
          'master.cf',
          'a inet n - n - - smtpd -o myhostname=a.other.example\nb inet n - n - - smtpd -o y=1\n',
        ),
      },
      { version: '3.7.11', profile: 'debian', host: described },
    )
    const seen = [...services, outside].map(each => each.get('x')?.text)
    expect(seen).toEqual(['other.example', 'example.com', 'example.com'])
  })

  it('a name made of itself ends', () => {
    for (const main of ['myhostname = mail.$mydomain\n', 'mydomain = x.$mydomain\n', 'mydomain = $myhostname\n']) {
      const found = view(main, 'smtp inet n - n - - smtpd -o myhostname=$mydomain -o y=$mydomain\n')
      for (const name of ['myhostname', 'mydomain', 'y']) expect(found.get(name)?.expanded).toBeDefined()
    }
  })
})

describe('mynetworks', () => {
  it.each([
    ['compatibility_level = 3.6\n', '', '127.0.0.1/32 192.0.2.77/32 [::1]/128 [2001:db8::5]/128 '],
    ['', '', '127.0.0.0/8 192.0.2.0/25 [::1]/128 [2001:db8::]/64 '],
    ['mynetworks_style = class\ninet_protocols = ipv4\n', '', '127.0.0.0/8 192.0.2.0/24 '],
    ['inet_interfaces = loopback-only\n', '', '127.0.0.0/8 [::1]/128 '],
    ['inet_interfaces = two.example.com\n', '', '192.0.2.0/25 '],
    ['inet_protocols = ipv4\ninet_interfaces = 127.0.0.1, two.example.com\n', '', '127.0.0.0/8 192.0.2.0/25 '],
    ['', '-o inet_interfaces=127.0.0.1 -o mynetworks_style=host', '127.0.0.1/32 '],
    ['lan = 127.0.0.1\ninet_interfaces = $lan\n', '-o lan=192.0.2.77', '192.0.2.0/25 '],
    ['mynetworks = 198.51.100.0/24\n', '-o inet_interfaces=127.0.0.1', '198.51.100.0/24'],
  ])('%j with %j is %j', (main, options, expected) => {
    expect(texts(main, options, ['mynetworks'])).toEqual([expected])
  })

  it('puts addresses in the order of the release', () => {
    const main = 'inet_interfaces = 192.0.2.201, 127.0.0.1, 10.0.0.1\nmynetworks_style = host\n'
    const own = ['127.0.0.1', '192.0.2.201', '10.0.0.1'].map(address => ({ address, prefix: 8 }))
    const order = (version: string) =>
      resolve(
        { main: new SourceText('main.cf', main) },
        { version, profile: 'debian', host: { hostname: 'vm', addresses: own } },
      ).outside.get('mynetworks')?.text
    // The last byte decides, and 201 - 1 is negative in 32 bits.
    for (const version of ['2.3.0', '3.7.11', '3.8.19', '3.11.5']) {
      expect(order(version)).toBe('192.0.2.201/32 10.0.0.1/32 127.0.0.1/32 ')
    }
    for (const version of ['3.8.20', '3.9.14', '3.11.6', '3.12']) {
      expect(order(version)).toBe('10.0.0.1/32 127.0.0.1/32 192.0.2.201/32 ')
    }
  })

  it.each([
    ['inet_interfaces = none.example.com\n', described],
    ['inet_interfaces = 198.51.100.1\n', described],
    ['mynetworks_style = subnet, host\n', described],
    ['', { hostname: 'vm' }],
  ])('is not known with %j', (main, host) => {
    expect(view(main, '', host).get('mynetworks')).toMatchObject({ unknown: true, text: '' })
  })

  it('has no IPv6 on a system without it', () => {
    expect(view('', '', { ...described, ipv6: false }).get('mynetworks')?.text).toBe('127.0.0.0/8 192.0.2.0/25 ')
  })
})

it('nothing of the host is known without a description', () => {
  const { outside } = resolve({}, { version: '3.7.11', profile: 'debian' })
  for (const name of ['myhostname', 'mydomain', 'mynetworks', 'myorigin', 'mydestination']) {
    expect([name, outside.get(name)?.unknown]).toEqual([name, true])
  }
  expect(outside.get('relayhost')?.unknown).toBe(false)
})
