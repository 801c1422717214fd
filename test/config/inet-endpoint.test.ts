import { expect, it } from 'vitest'
import { readInetEndpoint } from '../../src/config/inet-endpoint.js'

it.each([
  ['smtp', { host: '', port: 'smtp' }],
  ['127.0.0.1:10025', { host: '127.0.0.1', port: '10025' }],
  ['[2001:db8::1]:25', { host: '2001:db8::1', port: '25' }],
  ['[IPv6:2001:db8::1]:25', { host: '2001:db8::1', port: '25' }],
  // The last colon separates: an IPv6 address without brackets is accepted when what is before it is one.
  ['::1:25', { host: '::1', port: '25' }],
  ['mail.example.com:smtp', { host: 'mail.example.com', port: 'smtp' }],
  [':25', { host: '', port: '25' }],
])('reads %s', (text, endpoint) => {
  expect(readInetEndpoint(text)).toEqual(endpoint)
})

it.each([
  ['[::1:25', 'missing-bracket'],
  ['[::1]25', 'text-after-bracket'],
  ['[ipv6:nonsense]:25', 'bad-ipv6-address'],
  ['127.0.0.1:', 'missing-port'],
  ['[::1]', 'missing-port'],
  ['mail_-:25', 'bad-host'],
  ['300.0.0.1:25', 'bad-host'],
  ['127.0.0.1:10x25', 'bad-port'],
] as const)('says what is wrong with %s', (text, problem) => {
  expect(readInetEndpoint(text).problem).toBe(problem)
})
