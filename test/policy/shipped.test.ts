import { describe, expect, it } from 'vitest'
import { shippedPolicies } from '../../src/policy/shipped.js'
import { type Configuration, judged } from './policy-of.js'

interface Case {
  /** The part that is violated. */
  readonly clause: string
  readonly fails: Configuration
  readonly passes: readonly Configuration[]
}

const smtpd = 'smtp inet n - y - - smtpd\n'
const smtp = 'smtp unix - - y - - smtp\n'
const submission = 'submission inet n - y - - smtpd\n'

/** The level that a new main.cf has, and no old protocols, unless a case says otherwise. */
const base =
  'compatibility_level = 3.6\nsmtpd_tls_mandatory_protocols = >=TLSv1.2\nsmtp_tls_mandatory_protocols = >=TLSv1.2\n'

const found = (policy: string, { main = '', master = '' }: Configuration) =>
  judged(policy, { main: base + main, master })

const tls: readonly Case[] = [
  {
    clause: 'offer-tls',
    fails: { main: 'smtpd_tls_security_level = none\n', master: smtpd },
    passes: [
      { main: 'smtpd_tls_security_level = may\n', master: smtpd },
      { main: '', master: '127.0.0.1:10025 inet n - y - - smtpd\n[::1]:10025 inet n - y - - smtpd\n' },
      { main: '', master: '465 inet n - y - - smtpd -o smtpd_tls_wrappermode=yes\n' },
      { main: '', master: 'smtp inet n - y - 1 postscreen\nqmgr unix n - n 300 1 qmgr\n' },
    ],
  },
  {
    clause: 'offer-tls',
    fails: { main: '', master: 'smtpd pass - - y - - smtpd\n' },
    passes: [],
  },
  {
    clause: 'encrypt-submission',
    fails: { main: 'smtpd_tls_security_level = may\n', master: submission },
    passes: [
      { main: 'smtpd_tls_security_level = may\n', master: `${submission}  -o smtpd_tls_security_level=encrypt\n` },
      { main: 'smtpd_tls_security_level = may\n', master: 'smtps inet n - y - - smtpd -o smtpd_tls_wrappermode=yes\n' },
      { main: 'smtpd_tls_security_level = may\n', master: smtpd },
    ],
  },
  {
    clause: 'encrypt-passwords',
    fails: { main: 'smtpd_tls_security_level = may\nsmtpd_sasl_auth_enable = yes\n', master: smtpd },
    passes: [
      {
        main: 'smtpd_tls_security_level = may\nsmtpd_sasl_auth_enable = yes\nsmtpd_tls_auth_only = yes\n',
        master: smtpd,
      },
      { main: 'smtpd_tls_security_level = encrypt\nsmtpd_sasl_auth_enable = yes\n', master: smtpd },
    ],
  },
  {
    clause: 'server-protocols',
    fails: { main: 'smtpd_tls_security_level = encrypt\nsmtpd_tls_mandatory_protocols = !SSLv3\n', master: smtpd },
    passes: [
      ...[
        '>=TLSv1.2',
        '>=TLSv1.3',
        '!SSLv2, !SSLv3, !TLSv1, !TLSv1.1',
        '!SSLv3:!TLSv1:!TLSv1.1',
        'TLSv1.2 TLSv1.3',
      ].map(list => ({
        main: `smtpd_tls_security_level = encrypt\nsmtpd_tls_mandatory_protocols = ${list}\n`,
        master: smtpd,
      })),
      { main: 'smtpd_tls_security_level = may\nsmtpd_tls_mandatory_protocols = !SSLv3\n', master: smtpd },
    ],
  },
  {
    clause: 'server-ciphers',
    fails: { main: 'smtpd_tls_security_level = may\nsmtpd_tls_ciphers = export\n', master: smtpd },
    passes: [{ main: 'smtpd_tls_security_level = may\nsmtpd_tls_ciphers = HIGH\n', master: smtpd }],
  },
  {
    clause: 'use-tls',
    fails: { main: 'smtp_tls_security_level = none\n', master: smtp },
    passes: ['may', 'dane'].map(level => ({ main: `smtp_tls_security_level = ${level}\n`, master: smtp })),
  },
  {
    clause: 'client-protocols',
    fails: { main: 'smtp_tls_security_level = secure\nsmtp_tls_mandatory_protocols = >=TLSv1\n', master: smtp },
    passes: [{ main: 'smtp_tls_security_level = secure\nsmtp_tls_mandatory_protocols = >=TLSv1.2\n', master: smtp }],
  },
  {
    clause: 'client-ciphers',
    fails: { main: 'smtp_tls_security_level = may\nsmtp_tls_mandatory_ciphers = low\n', master: smtp },
    passes: [{ main: 'smtp_tls_security_level = may\nsmtp_tls_mandatory_ciphers = high\n', master: smtp }],
  },
]

