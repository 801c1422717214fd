import { describe, expect, it } from 'vitest'
import { formatAddress, parseAddress } from '../../src/config/addresses.js'
import { isFeedback } from '../../src/config/concurrency-feedback.js'
import { toInteger, toSeconds } from '../../src/config/convert.js'
import { destinationFault, hostNameFault } from '../../src/config/host-names.js'
import { nameAndPort } from '../../src/config/known-ports.js'
import { readNetwork } from '../../src/config/networks.js'
import { numberMeant } from '../../src/config/size-words.js'
import { timeMeant } from '../../src/config/time-words.js'

describe('addresses', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::1', '::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['::', '::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ['1:0:3:4:5:6:7:8', '1:0:3:4:5:6:7:8'],
  ])('reads %s', (text, written) => {
    const address = parseAddress(text)
    expect(address && formatAddress(address)).toBe(written)
  })

  it.each([
    '',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.01',
    '1::2::3',
    '12345::',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8::',
    '1:2:3:4:5:6:7:8:9',
    '::1:2:3:4:5:6:7:8:9',
    'fe80::1%eth0',
  ])('refuses %j', text => expect(parseAddress(text)).toBeUndefined())
})

it.each([
  ['127.0.0.0/8', undefined, undefined],
  ['127.0.0.1/8', undefined, '127.0.0.0/8'],
  ['[2001:db8::1]/32', undefined, '[2001:db8::]/32'],
  ['[2001:db8::1/32]', undefined, '[2001:db8::/32]'],
  ['0.0.0.0/0', undefined, undefined],
  ['10/8', 'bad-network', undefined],
  ['10.0.0.0/33', 'mask-too-long', undefined],
  ['10.0.0.0/255.0.0.0', 'bad-mask', undefined],
  ['[::1', 'missing-bracket', undefined],
  ['[::1]x', 'text-after-bracket', undefined],
])('reads the network %s', (pattern, problem, cleared) => {
  const network = readNetwork(pattern)
  expect(network.ok ? undefined : network.problem).toBe(problem)
  expect(network.ok ? network.cleared : undefined).toBe(cleared)
})

it.each([
  ['5d', 432_000],
  ['5days', 432_000],
  ['1h30m', 3600],
  ['1month', 60],
  ['days', 0],
  ['+2m', 120],
  ['0', 0],
  ['5 m', undefined],
  ['1y', undefined],
  ['-1', undefined],
  ['', undefined],
  ['4000w', undefined],
])('reads the time %j as the running Postfix does', (text, seconds) => {
  const converted = toSeconds(text)
  expect(converted.ok ? converted.value : undefined).toBe(seconds)
})

it.each([
  ['15728640', 15_728_640],
  ['-1', -1],
  ['15M', undefined],
  ['', undefined],
  ['0x10', undefined],
  ['2147483648', undefined],
  ['9'.repeat(5000), undefined],
])('reads the number %j', (text, value) => {
  const converted = toInteger(text)
  expect(converted.ok ? converted.value : undefined).toBe(value)
})

it.each([
  ['15M', 15_728_640],
  ['10 MB', 10_485_760],
  ['1GiB', 1_073_741_824],
  ['10,240,000', 10_240_000],
  ['10.5', undefined],
  ['2t', 2_199_023_255_552],
  ['999999999T', undefined],
  ['100 bytes', 100],
  ['1B', 1],
  ['1,024,00', undefined],
  ["1'024", 1024],
  ['many', undefined],
])('knows what %j means', (text, value) => expect(numberMeant(text)).toBe(value))

it.each([
  ['5 days', '5d'],
  ['1h30m', '90m'],
  ['10 min', '10m'],
  ['2 weeks 1 day', '15d'],
  ['1 day 2 hours', '26h'],
  ['1h 1 min 1 sec', '3661s'],
  ['30s 1m', '90s'],
  ['5', undefined],
  ['1month', undefined],
  ['', undefined],
])('knows what time %j means', (text, value) => expect(timeMeant(text)).toBe(value))

it.each([
  ['mail.example.com', undefined],
  ['_dmarc.example.com', undefined],
  ['', 'empty'],
  ['mail..example.com', 'dot'],
  ['mail.example.com.', 'dot'],
  ['-mail.example.com', 'hyphen'],
  ['192.0.2.1', 'numeric'],
  ['"mail.example.com"', 'character'],
  [`${'a'.repeat(64)}.example.com`, 'long-label'],
  ['mail-.example.com', 'hyphen'],
  ['m\u00fcller.example', undefined],
  [`${'abcdefg.'.repeat(32)}com`, 'too-long'],
])('checks the host name %j', (name, problem) => expect(hostNameFault(name)?.problem).toBe(problem))

it.each([
  ['[mail.example.org]:587', undefined],
  ['mail.example.org:submission', undefined],
  ['[2001:db8::25]:25', undefined],
  ['[ipv6:2001:db8::25]', undefined],
  ['[mail.example.org:587]', 'port-in-brackets'],
  ['2001:db8::25', 'bare-ipv6'],
  ['mail.example.org:0', 'bad-port'],
  ['mail.example.org:65536', 'bad-port'],
  ['[mail.example.org', 'missing-bracket'],
  ['[mail.example.org]587', 'text-after-bracket'],
  [':25', 'no-host'],
  ['[ipv6:nonsense]:25', 'bad-ipv6'],
  ['[ipv6:192.0.2.1]', 'bad-ipv6'],
  ['[mail.example.org:587]:25', 'bad-host'],
  ['[-x:587]', 'bad-host'],
  ['mail.example.org:25x', 'bad-port'],
])('checks the destination %j', (text, problem) => expect(destinationFault(text)?.problem).toBe(problem))

it.each([
  ['0.5', true],
  ['1/8', true],
  ['1/concurrency', true],
  ['1 / sqrt_concurrency', true],
  ['5', false],
  ['8/1', false],
  ['fast', false],
  ['1/fast', false],
  ['1/0', false],
  ['2/concurrency', false],
  ['-1', false],
])('takes %j for a feedback: %s', (text, good) => expect(isFeedback(text)).toBe(good))

it('finds what is wrong with a known port', () => {
  const seen = new Set<string>()
  expect(nameAndPort('smtp=25', seen)).toBeUndefined()
  expect(nameAndPort('smtps=submissions=465', seen)).toBeUndefined()
  expect(nameAndPort('smtp=2525', seen)).toContain('smtp')
  expect(nameAndPort('a=2 5', new Set())).toBe('there is a blank in the port')
  for (const bad of ['', 'smtp', '=25', 'a=', 'a=x', 'a=65536', '25=25', 'a b=25'])
    expect(nameAndPort(bad, new Set())).toBeDefined()
})
