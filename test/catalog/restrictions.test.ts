import { describe, expect, test } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.js'

const upstream = (version: string) => createCatalog({ version, profile: 'upstream' })
const catalog = upstream('3.7.11')

/** Counted in smtpd_check.c of the last release of each branch. */
test.each([
  ['2.3', 62],
  ['2.4', 62],
  ['2.5', 62],
  ['2.6', 63],
  ['2.7', 67],
  ['2.8', 70],
  ['2.9', 70],
  ['2.10', 71],
  ['2.11', 73],
  ['3.0', 78],
  ['3.1', 78],
  ['3.2', 78],
  ['3.3', 78],
  ['3.4', 78],
  ['3.5', 78],
  ['3.6', 78],
  ['3.7', 78],
  ['3.8', 78],
  ['3.9', 75],
  ['3.10', 75],
  ['3.11', 75],
  ['3.12', 75],
])('Postfix %s has %d restrictions', (branch, count) => {
  expect(upstream(branch).restrictionNames()).toHaveLength(count)
})

test('names compare without case', () => {
  expect(catalog.restriction('Reject_Unauth_DESTINATION')?.name).toBe('reject_unauth_destination')
  expect(catalog.restriction('reject_unauth_destinatio')).toBeUndefined()
})

test.each([
  [
    'check_client_access',
    '3.7',
    { argument: { kind: 'map' }, effect: 'access', canPermit: true, okForbidden: false, since: '1.0' },
  ],
  ['check_helo_mx_access', '3.7', { okForbidden: true, canPermit: false, requires: 'helo' }],
  ['check_ccert_access', '3.4', { argument: { longForm: undefined, searchOrderWords: [] } }],
  ['check_ccert_access', '3.5', { argument: { searchOrderWords: ['cert_fingerprint', 'pubkey_fingerprint'] } }],
  ['check_policy_service', '2.11', { argument: { kind: 'policy-endpoint', attributes: [] } }],
  ['check_policy_service', '3.0', { argument: { transports: ['inet', 'unix', 'local'] } }],
  ['reject_rbl_client', '2.7', { argument: { kind: 'dnsbl', addressPattern: false } }],
  [
    'reject_rbl_client',
    '2.8',
    { argument: { kind: 'dnsbl', addressPattern: true }, replyCodeParameter: 'maps_rbl_reject_code' },
  ],
  ['reject', '3.7', { terminal: true, satisfiesRelayRequirement: true, argument: undefined }],
  ['permit', '3.7', { terminal: false, effect: 'permit' }],
  ['warn_if_reject', '3.7', { effect: 'modifier', argument: { kind: 'restriction' } }],
  ['sleep', '3.7', { argument: { kind: 'seconds' } }],
  [
    'reject_sender_login_mismatch',
    '3.7',
    { expandsTo: ['reject_authenticated_sender_login_mismatch', 'reject_unauthenticated_sender_login_mismatch'] },
  ],
  ['reject_unknown_client', '3.7', { status: 'obsolete-spelling', replacement: ['reject_unknown_client_hostname'] }],
  ['permit_mx_backup', '3.8', { status: 'active' }],
  ['permit_mx_backup', '3.9', { status: 'deprecated' }],
  ['check_relay_domains', '2.3', { status: 'deprecated' }],
  ['check_relay_domains', '3.9', { status: 'removed', removed: '3.9' }],
  ['reject_unauth_pipelining', '2.5', { recommendedIn: ['data'] }],
  ['reject_unauth_pipelining', '3.7', { recommendedIn: [] }],
])('%s at %s', (name, version, expected) => {
  expect(upstream(version).restriction(name)).toMatchObject({ name, ...expected })
})

test('a restriction of a newer release is none', () => {
  expect(upstream('2.9').restriction('defer_unauth_destination')).toBeUndefined()
  expect(upstream('2.10').restriction('defer_unauth_destination')).toBeDefined()
})

