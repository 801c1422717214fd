import { expect, it } from 'vitest'
import type { Facts } from '../../src/config/facts.js'
import { lint } from '../../src/lint/lint.js'

const facts: Facts = { path: path => (path.startsWith('/none/') ? 'missing' : 'unknown') }

it.each([
  ['smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /none/cert', 'error'],
  ['smtpd_tls_cert_file = /none/cert', 'warning'],
  ['smtp_tls_security_level = may\nsmtp_tls_CAfile = /none/authorities', 'error'],
  ['smtp_tls_CAfile = /none/authorities', 'warning'],
  ['smtp_use_tls = yes\nsmtp_tls_CAfile = /none/authorities', 'error'],
  ['smtpd_tls_chain_files = /none/chain', 'warning'],
])('%j: a file that is missing is an %s', (main, severity) => {
  const { diagnostics } = lint({ main: `compatibility_level = 3.6\n${main}\n` }, { facts, postfixVersion: '3.7' })
  expect(diagnostics.filter(({ rule }) => rule.startsWith('unusable-')).map(each => each.severity)).toEqual([severity])
})