const relay: readonly Case[] = [
  {
    clause: 'stop-relaying',
    fails: { main: 'smtpd_relay_restrictions = permit_mynetworks\n', master: smtpd },
    passes: [
      { main: '', master: smtpd },
      {
        main: 'smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = permit_mynetworks, Reject_Unauth_Destination\n',
        master: smtpd,
      },
      { main: '', master: `${smtpd}  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject\n` },
      { main: 'smtpd_relay_restrictions = permit\n', master: '127.0.0.1:10025 inet n - y - - smtpd\n' },
    ],
  },
  ...['0.0.0.0/0', '128.0.0.0/1', '[::]/0', '[2000::]/3'].map(network => ({
    clause: 'narrow-networks',
    fails: { main: `mynetworks = 127.0.0.0/8 ${network}\n`, master: smtpd },
    passes: [],
  })),
  {
    clause: 'narrow-networks',
    fails: { main: 'mynetworks_style = class\n', master: smtpd },
    passes: [
      {
        main: 'mynetworks = 127.0.0.0/8, 10.0.0.0/8 [::1]/128 [2001:db8::]/32 192.0.2.1 cidr:/etc/postfix/nets\n',
        master: smtpd,
      },
    ],
  },
  {
    clause: 'know-submitters',
    fails: { main: '', master: '192.0.2.1:587 inet n - y - - smtpd\n' },
    passes: [
      { main: '', master: `${submission}  -o smtpd_sasl_auth_enable=yes\n` },
      { main: '', master: `${submission}  -o smtpd_relay_restrictions=permit_tls_clientcerts,reject\n` },
    ],
  },
  {
    clause: 'no-anonymous-login',
    fails: {
      main: 'smtpd_sasl_auth_enable = yes\nsmtpd_sasl_security_options = noplaintext\nsmtpd_sasl_tls_security_options = noanonymous\n',
      master: smtpd,
    },
    passes: [
      { main: 'smtpd_sasl_auth_enable = yes\n', master: smtpd },
      { main: 'smtpd_sasl_security_options =\n', master: smtpd },
    ],
  },
  {
    clause: 'no-sender-routing',
    fails: { main: 'allow_untrusted_routing = yes\n', master: smtpd },
    passes: [{ main: 'allow_untrusted_routing = no\n', master: smtpd }],
  },
  {
    clause: 'known-recipients',
    fails: { main: 'smtpd_reject_unlisted_recipient = no\n', master: smtpd },
    passes: [
      {
        main: 'smtpd_reject_unlisted_recipient = no\nsmtpd_recipient_restrictions = reject_unlisted_recipient, reject_unauth_destination\n',
        master: smtpd,
      },
    ],
  },
  {
    clause: 'no-smuggling',
    fails: { main: 'smtpd_forbid_bare_newline = note\n', master: smtpd },
    passes: [{ main: 'smtpd_forbid_bare_newline = reject\n', master: smtpd }],
  },
]

describe.each([
  ['tls', tls],
  ['relay', relay],
] as const)('the policy %s', (name, cases) => {
  const text = shippedPolicies[name] ?? ''

  it.each(cases)('finds what breaks $clause, and nothing else', ({ clause, fails, passes }) => {
    expect([...new Set(found(text, fails).map(({ rule }) => rule))]).toEqual([`policy/mine/${clause}`])
    for (const files of passes) expect(found(text, files).map(({ message }) => message)).toEqual([])
  })

  it('has a case for each of its parts', () => {
    const anchors = [...text.matchAll(/"\$anchor": "([^"]+)"/g)].map(match => match[1])
    expect([...new Set(cases.map(({ clause }) => clause))].sort()).toEqual(anchors.sort())
  })

  it.each(['2.6', '3.4', '3.11'])('can be used for Postfix %s', postfixVersion => {
    const good = [
      'smtpd_tls_security_level = may',
      'smtp_tls_security_level = may',
      'smtpd_tls_ciphers = medium',
      'smtp_tls_ciphers = medium',
      'smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination',
      'mynetworks = 127.0.0.0/8',
      'mynetworks_style = host',
      '',
    ].join('\n')
    const all = judged(text, { main: good, master: smtpd + smtp }, { postfixVersion })
    expect(all.map(({ message }) => message)).toEqual([])
  })
})
