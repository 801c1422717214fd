import { describe, expect, it } from 'vitest'
import { lint } from '../../src/index.js'
import { policyRules } from '../../src/policy/policy-rules.js'
import { readPolicy } from '../../src/policy/read-policy.js'
import { forSmtpd, judged, shown } from './policy-of.js'

const master =
  'smtp inet n - y - - smtpd\nsubmission inet n - y - - smtpd\n  -o smtpd_tls_security_level=encrypt\nqmgr unix n - n 300 1 qmgr\n'
const level = forSmtpd({ smtpd_tls_security_level: { enum: ['may', 'encrypt'] } })

describe('a violation is shown', () => {
  it('at the value in main.cf, once for all services that have it', () => {
    const files = { main: 'smtpd_tls_security_level = none\n', master: `${master}25 inet n - y - - smtpd\n` }
    expect(shown(judged(level, files), files)).toEqual([
      'error policy/mine main.cf «none» `smtpd_tls_security_level` is `none`: the policy wants one of `may`, `encrypt` [smtp/inet 25/inet]',
    ])
  })

  it('at the value of a -o', () => {
    const files = { main: 'smtpd_tls_security_level = may\n', master: master.replace('=encrypt', '=none') }
    expect(shown(judged(level, files), files)).toEqual([
      'error policy/mine master.cf «none» `smtpd_tls_security_level` is `none`: the policy wants one of `may`, `encrypt` [submission/inet]',
    ])
  })

  it('of a default, after the last line of main.cf', () => {
    const files = { main: 'mydomain = example.com\n\n\n', master }
    const found = judged(level, files)
    expect(shown(found, files)).toEqual([
      'error policy/mine main.cf «» `smtpd_tls_security_level` is empty by default: the policy wants one of `may`, `encrypt` [smtp/inet]',
    ])
    expect(found[0]?.at.range.start).toBe('mydomain = example.com\n'.length)
  })

  it('of a default, at the service where there is no main.cf', () => {
    expect(shown(judged(level, { master }), { master })[0]).toContain('master.cf «smtp»')
  })

  it('at the word of a list, also when it comes out of another parameter', () => {
    const policy = forSmtpd({ mynetworks: { items: { not: { pattern: '/[0-7]$' } } } })
    const files = {
      main: 'mine = 10.0.0.0/8, 0.0.0.0/0\nmynetworks = 127.0.0.0/8 $mine\n',
      master: 'smtp inet n - y - - smtpd\n',
    }
    const found = judged(policy, files)
    expect(shown(found, files)).toEqual([
      'error policy/mine main.cf «$mine» `0.0.0.0/0` in `mynetworks`: the policy does not allow this [smtp/inet]',
    ])
    expect(found[0]?.related).toMatchObject([{ message: 'written here' }])
  })

  it.each([
    [{ chroot: { const: false } }, '«y» `chroot` of service `smtp/inet` is `true`: the policy wants `no`'],
    [
      { arguments: { maxItems: 0 } },
      '«smtpd» `arguments` of service `smtp/inet` is `-v`: the policy wants at most 0 in it',
    ],
    [{ name: { pattern: ':' } }, '«smtp» `name` of service `smtp/inet` is `smtp`: the policy wants it to match `:`'],
    [
      { parameters: { required: ['nonesuch'] } },
      '«smtp» The configuration is not as the policy wants it: the policy wants `nonesuch` to be there',
    ],
    [
      { origins: { properties: { mydomain: { properties: { from: { const: 'main.cf' } } } } } },
      '«» `mydomain` comes from the default: the policy wants `main.cf`',
    ],
    [
      { parameters: { properties: { smtpd_recipient_limit: { maximum: 500 } } } },
      '«» `smtpd_recipient_limit` is `1000` by default: the policy wants it <= 500',
    ],
  ])('at the part of a service it is about: %j', (properties, expected) => {
    const files = { main: 'compatibility_level = 3.6\n', master: 'smtp inet n - y - - smtpd -v\n' }
    const [line] = shown(judged({ properties: { services: { items: { properties } } } }, files), files)
    expect(line?.replace(/^error policy\/mine \S+ /, '').replace(/ \[smtp\/inet\]$/, '')).toBe(expected)
  })

  it.each([
    [
      { services: { contains: { properties: { name: { const: 'submissions' } } } } },
      'master.cf «» The services of master.cf: the policy wants something',
    ],
    [
      { main: { properties: { parameters: { properties: { soft_bounce: { const: false } } } } } },
      'main.cf «yes» `soft_bounce` is `yes`: the policy wants `no`',
    ],
    [
      { postfix: { properties: { version: { pattern: '^4' } } } },
      'main.cf «» This is judged as Postfix 3.9.0: the policy wants it to match `^4`',
    ],
  ])('of what is no service: %j', (properties, expected) => {
    const files = { main: 'soft_bounce = yes\n', master }
    expect(shown(judged({ properties }, files), files)[0]).toContain(expected)
  })
})