test.each([
  ['reject_unknown_sender_domain', { client: 'needs-delay-reject', sender: 'ok', recipient: 'ok', etrn: 'no-effect' }],
  [
    'reject_unverified_recipient',
    { client: 'needs-delay-reject', recipient: 'ok', data: 'single-recipient-only', etrn: 'no-effect' },
  ],
  ['check_etrn_access', { recipient: 'no-effect', etrn: 'ok', client: 'needs-delay-reject' }],
  ['permit_sasl_authenticated', { client: 'needs-delay-reject', sender: 'ok', relay: 'ok' }],
  ['reject_non_fqdn_helo_hostname', { client: 'needs-delay-reject', helo: 'ok' }],
  ['permit_mynetworks', { client: 'ok', etrn: 'ok' }],
] as const)('where %s has its information', (name, expected) => {
  const restriction = catalog.restriction(name)
  for (const [place, context] of Object.entries(expected))
    expect([place, restriction?.context(place as 'client')]).toEqual([place, context])
})

test('lists, in the order of evaluation', () => {
  expect(catalog.restrictionLists().map(({ place, order }) => [place, order])).toEqual([
    ['client', 0],
    ['helo', 1],
    ['sender', 2],
    ['relay', 3],
    ['recipient', 4],
    ['data', 5],
    ['end_of_data', 6],
    ['etrn', 7],
  ])
  expect(upstream('2.9').restrictionList('smtpd_relay_restrictions')).toBeUndefined()
  expect(catalog.restrictionList('smtpd_sender_restrictions')).toMatchObject({
    bareMapMeans: 'check_sender_access',
    delayedBy: 'smtpd_delay_reject',
  })
  expect(catalog.restrictionList('smtpd_data_restrictions')?.bareMapMeans).toBeUndefined()
  const kinds = catalog.restrictionLists().map(({ parameter }) => catalog.parameter(parameter)?.kind)
  expect(new Set(kinds)).toEqual(new Set(['restriction-list']))
})

describe('access(5) actions', () => {
  test.each([
    ['reject', { name: 'REJECT', argument: 'optional-text', outcome: 'reject' }],
    ['550', { name: '5NN', argumentRequired: true }],
    ['450', { name: '4NN' }],
    ['421', { name: '421', outcome: 'defer-and-disconnect' }],
    ['12', { name: '(all digits)', outcome: 'permit' }],
    ['PREPEND', { notIn: ['end_of_data'], argumentRequired: true }],
    ['OK', { outcome: 'permit' }],
    ['FILTER', { delegated: true }],
  ])('%s', (word, expected) => {
    expect(catalog.accessAction(word)).toMatchObject(expected)
  })

  test('BCC came with 3.0', () => {
    expect(upstream('2.11').accessAction('BCC')).toBeUndefined()
    expect(upstream('3.0').accessAction('bcc')).toBeDefined()
  })

  test('unknown words are none', () => {
    for (const word of ['OKAY', '', 'check_client_access', 'restriction'])
      expect(catalog.accessAction(word)).toBeUndefined()
  })
})

test('what smtpd demands before it starts', () => {
  expect(upstream('2.9').relayRequirement()).toMatchObject({ lists: ['smtpd_recipient_restrictions'] })
  expect(catalog.relayRequirement()).toMatchObject({
    lists: ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'],
    searchStopsAt: 'permit',
    skipsWordAfter: 'warn_if_reject',
    recursesInto: 'smtpd_restriction_classes',
  })
  expect(catalog.relayRequirement().words).toContain('defer_unauth_destination')
  expect(upstream('2.9').relayRequirement().words).not.toContain('defer_unauth_destination')
})

test('how lists are read', () => {
  expect(upstream('2.11').restrictionLexis()).toMatchObject({
    braceGrouping: false,
    policyAttributes: false,
    mapLongForm: false,
  })
  expect(upstream('3.5').restrictionLexis()).toMatchObject({
    braceGrouping: true,
    policyAttributes: true,
    mapLongForm: true,
  })
})