describe('the words', () => {
  it('are those of the nearest part of the policy that has some', () => {
    const policy = forSmtpd(
      {
        smtpd_tls_security_level: { title: 'too short', description: 'Offer TLS.\n  See page 3.', enum: ['may'] },
        smtpd_helo_required: { const: true },
      },
      { errorMessage: 'ask the mail team' },
    )
    const files = { main: '', master: 'smtp inet n - y - - smtpd\n' }
    expect(
      judged(policy, files)
        .map(({ message }) => message)
        .sort(),
    ).toEqual([
      '`smtpd_helo_required` is `no` by default: ask the mail team',
      '`smtpd_tls_security_level` is empty by default: Offer TLS. See page 3',
    ])
  })

  it('of a choice say that none is met, and show what it turns on', () => {
    const policy = forSmtpd(
      {},
      {
        errorMessage: 'no password without TLS',
        anyOf: [
          { properties: { parameters: { properties: { smtpd_tls_auth_only: { const: true } } } } },
          { properties: { parameters: { properties: { smtpd_sasl_auth_enable: { const: false } } } } },
        ],
      },
    )
    const files = { main: 'smtpd_sasl_auth_enable = yes\n', master: 'smtp inet n - y - - smtpd\n' }
    const found = judged(policy, files)
    expect(shown(found, files)).toEqual([
      'error policy/mine master.cf «smtp» Service `smtp/inet`: no password without TLS [smtp/inet]',
    ])
    expect(found[0]?.related).toEqual([
      { at: { file: 'main.cf', range: { start: 25, end: 28 } }, message: '`smtpd_sasl_auth_enable` is set here' },
    ])
  })
})

describe('what is not known', () => {
  it.each([
    ['the host decides', { main: '' }],
    ['a template decides', { main: 'myhostname = {{ name }}\n' }],
    ['Postfix gives up', { main: 'a = $b\nb = $a\nmyhostname = $a\n' }],
  ])('is no violation: %s', (_, files) => {
    const policy = {
      properties: { main: { properties: { parameters: { properties: { myhostname: { const: 'mx.example.com' } } } } } },
    }
    expect(judged(policy, files)).toEqual([])
    expect(judged({ properties: { main: { anyOf: [policy.properties.main, false] } } }, files)).toEqual([])
    expect(judged(policy, { main: 'myhostname = other.example.com\n' })).toHaveLength(1)
  })
})

describe('a part with a name', () => {
  const policy = {
    allOf: [{ $ref: '#limit' }, forSmtpd({ smtpd_helo_required: { const: true } })],
    $defs: {
      limit: { $anchor: 'limit', severity: 'warning', ...forSmtpd({ smtpd_recipient_limit: { maximum: 500 } }) },
    },
  }
  const files = { main: 'smtpd_recipient_limit = 700\n', master: 'smtp inet n - y - - smtpd\n' }

  it('has an id and a severity of its own', () => {
    expect(judged(policy, files).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['policy/mine/limit', 'warning'],
      ['policy/mine', 'error'],
    ])
    expect(
      judged(policy, files, { rules: { 'policy/mine/limit': 'off', 'policy/mine': 'info' } }).map(
        ({ severity }) => severity,
      ),
    ).toEqual(['info'])
  })

  it('can be suppressed, and a suppression that is not needed is found', () => {
    const main =
      '# postfix-lint ignore=policy/mine/limit -- bulk mail\nsmtpd_recipient_limit = 700\n# postfix-lint ignore-file=policy/mine -- old clients\n'
    const plugins = policyRules([readPolicy('mine', JSON.stringify(policy))])
    expect(lint({ ...files, main }, { plugins }).diagnostics).toEqual([])
    const { diagnostics } = lint({ ...files, main: main.replace('700', '300') }, { plugins })
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['unused-suppression'])
    // Where the policy is not used, nobody can tell.
    expect(lint({ ...files, main }).diagnostics).toEqual([])
    const slip = lint({ ...files, main: main.replace('mine/limit', 'mine/limits') }, { plugins })
    expect(slip.diagnostics.map(({ rule }) => rule)).toContain('unknown-rule-in-suppression')
  })
})

describe('a fix', () => {
  const fixOf = (parameters: object, main: string, services = 'smtp inet n - y - - smtpd\n') =>
    judged(forSmtpd(parameters), { main, master: services })[0]?.fixes.map(({ title, safety, edits }) => [
      title,
      safety,
      edits.map(({ text }) => text),
    ])

  it('writes the only value that the policy allows', () => {
    expect(fixOf({ smtpd_helo_required: { const: true } }, 'smtpd_helo_required = no\n')).toEqual([
      ['Set `smtpd_helo_required = yes`', 'unsafe', ['yes']],
    ])
    expect(fixOf({ smtpd_timeout: { enum: [60] } }, '')).toEqual([
      ['Set `smtpd_timeout = 60s`', 'unsafe', ['smtpd_timeout = 60s\n']],
    ])
    expect(fixOf({ smtpd_relay_restrictions: { const: ['permit_mynetworks', 'reject'] } }, '')).toEqual([
      [
        'Set `smtpd_relay_restrictions = permit_mynetworks, reject`',
        'unsafe',
        ['smtpd_relay_restrictions = permit_mynetworks, reject\n'],
      ],
    ])
  })

  it('is not there where more than one thing could be meant', () => {
    expect(fixOf({ smtpd_tls_security_level: { enum: ['may', 'encrypt'] } }, '')).toEqual([])
    expect(fixOf({ smtpd_helo_required: { const: true } }, 'x = no\nsmtpd_helo_required = $x\n')).toEqual([])
    expect(
      fixOf({ smtpd_helo_required: { const: true } }, 'smtpd_helo_required = {{ x }}\nsmtpd_delay_reject = yes\n'),
    ).toBeUndefined()
    expect(
      fixOf(
        { smtpd_relay_restrictions: { const: ['a', 'b'] } },
        '',
        'smtp inet n - y - - smtpd\n  -o smtpd_relay_restrictions=reject\n',
      ),
    ).toEqual([])
  })
})

it('ends with a pattern that others never finish', () => {
  const policy = forSmtpd({ smtpd_banner: { pattern: '^(a+)+$' } })
  const files = { main: `smtpd_banner = ${'a'.repeat(50_000)}!\n`, master: 'smtp inet n - y - - smtpd\n' }
  expect(judged(policy, files)).toHaveLength(1)
})
